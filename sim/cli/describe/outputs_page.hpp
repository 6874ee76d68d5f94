#pragma once

#include <string>

namespace chokepoint::cli {

/// The files that 'run --out' writes, with their columns, in lines of at most 98 characters.
std::string outputs_table();

}  // namespace chokepoint::cli
