#pragma once

#include <chokepoint/network/file/csv.hpp>
#include <span>

namespace chokepoint::study {

/// The columns of forecasts.csv with their meanings; the last 99 are the percentiles.
std::span<const network::CsvColumn> forecast_columns();

/// The places of these columns.
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
