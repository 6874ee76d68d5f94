#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace chokepoint::uncertainty {

/// The points of Sobol' (1967) in natural order, without randomisation, with the direction numbers of Joe and Kuo 2008,
/// "Constructing Sobol sequences with better two-dimensional projections", SIAM J. Sci. Comput. 30.
class SobolPoints {
   public:
    /// The number of dimensions in the table of Boost.Random, which we use.
    static constexpr std::size_t kMostDimensions = 3667;

    /// Throws std::invalid_argument beyond kMostDimensions.
    explicit SobolPoints(std::size_t dimensions);

    /// The first 32 binary digits of coordinate `dimension` of point `index`. Point 0 is the origin.
    std::uint32_t digits(std::uint32_t index, std::size_t dimension) const;

   private:
    std::vector<std::array<std::uint32_t, 32>>
        directions_;  ///< Indexed by dimension, then by bit of the point's index.
};

}  // namespace chokepoint::uncertainty
