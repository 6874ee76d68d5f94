#pragma once

#include <chokepoint/study/sweep/sweep_result.hpp>
#include <optional>

namespace chokepoint::study {

/// A sweep over the date of the first action that ends a denial.
struct EndingDates {
    std::size_t arm = 0;  ///< The arm that has the action.
    std::string action;
    Date on{};    ///< Its date in the scenario.
    Sweep sweep;  ///< One outcome a point.
};

/// Runs the arm at up to eight dates, from the denial to as long after the scenario's own date as that is after the
/// denial, for the company that loses most in the period that results lead with. The samples and their weights are
/// those of `ensemble`. `overrides` are those that the scenario was loaded with. The runs go to the end of the
/// calendar, since whether the company has recovered depends on it. Nothing if no arm has such an action, if the runs
/// would take more than about a second, if the scenario does not load with another date, or if its files have changed.
std::optional<EndingDates> run_ending_dates(const scenario::Scenario& scenario, const scenario::Overrides& overrides,
                                            const Ensemble& ensemble, unsigned threads);

}  // namespace chokepoint::study
