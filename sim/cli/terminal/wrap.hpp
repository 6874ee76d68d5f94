#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chokepoint::cli {

/// `text` in lines of at most `width` characters, broken at blanks. What follows stands below the text of its line, to
/// the right of a first column or of the bars of a tree; a command goes on behind a backslash.
std::string wrapped_lines(std::string_view text, std::size_t width);

/// `text` without the breaks that kept its lines to some 100 characters.
std::string joined_lines(std::string_view text);

}  // namespace chokepoint::cli
