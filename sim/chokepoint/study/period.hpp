#pragma once

#include <chokepoint/base/date.hpp>
#include <chokepoint/scenario/scenario.hpp>
#include <string>
#include <vector>

namespace chokepoint::study {

/// A stretch of the calendar that is reported as one; days count from the calendar's start, both included.
struct Period {
    std::string label;  ///< `2018-04`, `2018-Q2`, `2018` or `total`.
    int first_day = 0;
    int last_day = 0;
};

/// The periods of a calendar in order of length; `total` is the last. First and last ones may be cut by the calendar.
std::vector<Period> make_periods(Date start, Date end, const scenario::PeriodSettings& settings);

/// The numbers of the years and of the whole run.
std::vector<std::size_t> years_and_total(const std::vector<Period>& periods);

}  // namespace chokepoint::study
