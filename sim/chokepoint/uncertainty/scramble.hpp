#pragma once

#include <cstdint>

namespace chokepoint::uncertainty {

/// The 32 bits of `value` under nested uniform scrambling (Owen 1995, "Randomly permuted (t,m,s)-nets and (t,s)-
/// sequences"): a hash of `key` and of the bits above it decides whether each bit is flipped. This permutes the 32-bit
/// numbers and maps each aligned block of 2^k numbers onto such a block.
std::uint32_t scramble(std::uint32_t value, std::uint64_t key);

/// The number with binary digits 0.`value` on (0, 1), its 32 digits scrambled as above. A hash of `key` and `value`
/// draws the 20 digits that follow. The result is an odd multiple of 2^-53.
double scrambled_unit(std::uint32_t value, std::uint64_t key);

}  // namespace chokepoint::uncertainty
