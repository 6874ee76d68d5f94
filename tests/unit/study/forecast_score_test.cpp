#include <doctest/doctest.h>

#include <chokepoint/report/data/score_table.hpp>
#include <cmath>
#include <limits>

#include "../temporary_file.hpp"

using namespace chokepoint;
using doctest::Approx;

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

/// Quantiles 1, 2, ... 99 at 1, 2, ... 99 %.
study::RecordedForecast even_forecast() {
    study::RecordedForecast forecast{"ban", "ZTE", "", "revenue", "2018-Q2", "bn RMB"};
    for (int k = 1; k < 100; ++k)
        forecast.percentiles.push_back(k);
    forecast.by_share_and_days = 60.0;
    forecast.by_last_year = 80.0;
    return forecast;
}

/// Day 10 at 1 to 50 %, and never beyond; days are looked at up to day 100.
study::RecordedForecast half_a_chance() {
    study::RecordedForecast forecast{"ban", "ZTE", "", "back", "", "date", true};
    forecast.percentiles.assign(50, 10.0);
    forecast.percentiles.resize(99, kNever);
    forecast.by_share_and_days = forecast.by_last_year = std::nan("");
    forecast.until = 100.0;
    return forecast;
}

/// What is said of a table of outcomes, by line and column.
std::string faults_of_forecast_score(const std::string& rows) {
    const testing::TemporaryFolder folder;
    const TextFile file(folder.write("outcomes.csv", "firm,quantity,period,unit,value\n" + rows), 10'000);
    Diagnostics diagnostics;
    study::read_outcomes(file, {even_forecast(), half_a_chance()}, diagnostics);
    std::string text;
    for (const Diagnostic& fault : diagnostics.sorted())
        text +=
            std::to_string(fault.place.line) + ":" + std::to_string(fault.place.column) + " " + fault.message + "\n";
    return text;
}

}  // namespace

// Between quantiles k and k + 1 the forecast's probability is (k + 1/2) / 100. Below the outcome 50 the squares add up
// to (1.5^2 + ... + 49.5^2) / 100^2 = 41662.25 / 10000, above it the same.
TEST_CASE("a revenue is scored by its percentiles, and against both references") {
    const study::ForecastScores scores = study::score_forecasts({even_forecast()}, {{0, 50.0}});
    const study::ForecastScore& row = scores.rows.front();
    CHECK(row.inside);
    CHECK(row.crps == Approx(8.33245).epsilon(1e-12));
    CHECK(row.skill_by_share_and_days == Approx(1.0 - 8.33245 / 10.0));
    CHECK(row.skill_by_last_year == Approx(1.0 - 8.33245 / 30.0));
}

// 50.5 % of the probability is on day 10 and the rest on day 101, the one after the last that was run.
TEST_CASE("a day that did not come is scored as the day after the last one that was run") {
    const study::ForecastScores scores = study::score_forecasts({half_a_chance()}, {{0, kNever}});
    CHECK(scores.rows.front().inside);
    CHECK(scores.rows.front().crps == Approx(0.505 * 0.505 * 91.0));
    CHECK(std::isnan(scores.rows.front().skill_by_last_year));
    CHECK(study::score_forecasts({half_a_chance()}, {{0, 10.0}}).rows.front().crps == Approx(0.495 * 0.495 * 91.0));
}

// One of two is inside. Clopper and Pearson at 90 %: 1 - sqrt(0.95) and sqrt(0.95).
TEST_CASE("the share inside comes with what the count leaves open, and skills with their mean") {
    const study::ForecastScores scores =
        study::score_forecasts({even_forecast(), half_a_chance()}, {{0, 96.0}, {1, 10.0}});
    CHECK_FALSE(scores.rows[0].inside);
    CHECK(scores.inside.share() == 0.5);
    CHECK(scores.likely_coverage.low == Approx(1.0 - std::sqrt(0.95)));
    CHECK(scores.likely_coverage.high == Approx(std::sqrt(0.95)));
    CHECK(scores.mean_skill_by_share_and_days == scores.rows[0].skill_by_share_and_days);
    const report::Table table = report::score_table({even_forecast(), half_a_chance()}, scores);
    CHECK(*table.cell(table.rows - 1, 10).number() == 0.5);
}

TEST_CASE(
    "an outcome that no forecast is of, in another unit, given twice or without a number is a fault at its place") {
    CHECK(faults_of_forecast_score("ZTE,revenue,2018-Q2,bn RMB,26.5\nZTE,back,,date,never\n") == "");
    CHECK(faults_of_forecast_score("ZTE,revenue,2018-Q3,bn RMB,26.5\n") ==
          "2:1 there is no forecast of 'ZTE revenue 2018-Q3'\n");
    CHECK(faults_of_forecast_score("ZTE,revenue,2018-Q2,RMB,26.5\n") ==
          "2:21 the unit is 'RMB', but the forecast's is 'bn RMB'\n");
    CHECK(faults_of_forecast_score("ZTE,back,NA,date,never\nZTE,back,,date,2018-07-20\n") ==
          "3:1 'ZTE back' is given twice, first in line 2\n");
    CHECK(faults_of_forecast_score("ZTE,revenue,2018-Q2,bn RMB,much\nZTE,back,,date,20 July\n") ==
          "2:28 'much' is not a number\n3:16 '20 July' is not a day\n");
}
