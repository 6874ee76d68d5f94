#pragma once

#include <chokepoint/study/spread.hpp>

namespace chokepoint::study {

/// In how many samples an event happens to a company, and when.
struct EventSpread {
    double share = 0.0;       ///< Of the samples, by weight.
    std::size_t samples = 0;  ///< In which it happens.
    double p05 = 0.0;         ///< Days of the calendar, over the samples in which it happens.
    double p50 = 0.0;
    double p95 = 0.0;
    bool is_quantiles = false;  ///< False for fewer than 20 samples: p05 and p95 are the first and the last day.
};

/// `place` is that of a company of the report.
EventSpread event_spread(const Ensemble& ensemble, std::size_t arm, std::size_t place, scenario::MilestoneEvent event,
                         bool with_evidence = true);

/// The spread of the lowest output of a company, as a share of normal, and of the day on which it is reached.
Spread lowest_output(const Ensemble& ensemble, std::size_t arm, std::size_t place, bool with_evidence = true);
Spread lowest_day(const Ensemble& ensemble, std::size_t arm, std::size_t place, bool with_evidence = true);

}  // namespace chokepoint::study
