#pragma once

#include <string>

namespace chokepoint::cli {

/// The page of `describe` on the files of 'run --out'.
std::string outputs_page();

}  // namespace chokepoint::cli
