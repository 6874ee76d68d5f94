#pragma once

#include <string>

namespace chokepoint::cli {

/// How names, countries and parties of lists are read, and what counts as the same.
std::string names_page();

}  // namespace chokepoint::cli
