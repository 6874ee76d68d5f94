#pragma once

#include <chokepoint/study/sweep/sweep.hpp>
#include <chokepoint/uncertainty/bootstrap.hpp>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace chokepoint::study {

/// A day that never comes.
inline constexpr double kNever = std::numeric_limits<double>::infinity();

/// What one company loses under one arm at a point of a sweep; with samples, the medians of those that did not fail.
struct SweepOutcome {
    std::string arm;
    std::string arm_label;
    std::string firm;
    std::string name;
    double baseline_usd = 0.0;
    double loss_usd = 0.0;
    std::optional<uncertainty::Interval>
        range_usd;                ///< Where its sales are not disclosed and not drawn: what the sums allow.
    std::optional<double> share;  ///< Of the baseline; nothing where that is 0.
    std::optional<uncertainty::Interval> share_90;  ///< With samples: the 5 % and 95 % quantiles of the share.
    double stop_day = kNever;                       ///< From the calendar's start.
    double resume_day = kNever;
    double recovery_day = kNever;

    bool never_recovers() const { return stop_day < kNever && recovery_day == kNever; }
};

/// One point, with an outcome for each arm and company, in this order.
struct SweepPoint {
    std::vector<std::string> values;  ///< By axis.
    std::vector<SweepOutcome> outcomes;
    Date start{};  ///< Of its calendar.
    int samples = 1;
    int failed = 0;     ///< Samples without a result.
    std::string fault;  ///< Of the first of them.
};

/// The points of a sweep that were run, in order.
struct Sweep {
    std::string title;
    std::vector<SweepAxis> axes;
    Period period;
    Date start{};  ///< Of the calendar in the scenario's file.
    Date end{};
    std::vector<SweepPoint> points;
    std::string currency = "USD";  ///< Of all money.
};

/// The number of the last axis of dates, or the number of axes if there is none.
std::size_t date_axis(const Sweep& sweep);

/// A point's value on that axis.
Date date_at(const Sweep& sweep, std::size_t point);

/// The point before along the last axis of dates, all else equal; the number of points if there is none.
std::size_t earlier_point(const Sweep& sweep, std::size_t point);

/// How much outcome number `k` loses more than at the earlier point, in USD for each day between; empty if there is
/// none.
std::optional<double> usd_per_day(const Sweep& sweep, std::size_t point, std::size_t k);

/// The outcomes of a run in one period, for the arms and the companies of the report of its scenario.
SweepPoint sweep_point(const SweepRun& run, std::size_t period);

}  // namespace chokepoint::study
