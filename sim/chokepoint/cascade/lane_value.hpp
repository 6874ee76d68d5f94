#pragma once

#include <algorithm>
#include <chokepoint/dynamics/lane_pack.hpp>

namespace chokepoint::cascade {

/// The unit of computation in a sweep: a single number for one lane, a pack of numbers for several.
template <unsigned kLanes>
struct LaneValue {
    using Type = dynamics::Pack;
    static constexpr unsigned kStep = dynamics::kPack;
    [[gnu::always_inline]] static Type load(const double* from) { return dynamics::load_pack(from); }
    [[gnu::always_inline]] static void store(const Type& value, double* to) { dynamics::store_pack(value, to); }
    [[gnu::always_inline]] static Type larger(const Type& a, const Type& b) { return max(a, b); }
    [[gnu::always_inline]] static Type smaller(const Type& a, const Type& b) { return min(a, b); }
    [[gnu::always_inline]] static bool differ(const Type& a, const Type& b) { return any_of(a != b); }
};

template <>
struct LaneValue<1> {
    using Type = double;
    static constexpr unsigned kStep = 1;
    [[gnu::always_inline]] static double load(const double* from) { return *from; }
    [[gnu::always_inline]] static void store(double value, double* to) { *to = value; }
    [[gnu::always_inline]] static double larger(double a, double b) { return std::max(a, b); }
    [[gnu::always_inline]] static double smaller(double a, double b) { return std::min(a, b); }
    [[gnu::always_inline]] static bool differ(double a, double b) { return a != b; }
};

}  // namespace chokepoint::cascade
