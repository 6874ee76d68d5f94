#pragma once

#include <string>
#include <vector>

namespace chokepoint::cli {

/// The parts of a text between marks. There is one more than there are marks; between adjacent marks it is empty.
std::vector<std::string> split(const std::string& text, char mark);

}  // namespace chokepoint::cli
