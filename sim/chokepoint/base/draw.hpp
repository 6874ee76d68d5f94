#pragma once

#include <array>
#include <cstdint>

namespace chokepoint {

/// Random draws as a pure function of (seed, stream, index): the same on every thread, in any order, on any machine.
///
/// Counter-based generator Philox4x32 with ten rounds (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as
/// easy as 1, 2, 3"): the seed is the key; stream, index and attempt are the counter. A stream is one purpose: two
/// quantities never share one. There is no state to advance, so a draw that is left out shifts no other.
class Draws {
   public:
    Draws(std::uint64_t seed, std::uint32_t stream) : seed_(seed), stream_(stream) {}

    /// 128 random bits; `attempt` numbers repeated draws of the same index.
    std::array<std::uint32_t, 4> bits(std::uint64_t index, std::uint32_t attempt = 0) const;

    /// Uniform on the open interval (0, 1), a multiple of 2^-53 plus 2^-54.
    double uniform(std::uint64_t index) const;

    /// Standard normal, by Box and Muller.
    double normal(std::uint64_t index) const;

    /// Exponential with mean 1.
    double exponential(std::uint64_t index) const;

   private:
    std::uint64_t seed_;
    std::uint32_t stream_;
};

}  // namespace chokepoint
