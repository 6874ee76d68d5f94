#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chokepoint {

/// One character of UTF-8 text. A byte that is not valid UTF-8 counts as one character, U+FFFD.
struct Character {
    char32_t code = 0;
    int bytes = 0;
    bool valid = true;
};

/// The first character of `text`, which must not be empty.
Character first_character(std::string_view text);

std::size_t count_characters(std::string_view text);

/// The first `most` characters of `text`, or all of it if it is shorter.
std::string_view leading_characters(std::string_view text, std::size_t most);

/// The byte at which `text` stops being valid UTF-8 (RFC 3629), or std::string_view::npos.
std::size_t find_invalid_utf8(std::string_view text);

/// `text` made safe for a terminal: a tab becomes a space; control, direction and invalid characters become '?'.
std::string printable(std::string_view text);

/// `text` in single quotes for a message: printable, and cut after 40 characters with "...".
std::string in_quotes(std::string_view text);

}  // namespace chokepoint
