#pragma once

#include <chokepoint/report/data/table.hpp>
#include <chokepoint/study/forecast/forecast.hpp>
#include <chokepoint/study/forecast/forecast_columns.hpp>
#include <string>
#include <vector>

namespace chokepoint::report {

/// forecasts.csv: a row per forecast, numbers to six digits. `dated` is the day of writing, "" if it is not stated.
Table forecast_table(const scenario::Scenario& scenario, const std::vector<study::Forecast>& forecasts,
                     const std::string& dated);
std::vector<Variable> forecast_variables();  ///< Without the percentiles after p01.

/// `revenue`, or the name of the event.
std::string quantity_name(const study::Forecast& forecast);

/// The date of a day from the calendar's start, or `never`.
std::string day_text(const scenario::Scenario& scenario, double day);

}  // namespace chokepoint::report
