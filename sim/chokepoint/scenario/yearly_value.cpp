#include <charconv>
#include <chokepoint/scenario/yearly_value.hpp>
#include <cmath>
#include <limits>

namespace chokepoint {

// Two roundings lead from a value to per_day · 365, each by at most 2⁻⁵³ of it, and reading the value was a third: less
// than half a unit of the 15th digit. So a value that has no more digits is found by rounding to them.
double yearly_value(double per_day) {
    const double value = per_day * kDaysOfYear;
    const double whole = std::round(value);
    if (std::abs(whole) < 1e15 && whole / kDaysOfYear == per_day) return whole;
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::scientific, 14).ptr;
    double rounded = value;
    std::from_chars(digits, end, rounded);
    if (rounded / kDaysOfYear == per_day) return rounded;
    double above = value;
    double below = value;
    for (int step = 0; step < 4; ++step) {
        if (above / kDaysOfYear == per_day) return above;
        if (below / kDaysOfYear == per_day) return below;
        above = std::nextafter(above, std::numeric_limits<double>::infinity());
        below = std::nextafter(below, 0.0);
    }
    return value;
}

}  // namespace chokepoint
