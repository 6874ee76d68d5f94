#include <Random123/philox.h>

#include <chokepoint/base/draw.hpp>
#include <cmath>
#include <numbers>

namespace chokepoint {

namespace {

double open_unit(std::uint32_t high, std::uint32_t low) {
    const std::uint64_t bits = (std::uint64_t{high} << 32 | low) >> 11;
    return (static_cast<double>(bits) + 0.5) * 0x1p-53;
}

}  // namespace

std::array<std::uint32_t, 4> Draws::bits(std::uint64_t index, std::uint32_t attempt) const {
    const philox4x32_ctr_t counter = {
        {static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32), attempt, stream_}};
    const philox4x32_key_t key = {{static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)}};
    const philox4x32_ctr_t out = philox4x32(counter, key);
    return {out.v[0], out.v[1], out.v[2], out.v[3]};
}

double Draws::uniform(std::uint64_t index) const {
    const auto words = bits(index);
    return open_unit(words[0], words[1]);
}

double Draws::normal(std::uint64_t index) const {
    const auto words = bits(index);
    const double radius = std::sqrt(-2.0 * std::log(open_unit(words[0], words[1])));
    return radius * std::cos(2.0 * std::numbers::pi * open_unit(words[2], words[3]));
}

double Draws::exponential(std::uint64_t index) const {
    return -std::log(uniform(index));
}

}  // namespace chokepoint
