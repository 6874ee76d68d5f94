#include <fmt/format.h>

#include <chokepoint/base/date.hpp>
#include <chokepoint/report/data/score_table.hpp>
#include <chokepoint/report/data/shared_columns.hpp>
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

struct ScoreRow {
    Cell arm = {}, firm = {}, segment = {}, quantity = {}, period = {}, unit = {}, value = {}, p05 = {}, p50 = {},
         p95 = {}, inside = {}, inside_low = {}, inside_high = {}, crps = {}, skill_share_x_days = {},
         skill_last_year = {};
};

std::vector<Column<ScoreRow>> score_columns() {
    using Row = ScoreRow;
    return {{{"arm", "", "arm that came to pass; all: the last row, over all outcomes"}, &Row::arm},
            {kFirm, &Row::firm},
            {{"segment", "", "row of firms.csv that the company owns; NA: the whole company"}, &Row::segment},
            {{"quantity", "", "revenue, or an event: half, stopped, resumed, recovered"}, &Row::quantity},
            {{"period", "", "period of a revenue"}, &Row::period},
            {{"unit", "", "unit of the value"}, &Row::unit},
            {{"value", "unit", "what came to pass"}, &Row::value},
            {{"p05", "unit", "5 % quantile of the forecast"}, &Row::p05},
            {{"p50", "unit", "its median"}, &Row::p50},
            {{"p95", "unit", "its 95 % quantile"}, &Row::p95},
            {{"inside", "1", "1 if the value is from p05 to p95; in the last row the share of 1"}, &Row::inside},
            {{"inside_low", "1", "least coverage that this share leaves open, at 90 %"}, &Row::inside_low},
            {{"inside_high", "1", "largest coverage that it leaves open"}, &Row::inside_high},
            {{"crps", "unit", "continuous ranked probability score; 0 is perfect"}, &Row::crps},
            {{"skill_share_x_days", "1", "skill against share x days: 1 is perfect, 0 no better"},
             &Row::skill_share_x_days},
            {{"skill_last_year", "1", "skill against last year, or the baseline"}, &Row::skill_last_year}};
}

std::string value_text(const study::RecordedForecast& forecast, double value) {
    return forecast.of_day ? date_text(value) : fmt::format("{:.4g}", value);
}

std::string skill_text(double skill) {
    return std::isnan(skill) ? "-" : fmt::format("{:.2f}", skill);
}

}  // namespace

Table score_table(const std::vector<study::RecordedForecast>& forecasts, const study::ForecastScores& scores) {
    std::vector<ScoreRow> rows;
    for (const study::ForecastScore& score : scores.rows) {
        const study::RecordedForecast& one = forecasts[score.forecast];
        const auto percentile = [&](std::size_t k) { return value_cell(one, one.percentiles[k - 1]); };
        rows.push_back({.arm = one.arm,
                        .firm = one.firm,
                        .segment = one.segment,
                        .quantity = one.quantity,
                        .period = one.period,
                        .unit = one.unit,
                        .value = value_cell(one, score.value),
                        .p05 = percentile(5),
                        .p50 = percentile(50),
                        .p95 = percentile(95),
                        .inside = score.inside,
                        .crps = score.crps,
                        .skill_share_x_days = score.skill_by_share_and_days,
                        .skill_last_year = score.skill_by_last_year});
    }
    rows.push_back({.arm = "all",
                    .inside = scores.inside.share(),
                    .inside_low = scores.likely_coverage.low,
                    .inside_high = scores.likely_coverage.high,
                    .skill_share_x_days = scores.mean_skill_by_share_and_days,
                    .skill_last_year = scores.mean_skill_by_last_year});
    return make_table("scores", score_columns(), std::move(rows));
}

std::vector<Variable> score_variables() {
    return variables_of(score_columns());
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
