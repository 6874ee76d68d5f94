#pragma once

#include <string>
#include <string_view>

namespace chokepoint {

/// `text` without blanks and invisible characters at both ends: blanks of every width, tabs, no-break spaces,
/// zero-width characters, byte-order marks.
std::string_view trimmed(std::string_view text);

/// A key that two texts share if they differ only in case, in blanks, or in how Unicode composes the same characters
/// (NFKC_Casefold). A blank between two digits counts, so that `1 12` and `11 2` stay apart.
std::string look_alike_key(std::string_view text);

/// A name as lists of parties are matched: NFKC_Casefold, dots and apostrophes removed, every other punctuation mark
/// and symbol a blank, one blank between words, the four Turkish i's as one. "ZTE Co., Ltd." becomes "zte co ltd".
std::string normalized_name(std::string_view name);

/// normalized_name() without accents.
std::string unaccented_name(std::string_view name);

}  // namespace chokepoint
