#pragma once

#include <chokepoint/study/ensemble.hpp>
#include <optional>
#include <string>
#include <vector>

namespace chokepoint::study {

/// The distribution over the samples, given the evidence, of one revenue or day under one arm. Revenue is in the unit
/// of the company's profile. Days count from the calendar's start; infinity means never.
struct Forecast {
    std::size_t arm = 0;
    std::uint32_t company = 0;
    std::string segment;                            ///< Row of firms.csv; "": the whole company.
    std::optional<scenario::MilestoneEvent> event;  ///< None: revenue.
    std::string period;                             ///< Of a revenue.
    std::string unit;                               ///< Of a revenue, such as `bn RMB`.
    std::vector<double> percentiles;                ///< The quantiles at 1, 2, ... 99 %; NaN if no sample has weight.
    double mean = 0.0;                              ///< Of a revenue; of an event the probability that it comes.
    double last_year = 0.0;                         ///< last_year_revenue(); NaN of an event.
    double by_share_and_days = 0.0;                 ///< Reference forecast: share_and_days_revenue(); NaN of an event.
    double by_last_year = 0.0;  ///< Reference forecast: last year, or the baseline where it is not known.
};

/// Everything that the scenario's `forecast:` names, by arm, then as listed: the revenue of a company by period, that
/// of its segments, and its events. The ensemble has been weighed by weigh_by_evidence(). Throws InputError if the
/// report lacks a period.
std::vector<Forecast> make_forecasts(const scenario::Scenario& scenario, const Ensemble& ensemble);

}  // namespace chokepoint::study
