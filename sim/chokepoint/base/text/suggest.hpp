#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace chokepoint {

/// The number of insertions, deletions, substitutions and adjacent swaps of bytes from `a` to `b` (optimal string
/// alignment), ignoring the case of ASCII letters.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The first of the candidates closest to `word` by Damerau-Levenshtein distance, ignoring case, or "". The distance
/// must be at most 2 or a third of the word's length, whichever is larger, and less than the length of either word.
std::string_view nearest_word(std::string_view word, std::span<const std::string_view> candidates);

/// The same with an explicit limit on the distance.
std::string_view nearest_word(std::string_view word, std::span<const std::string_view> candidates, std::size_t limit);

}  // namespace chokepoint
