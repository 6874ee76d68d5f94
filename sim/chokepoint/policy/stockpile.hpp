#pragma once

#include <algorithm>
#include <chokepoint/base/ids.hpp>
#include <cstdint>

namespace chokepoint::policy {

/// A target stock that is raised on some days. The order rule decides what is ordered as a result.
struct Stockpile {
    std::uint32_t slot = 0;
    int first_day = 0;
    int last_day = 0;
    double cover_days = 0.0;       ///< n′, in days of baseline use.
    double over_days = 1.0;        ///< r, the days in which the target rises from n to n′.
    std::uint32_t action = kNone;  ///< Index into the scenario's actions.
};

/// n + max(0, n′ − n)·min(1, e/r) on day e in force, and n again afterwards: never below the normal stock n.
inline double target_days(const Stockpile& stockpile, double held_days, int day) {
    if (day < stockpile.first_day || day > stockpile.last_day) return held_days;
    const double built = std::min(1.0, (day - stockpile.first_day + 1) / stockpile.over_days);
    return held_days + std::max(0.0, stockpile.cover_days - held_days) * built;
}

}  // namespace chokepoint::policy
