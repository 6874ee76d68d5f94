#pragma once

#include <chokepoint/network/csv.hpp>
#include <chokepoint/report/table.hpp>
#include <chokepoint/study/forecast.hpp>
#include <span>
#include <string>
#include <vector>

namespace chokepoint {

/// Columns of forecasts.csv, with a sentence each; the 99 percentiles are the last.
std::span<const CsvColumn> forecast_columns();

/// Their places, for those who read them.
struct ForecastColumn {
    enum : std::size_t {
        as_of,
        dated,
        commit,
        arm,
        firm,
        segment,
        quantity,
        period,
        until,
        unit,
        last_year,
        against_last_year,
        chance,
        mean,
        by_share_and_days,
        by_last_year,
        p01
    };
};

/// forecasts.csv: a row per forecast, numbers to six digits. `dated` is the day of writing, "" if it is not stated.
Table forecast_table(const Scenario& scenario, const std::vector<Forecast>& forecasts, const std::string& dated);

/// `revenue`, or the name of the event.
std::string quantity_name(const Forecast& forecast);

/// The date of a day from the calendar's start, or `never`.
std::string day_text(const Scenario& scenario, double day);

}  // namespace chokepoint
