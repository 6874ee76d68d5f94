#pragma once

#include <cstdint>

namespace chokepoint::uncertainty {

/// The 32 bits of `value` under a nested uniform scrambling (Owen 1995, "Randomly permuted (t,m,s)-nets and (t,s)-
/// sequences"): each bit is flipped or not by a hash of `key` and of the bits above it. A permutation of the 32-bit
/// numbers that maps every aligned block of 2^k numbers onto an aligned block of 2^k numbers.
std::uint32_t scramble(std::uint32_t value, std::uint64_t key);

/// The number with binary digits 0.`value` on (0, 1), its first 32 digits scrambled as above and the 20 digits that
/// follow drawn by a hash of `key` and `value`; a multiple of 2^-52 plus 2^-53.
double scrambled_unit(std::uint32_t value, std::uint64_t key);

}  // namespace chokepoint::uncertainty
