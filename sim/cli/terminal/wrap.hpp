#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chokepoint::cli {

/// `text` in lines of at most `width` characters, broken at blanks. The rest of a line is aligned below its text, to
/// the right of a first column or of the bars of a tree. A command continues after a backslash.
std::string wrapped_lines(std::string_view text, std::size_t width);

}  // namespace chokepoint::cli
