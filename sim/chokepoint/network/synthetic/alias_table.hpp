#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::network {

/// One bucket of an alias table: keep it with probability `keep` / 2^32, otherwise take `other`.
struct AliasBucket {
    std::uint32_t keep = UINT32_MAX;
    std::uint32_t other = 0;
};

/// Fills `table` so that pick_alias() returns i with probability proportional to `weights[i]`, in constant time (Walker
/// 1977, Vose 1991). Weights are not negative and have a positive sum. Both spans have the same length, below 2^32.
void make_alias_table(std::span<const double> weights, std::span<AliasBucket> table);

/// Draws an index from two random words. The first chooses the bucket, the second whether to keep it.
inline std::uint32_t pick_alias(std::span<const AliasBucket> table, std::uint32_t bucket_word,
                                std::uint32_t keep_word) {
    const auto bucket = static_cast<std::uint32_t>(std::uint64_t{bucket_word} * table.size() >> 32);
    return keep_word < table[bucket].keep ? bucket : table[bucket].other;
}

/// Draws an index from one word, for tables of up to a few thousand entries. Its low bits decide whether to keep.
inline std::uint32_t pick_alias(std::span<const AliasBucket> table, std::uint32_t word) {
    const std::uint64_t scaled = std::uint64_t{word} * table.size();
    return pick_alias(table, word, static_cast<std::uint32_t>(scaled));
}

}  // namespace chokepoint::network
