#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <cstdint>
#include <vector>

namespace chokepoint {

/// How long a company's stock of an input lasts, over its nodes, weighed by what they use of it.
struct StockTrace {
    std::uint32_t product = 0;
    std::vector<double> cover_days;  ///< By day of the calendar, after the day: days of baseline use in stock.
    int first_out_day = -1;          ///< First day on which some node has less than a day's use; -1: never.
    int all_out_day = -1;            ///< Likewise of the mean.
    int lowest_day = 0;              ///< Of the mean.
};

/// Runs arm `arm` again and follows the inputs that `company` depends on, the first to run out first; only those that
/// fall below half of what is there at rest.
std::vector<StockTrace> trace_stocks(const Scenario& scenario, std::size_t arm, std::uint32_t company);

}  // namespace chokepoint
