#pragma once

#include <string>
#include <string_view>

namespace chokepoint {

/// `text` without spaces of any width, tabs, zero-width characters and byte-order marks at both ends.
std::string_view trimmed(std::string_view text);

/// A key that two texts share if they differ only in case, in spaces, or in how Unicode composes the same characters
/// (NFKC_Casefold). A space between two digits counts, so that `1 12` and `11 2` stay distinct.
std::string look_alike_key(std::string_view text);

/// The form of a name used to match party lists: NFKC_Casefold, without dots and apostrophes, other punctuation and
/// symbols as spaces, single spaces, and the four Turkish i's as one. "ZTE Co., Ltd." becomes "zte co ltd".
std::string normalized_name(std::string_view name);

/// normalized_name() without accents.
std::string unaccented_name(std::string_view name);

}  // namespace chokepoint
