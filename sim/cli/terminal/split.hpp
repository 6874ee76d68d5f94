#pragma once

#include <string>
#include <vector>

namespace chokepoint::cli {

/// The parts of a text between marks: one more than there are marks, and empty where two marks meet.
std::vector<std::string> split(const std::string& text, char mark);

}  // namespace chokepoint::cli
