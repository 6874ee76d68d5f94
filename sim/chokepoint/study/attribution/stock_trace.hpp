#pragma once

#include <chokepoint/study/study.hpp>
#include <vector>

namespace chokepoint::study {

/// How long a company's stock of an input lasts.
struct StockTrace {
    const StockSeries* stock = nullptr;
    int first_out_day = -1;  ///< First day on which some slot has less than a day's use; -1: never.
    int all_out_day = -1;    ///< Likewise of the mean.
    int lowest_day = 0;      ///< Of the mean.
};

/// The inputs whose mean stock falls below half of what is there on the first day, the first to run out first.
std::vector<StockTrace> trace_stocks(const DailySeries& daily);

}  // namespace chokepoint::study
