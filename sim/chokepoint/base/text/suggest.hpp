#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace chokepoint {

/// The candidate nearest to `word` by Damerau-Levenshtein distance (case ignored), or "" if none is near
/// enough (distance at most 2, or a third of the word's length if that is more, and less than the length of either) to
/// be what was meant. Of several the first.
std::string_view nearest_word(std::string_view word, std::span<const std::string_view> candidates);

/// The nearest candidate at a distance of at most `limit`.
std::string_view nearest_word(std::string_view word, std::span<const std::string_view> candidates, std::size_t limit);

}  // namespace chokepoint
