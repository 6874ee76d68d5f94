#pragma once

#include <chokepoint/uncertainty/sobol_points.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace chokepoint::uncertainty {

/// How the samples of a study are spread over the unit cube of its parameters.
enum class Design : std::uint8_t { random, latin_hypercube, sobol };

/// Uniform draws u(seed, sample, parameter) on (0, 1), the same in any order and on any thread. No other parameter and
/// no number of samples enters a draw, so that a study may grow by either and keep what it has.
///
/// random: independent draws of Philox.
/// latin_hypercube: of each parameter by itself, the first 2^k samples have one draw in each 2^k-th of (0, 1), for
/// every k. A van der Corput sequence per parameter, with index and value under nested uniform scrambling.
/// sobol: Sobol' points under nested uniform scrambling (Owen 1995), which spread evenly over pairs of parameters as
/// well. The number of a parameter in the list is its dimension, so a draw depends on its place too: new parameters
/// go to the end of the list, and those that matter most to its beginning.
class UniformDesign {
   public:
    /// Throws std::invalid_argument if two parameters have one name, or if there are more than Sobol' points allow.
    UniformDesign(Design design, std::uint64_t seed, const std::vector<std::string>& parameters);

    std::size_t parameters() const { return keys_.size(); }

    /// The draw of a parameter, by its number in the list, in a sample.
    double at(std::uint32_t sample, std::size_t parameter) const;

   private:
    struct Keys {
        std::uint64_t value;
        std::uint64_t index;
    };
    Design design_;
    std::vector<Keys> keys_;  ///< By parameter: hashes of seed and name.
    SobolPoints points_;
};

}  // namespace chokepoint::uncertainty
