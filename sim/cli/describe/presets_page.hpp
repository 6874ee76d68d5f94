#pragma once

#include <string>

namespace chokepoint::cli {

/// `describe presets`: of each preset its paper, its rules, its equations in short, its numbers and its limits.
std::string presets_page();

}  // namespace chokepoint::cli
