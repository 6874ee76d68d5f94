#define XXH_INLINE_ALL
#include <xxhash.h>

#include <chokepoint/uncertainty/scramble.hpp>

namespace chokepoint::uncertainty {

namespace {

// Numbers below 2^33 stand for the nodes of the binary tree of prefixes: a leading 1, then the prefix.
std::uint64_t hash_of_node(std::uint64_t node, std::uint64_t key) {
    return XXH3_64bits_withSeed(&node, sizeof node, key);
}

}  // namespace

std::uint32_t scramble(std::uint32_t value, std::uint64_t key) {
    std::uint32_t flips = 0;
    for (unsigned depth = 0; depth < 32; ++depth) {
        const std::uint64_t prefix = std::uint64_t{value} >> (32 - depth);
        const std::uint64_t node = std::uint64_t{1} << depth | prefix;
        flips = flips << 1 | static_cast<std::uint32_t>(hash_of_node(node, key) >> 63);
    }
    return value ^ flips;
}

double scrambled_unit(std::uint32_t value, std::uint64_t key) {
    const std::uint64_t tail = hash_of_node(std::uint64_t{1} << 32 | value, key) >> 44;
    const std::uint64_t digits = std::uint64_t{scramble(value, key)} << 20 | tail;
    return (static_cast<double>(digits) + 0.5) * 0x1p-52;  // Exact, since it has 53 digits; so it is never 1.
}

}  // namespace chokepoint::uncertainty
