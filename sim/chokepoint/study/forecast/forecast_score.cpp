#include <algorithm>
#include <chokepoint/study/forecast/forecast_score.hpp>
#include <chokepoint/uncertainty/calibration.hpp>
#include <cmath>
#include <limits>

namespace chokepoint::study {

namespace {

constexpr double kLevel = 0.9;

uncertainty::Interval interval_of(const RecordedForecast& forecast) {
    return {forecast.percentiles[4], forecast.percentiles[94]};
}

ForecastScore score_one(const RecordedForecast& forecast, const RecordedOutcome& outcome) {
    ForecastScore score{outcome.forecast, outcome.value};
    const uncertainty::Interval interval = interval_of(forecast);
    score.inside = interval.low <= outcome.value && outcome.value <= interval.high;
    std::vector<double> percentiles = forecast.percentiles;
    double value = outcome.value;
    if (forecast.of_day) {
        const double never = forecast.until + 1.0;
        value = std::min(value, never);
        for (double& day : percentiles)
            day = std::min(day, never);
    }
    score.crps = uncertainty::crps_of_percentiles(percentiles, value);
    score.skill_by_share_and_days = uncertainty::skill(score.crps, std::abs(forecast.by_share_and_days - value));
    score.skill_by_last_year = uncertainty::skill(score.crps, std::abs(forecast.by_last_year - value));
    return score;
}

double mean_of(const std::vector<ForecastScore>& rows, double ForecastScore::*skill) {
    double sum = 0.0;
    int count = 0;
    for (const ForecastScore& row : rows) {
        if (std::isnan(row.*skill)) continue;
        sum += row.*skill;
        ++count;
    }
    return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

ForecastScores score_forecasts(const std::vector<RecordedForecast>& forecasts,
                               const std::vector<RecordedOutcome>& outcomes) {
    ForecastScores scores;
    for (const RecordedOutcome& outcome : outcomes) {
        scores.rows.push_back(score_one(forecasts[outcome.forecast], outcome));
        scores.inside.covered += scores.rows.back().inside;
        ++scores.inside.outcomes;
    }
    scores.likely_coverage = uncertainty::binomial_interval(scores.inside.covered, scores.inside.outcomes, kLevel);
    scores.mean_skill_by_share_and_days = mean_of(scores.rows, &ForecastScore::skill_by_share_and_days);
    scores.mean_skill_by_last_year = mean_of(scores.rows, &ForecastScore::skill_by_last_year);
    return scores;
}

}  // namespace chokepoint::study
