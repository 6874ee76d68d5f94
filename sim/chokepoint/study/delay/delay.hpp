#pragma once

#include <chokepoint/study/sweep/sweep_result.hpp>
#include <optional>

namespace chokepoint::study {

/// How the loss rises from one date to the next.
struct DelayStep {
    std::size_t point = 0;  ///< The later of the two.
    double usd_per_day = 0.0;
    double usd = 0.0;
};

/// What a day of delay costs one company under one arm, by a sweep over one date.
struct DelayCost {
    double usd_per_day = 0.0;  ///< On average over all dates.
    DelayStep least;
    DelayStep most;
    std::size_t steps = 0;
    bool is_constant = false;  ///< The loss is the same at every date.
    bool jumps = false;        ///< `most` is not one step of many: the loss jumps there.
    /// The first point from which on the company has not recovered when the calendar ends; the number of points if
    /// there is none.
    std::size_t point_of_no_return = 0;
};

/// For outcome number `k` of a sweep's points. Empty for a sweep that is not over one date, for fewer than two points,
/// and where sales are not disclosed.
std::optional<DelayCost> delay_cost(const Sweep& sweep, std::size_t k);

}  // namespace chokepoint::study
