#pragma once

#include <array>
#include <cstdint>

namespace chokepoint {

/// Random draws as a pure function of (seed, stream, index), so that they are the same on any thread, in any order and
/// on any machine. Each purpose has its own stream; two quantities never share one. There is no state to advance, so
/// leaving out one draw does not shift the others.
///
/// The generator is the counter-based Philox4x32 with ten rounds (Salmon, Moraes, Dror, Shaw 2011, "Parallel random
/// numbers: as easy as 1, 2, 3"). The seed is its key; stream, index and attempt form its counter.
class Draws {
   public:
    Draws(std::uint64_t seed, std::uint32_t stream) : seed_(seed), stream_(stream) {}

    /// 128 random bits. `attempt` tells repeated draws of one index apart.
    std::array<std::uint32_t, 4> bits(std::uint64_t index, std::uint32_t attempt = 0) const;

    /// Uniform on the open interval (0, 1): an odd multiple of 2^-54.
    double uniform(std::uint64_t index) const;

    /// Standard normal, by the Box-Muller transform.
    double normal(std::uint64_t index) const;

    /// Exponential with mean 1.
    double exponential(std::uint64_t index) const;

   private:
    std::uint64_t seed_;
    std::uint32_t stream_;
};

}  // namespace chokepoint
