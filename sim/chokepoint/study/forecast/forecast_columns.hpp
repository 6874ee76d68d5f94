#pragma once

#include <chokepoint/network/file/csv.hpp>
#include <span>

namespace chokepoint::study {

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

}  // namespace chokepoint::study
