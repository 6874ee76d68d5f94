#include <doctest/doctest.h>

#include <chokepoint/study/attribution/stock_trace.hpp>

using namespace chokepoint;

namespace {

/// Of the phone maker under an arm of the stock-out case.
study::DailySeries days_of(std::size_t arm) {
    const std::filesystem::path source = CHOKEPOINT_SOURCE_FOLDER;
    const scenario::Scenario scenario =
        scenario::load_scenario(source / "tests/validation/stock_out/scenario.yaml", {});
    return study::run_study(scenario, 1)
        .arms[arm]
        .companies[*scenario.model.directory.companies.find("phone-maker")]
        .daily;
}

}  // namespace

TEST_CASE("thirty days of an input that is denied on the eleventh day are used up on the fortieth") {
    const study::DailySeries daily = days_of(1);
    const std::vector<study::StockTrace> traces = study::trace_stocks(daily);
    REQUIRE(traces.size() == 1);
    CHECK(traces[0].stock->mean_days[9] == 30.0);
    CHECK(traces[0].stock->mean_days[10] == 29.0);
    CHECK(traces[0].stock->mean_days[38] == 1.0);
    CHECK(traces[0].stock->mean_days[39] == 0.0);
    CHECK(traces[0].first_out_day == 39);
    CHECK(traces[0].all_out_day == 39);
    CHECK(traces[0].lowest_day == 39);
}

TEST_CASE("where nothing is denied no stock falls, and none is told") {
    CHECK(study::trace_stocks(days_of(0)).empty());
}
