#pragma once

#include <chokepoint/network/file/csv.hpp>
#include <chokepoint/report/data/table.hpp>
#include <chokepoint/study/forecast/forecast.hpp>
#include <span>
#include <string>
#include <vector>

namespace chokepoint::report {

/// Columns of forecasts.csv, with a sentence each; the 99 percentiles are the last.
std::span<const network::CsvColumn> forecast_columns();

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
Table forecast_table(const scenario::Scenario& scenario, const std::vector<study::Forecast>& forecasts,
                     const std::string& dated);

/// `revenue`, or the name of the event.
std::string quantity_name(const study::Forecast& forecast);

/// The date of a day from the calendar's start, or `never`.
std::string day_text(const scenario::Scenario& scenario, double day);

}  // namespace chokepoint::report
