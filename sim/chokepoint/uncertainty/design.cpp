#define XXH_INLINE_ALL
#include <xxhash.h>

#include <chokepoint/base/draw.hpp>
#include <chokepoint/uncertainty/design.hpp>
#include <chokepoint/uncertainty/scramble.hpp>
#include <set>
#include <stdexcept>
#include <string_view>

namespace chokepoint::uncertainty {

namespace {

std::uint32_t reverse_bits(std::uint32_t value) {
    std::uint32_t reversed = 0;
    for (unsigned bit = 0; bit < 32; ++bit, value >>= 1)
        reversed = reversed << 1 | (value & 1);
    return reversed;
}

}  // namespace

UniformDesign::UniformDesign(Design design, std::uint64_t seed, const std::vector<std::string>& parameters)
    : design_(design), points_(design == Design::sobol ? parameters.size() : 0) {
    std::set<std::string_view> seen;
    for (const std::string& name : parameters) {
        if (!seen.insert(name).second) throw std::invalid_argument("two parameters are called '" + name + "'");
        const XXH128_hash_t hash = XXH3_128bits_withSeed(name.data(), name.size(), seed);
        keys_.push_back({hash.low64, hash.high64});
    }
}

// Scrambling the index of van der Corput's sequence permutes the samples within each aligned block of 2^k, or swaps the
// block with another of its size. Without it, two consecutive samples would lie in opposite halves of every parameter
// at once, which makes any two parameters dependent.
double UniformDesign::at(std::uint32_t sample, std::size_t parameter) const {
    const Keys& keys = keys_.at(parameter);
    switch (design_) {
        case Design::latin_hypercube:
            return scrambled_unit(reverse_bits(scramble(sample, keys.index)), keys.value);
        case Design::sobol:
            return scrambled_unit(points_.digits(sample, parameter), keys.value);
        case Design::random:
            break;
    }
    return Draws(keys.value, 0).uniform(sample);
}

}  // namespace chokepoint::uncertainty
