#pragma once

#include <chokepoint/network/file/csv.hpp>
#include <chokepoint/study/forecast/forecast_columns.hpp>
#include <span>
#include <string>
#include <vector>

namespace chokepoint::study {

/// A row of forecasts.csv as scoring needs it. Days of an event count from 1970-01-01; infinity means never.
struct RecordedForecast {
    std::string arm, firm, segment, quantity, period, unit;
    bool of_day = false;
    std::vector<double> percentiles = {};
    double by_share_and_days = 0.0;  ///< NaN of an event; so is the next.
    double by_last_year = 0.0;
    double until = 0.0;  ///< Last day on which an event was looked for.
};

/// The outcome of one of the forecasts.
struct RecordedOutcome {
    std::size_t forecast = 0;
    double value = 0.0;
};

/// Columns of a table of outcomes.
std::span<const network::CsvColumn> outcome_columns();

/// `ZTE zte-carrier revenue 2018-Q2`.
std::string name_of(const RecordedForecast& forecast);

/// The rows of forecasts.csv; faults go to `diagnostics`.
std::vector<RecordedForecast> read_forecasts(const TextFile& file, Diagnostics& diagnostics);

/// The outcomes of forecasts, matched by firm, segment, quantity and period. An outcome without a forecast, in another
/// unit, or given twice is a fault.
std::vector<RecordedOutcome> read_outcomes(const TextFile& file, const std::vector<RecordedForecast>& forecasts,
                                           Diagnostics& diagnostics);

}  // namespace chokepoint::study
