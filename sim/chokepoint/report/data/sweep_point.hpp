#pragma once

#include <chokepoint/study/sweep.hpp>
#include <chokepoint/uncertainty/bootstrap.hpp>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace chokepoint::report {

/// A day that never comes.
inline constexpr double kNever = std::numeric_limits<double>::infinity();

/// What one company loses under one arm at a point of a sweep; with samples, medians over those that did not fail.
struct SweepOutcome {
    std::string arm;
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

/// The outcomes of a run in one period, for the arms and the companies of the report of its scenario.
SweepPoint sweep_point(const study::SweepRun& run, std::size_t period);

}  // namespace chokepoint::report
