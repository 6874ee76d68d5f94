#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/forecast_score.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <chokepoint/uncertainty/calibration.hpp>
#include <cmath>
#include <limits>

namespace chokepoint::report {

namespace {

constexpr double kLevel = 0.9;
constexpr std::size_t kScoreNameWidth = 24;

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

Cell number_cell(double value) {
    if (std::isnan(value)) return std::monostate{};
    return value;
}

Cell text_cell(const std::string& text) {
    if (text.empty()) return std::monostate{};
    return text;
}

std::string date_text(double day) {
    return std::isfinite(day) ? format_date(Date(std::chrono::days(std::lround(day)))) : "never";
}

Cell value_cell(const RecordedForecast& forecast, double value) {
    return forecast.of_day ? Cell(date_text(value)) : Cell(value);
}

std::string value_text(const RecordedForecast& forecast, double value) {
    return forecast.of_day ? date_text(value) : fmt::format("{:.4g}", value);
}

std::string skill_text(double skill) {
    return std::isnan(skill) ? "-" : fmt::format("{:.2f}", skill);
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

Table score_table(const std::vector<RecordedForecast>& forecasts, const ForecastScores& scores) {
    Table table{"scores",
                {"arm", "firm", "segment", "quantity", "period", "unit", "value", "p05", "p50", "p95", "inside",
                 "inside_low", "inside_high", "crps", "skill_share_x_days", "skill_last_year"},
                {}};
    for (const ForecastScore& score : scores.rows) {
        const RecordedForecast& one = forecasts[score.forecast];
        table.rows.push_back({one.arm,
                              one.firm,
                              text_cell(one.segment),
                              one.quantity,
                              text_cell(one.period),
                              one.unit,
                              value_cell(one, score.value),
                              value_cell(one, one.percentiles[4]),
                              value_cell(one, one.percentiles[49]),
                              value_cell(one, one.percentiles[94]),
                              score.inside ? 1.0 : 0.0,
                              {},
                              {},
                              score.crps,
                              number_cell(score.skill_by_share_and_days),
                              number_cell(score.skill_by_last_year)});
    }
    table.rows.push_back({"all",
                          {},
                          {},
                          {},
                          {},
                          {},
                          {},
                          {},
                          {},
                          {},
                          number_cell(scores.inside.share()),
                          scores.likely_coverage.low,
                          scores.likely_coverage.high,
                          {},
                          number_cell(scores.mean_skill_by_share_and_days),
                          number_cell(scores.mean_skill_by_last_year)});
    return table;
}

std::string score_text(const std::vector<RecordedForecast>& forecasts, const ForecastScores& scores) {
    constexpr std::string_view kRow =
        "\x1F{:<6}\x1F{:>11}\x1F{:>11}\x1F{:>11}\x1F{:>11}\x1F {:<3}\x1F{:>8}\x1F{:>7}\x1F{:>7}\n";
    std::string text = fitted("", kScoreNameWidth) +
                       fmt::format(kRow, "", "", "", "forecast", "", "", "", "skill", "skill") +
                       fitted("", kScoreNameWidth) +
                       fmt::format(kRow, "unit", "outcome", "5 %", "median", "95 %", "in", "CRPS", "s x d", "l y");
    for (const ForecastScore& score : scores.rows) {
        RecordedForecast one = forecasts[score.forecast];
        if (!one.of_day) one.quantity.clear();
        text += fitted(name_of(one), kScoreNameWidth) +
                fmt::format(kRow, one.unit, value_text(one, score.value), value_text(one, one.percentiles[4]),
                            value_text(one, one.percentiles[49]), value_text(one, one.percentiles[94]),
                            score.inside ? "yes" : "no", fmt::format("{:.4g}", score.crps),
                            skill_text(score.skill_by_share_and_days), skill_text(score.skill_by_last_year));
    }
    text += fmt::format(
        "\nSkill: 1 is perfect, 0 no better than share x days (s x d), or than last year or the baseline (l y).\n"
        "Mean skill: {} and {}.\nInside 5 to 95 %: {} of {}, which leaves a coverage of {:.0f} to {:.0f} % open (at "
        "90 %, were the rows independent).\n",
        skill_text(scores.mean_skill_by_share_and_days), skill_text(scores.mean_skill_by_last_year),
        scores.inside.covered, scores.inside.outcomes, 100.0 * scores.likely_coverage.low,
        100.0 * scores.likely_coverage.high);
    if (forecasts.size() > scores.rows.size())
        text += fmt::format("Without an outcome: {} of {} forecasts.\n", forecasts.size() - scores.rows.size(),
                            forecasts.size());
    return text;
}

}  // namespace chokepoint::report
