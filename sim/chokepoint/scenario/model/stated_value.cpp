#include <charconv>
#include <chokepoint/scenario/model/stated_value.hpp>
#include <cmath>
#include <initializer_list>
#include <limits>

namespace chokepoint::scenario {

namespace {

double with_15_digits(double value) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::scientific, 14).ptr;
    std::from_chars(digits, end, value);
    return value;
}

/// The value that `read` makes `wanted` of. `estimate` is a few roundings away from it, each by at most 2⁻⁵³ of it:
/// less than a unit of the 15th digit, of which it has at least 4.
template <class Read>
double found_near(double estimate, double wanted, const Read& read) {
    const double whole = std::round(estimate);
    if (std::abs(whole) < 1e15 && read(whole) == wanted) return whole;
    constexpr double kRoundings = 4e-16;
    for (const double factor : {1.0, 1.0 + kRoundings, 1.0 - kRoundings}) {
        const double rounded = with_15_digits(estimate * factor);
        if (read(rounded) == wanted) return rounded;
    }
    double above = estimate;
    double below = estimate;
    for (int step = 0; step < 4; ++step) {
        if (read(above) == wanted) return above;
        if (read(below) == wanted) return below;
        above = std::nextafter(above, std::numeric_limits<double>::infinity());
        below = std::nextafter(below, 0.0);
    }
    return estimate;
}

}  // namespace

double stated_value(double usd, double unit_usd) {
    return found_near(usd / unit_usd, usd, [&](double value) { return value * unit_usd; });
}

double stated_value_of_flow(double per_day, double unit_usd) {
    return found_near(per_day * kDaysOfYear / unit_usd, per_day,
                      [&](double value) { return value * unit_usd / kDaysOfYear; });
}

}  // namespace chokepoint::scenario
