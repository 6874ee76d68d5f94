#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace chokepoint::uncertainty {

/// The points of Sobol' (1967) with the direction numbers of Joe and Kuo 2008, "Constructing Sobol sequences with
/// better two-dimensional projections", SIAM J. Sci. Comput. 30, in the natural order, without any randomisation.
class SobolPoints {
   public:
    /// Most dimensions of the table that we read, the one of Boost.Random.
    static constexpr std::size_t kMostDimensions = 3667;

    /// Throws std::invalid_argument beyond kMostDimensions.
    explicit SobolPoints(std::size_t dimensions);

    /// The 32 binary digits after the point of coordinate `dimension` of point `index`; point 0 is the origin.
    std::uint32_t digits(std::uint32_t index, std::size_t dimension) const;

   private:
    std::vector<std::array<std::uint32_t, 32>> directions_;  ///< By dimension, then by bit of the index.
};

}  // namespace chokepoint::uncertainty
