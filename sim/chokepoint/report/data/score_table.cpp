#include <fmt/format.h>

#include <chokepoint/base/date.hpp>
#include <chokepoint/report/data/score_table.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <cmath>

namespace chokepoint::report {

namespace {

constexpr std::size_t kScoreNameWidth = 24;

std::string date_text(double day) {
    return std::isfinite(day) ? format_date(Date(std::chrono::days(std::lround(day)))) : "never";
}

Cell value_cell(const study::RecordedForecast& forecast, double value) {
    return forecast.of_day ? Cell(date_text(value)) : Cell(value);
}

std::string value_text(const study::RecordedForecast& forecast, double value) {
    return forecast.of_day ? date_text(value) : fmt::format("{:.4g}", value);
}

std::string skill_text(double skill) {
    return std::isnan(skill) ? "-" : fmt::format("{:.2f}", skill);
}

}  // namespace

Table score_table(const std::vector<study::RecordedForecast>& forecasts, const study::ForecastScores& scores) {
    Table table{"scores",
                {"arm", "firm", "segment", "quantity", "period", "unit", "value", "p05", "p50", "p95", "inside",
                 "inside_low", "inside_high", "crps", "skill_share_x_days", "skill_last_year"},
                {}};
    for (const study::ForecastScore& score : scores.rows) {
        const study::RecordedForecast& one = forecasts[score.forecast];
        table.rows.push_back({one.arm,
                              one.firm,
                              text_or_nothing(one.segment),
                              one.quantity,
                              text_or_nothing(one.period),
                              one.unit,
                              value_cell(one, score.value),
                              value_cell(one, one.percentiles[4]),
                              value_cell(one, one.percentiles[49]),
                              value_cell(one, one.percentiles[94]),
                              score.inside ? 1.0 : 0.0,
                              {},
                              {},
                              score.crps,
                              number_or_nothing(score.skill_by_share_and_days),
                              number_or_nothing(score.skill_by_last_year)});
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
                          number_or_nothing(scores.inside.share()),
                          scores.likely_coverage.low,
                          scores.likely_coverage.high,
                          {},
                          number_or_nothing(scores.mean_skill_by_share_and_days),
                          number_or_nothing(scores.mean_skill_by_last_year)});
    return table;
}

std::string score_text(const std::vector<study::RecordedForecast>& forecasts, const study::ForecastScores& scores) {
    constexpr std::string_view kRow =
        "\x1F{:<6}\x1F{:>11}\x1F{:>11}\x1F{:>11}\x1F{:>11}\x1F {:<3}\x1F{:>8}\x1F{:>7}\x1F{:>7}\n";
    std::string text = fitted("", kScoreNameWidth) +
                       fmt::format(kRow, "", "", "", "forecast", "", "", "", "skill", "skill") +
                       fitted("", kScoreNameWidth) +
                       fmt::format(kRow, "unit", "outcome", "5 %", "median", "95 %", "in", "CRPS", "s x d", "l y");
    for (const study::ForecastScore& score : scores.rows) {
        study::RecordedForecast one = forecasts[score.forecast];
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
