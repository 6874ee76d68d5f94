#pragma once

#include <chokepoint/study/forecast/forecast_file.hpp>
#include <chokepoint/uncertainty/scores.hpp>
#include <vector>

namespace chokepoint::study {

/// How a forecast did; scores in its unit, days for an event.
struct ForecastScore {
    std::size_t forecast = 0;
    double value = 0.0;
    bool inside = false;  ///< Of the quantiles at 5 and 95 %, ends included.
    double crps = 0.0;    ///< Of an event with days after the last one that was run counted as the day after it.
    double skill_by_share_and_days = 0.0;  ///< 1 - crps / absolute error; NaN where there is no such reference.
    double skill_by_last_year = 0.0;
};

/// All that were scored.
struct ForecastScores {
    std::vector<ForecastScore> rows;
    uncertainty::Coverage inside;
    uncertainty::Interval likely_coverage;      ///< binomial_interval() of it at 90 %, as if rows were independent.
    double mean_skill_by_share_and_days = 0.0;  ///< Of the rows that have one; NaN without any.
    double mean_skill_by_last_year = 0.0;
};

ForecastScores score_forecasts(const std::vector<RecordedForecast>& forecasts,
                               const std::vector<RecordedOutcome>& outcomes);

}  // namespace chokepoint::study
