#include <algorithm>
#include <chokepoint/base/text/suggest.hpp>
#include <cstddef>
#include <utility>
#include <vector>

namespace chokepoint {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        above[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
            const bool swapped =
                i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, above);
        std::swap(above, row);
    }
    return above[b.size()];
}

std::string_view nearest_word(std::string_view word, std::span<const std::string_view> candidates) {
    return nearest_word(word, candidates, std::max<std::size_t>(2, word.size() / 3));
}

std::string_view nearest_word(std::string_view word, std::span<const std::string_view> candidates, std::size_t limit) {
    std::string_view nearest;
    std::size_t least = limit + 1;
    for (const auto candidate : candidates) {
        const std::size_t shorter = std::min(word.size(), candidate.size());
        const std::size_t longer = std::max(word.size(), candidate.size());
        if (longer - shorter >= least) continue;
        const std::size_t distance = edit_distance(word, candidate);
        if (distance >= least || distance >= shorter) continue;
        least = distance;
        nearest = candidate;
    }
    return nearest;
}

}  // namespace chokepoint
