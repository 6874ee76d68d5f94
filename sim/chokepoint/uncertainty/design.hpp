#pragma once

#include <chokepoint/uncertainty/sobol_points.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace chokepoint::uncertainty {

/// How the samples of a study are spread over the unit cube of its parameters.
enum class Design : std::uint8_t { random, latin_hypercube, sobol };

/// Uniform draws u(seed, sample, parameter) on (0, 1), the same in any order and on any thread. A draw does not depend
/// on the other parameters or on the number of samples, so a study can gain either and keep its draws.
///
/// random: independent Philox draws.
/// latin_hypercube: for each parameter alone and for every k, the first 2^k samples have one draw in each of the 2^k
/// equal parts of (0, 1). Each parameter has a van der Corput sequence whose index and value are scrambled (nested
/// uniform).
/// sobol: Sobol' points under nested uniform scrambling (Owen 1995), which also spread evenly over pairs of parameters.
/// A parameter's position in the list is its dimension, so here a draw also depends on that position: put the most
/// important parameters first and append new ones.
class UniformDesign {
   public:
    /// Throws std::invalid_argument if two parameters share a name or if there are more than Sobol' points allow.
    UniformDesign(Design design, std::uint64_t seed, const std::vector<std::string>& parameters);

    std::size_t parameters() const { return keys_.size(); }

    /// The draw for the parameter at position `parameter` of the list in sample `sample`.
    double at(std::uint32_t sample, std::size_t parameter) const;

   private:
    struct Keys {
        std::uint64_t value;
        std::uint64_t index;
    };
    Design design_;
    std::vector<Keys> keys_;  ///< Hashes of seed and name, by parameter.
    SobolPoints points_;
};

}  // namespace chokepoint::uncertainty
