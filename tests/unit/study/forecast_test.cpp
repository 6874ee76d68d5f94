#include <doctest/doctest.h>

#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/study/forecast/forecast.hpp>
#include <chokepoint/study/forecast/forecast_reference.hpp>
#include <cmath>

#include "../temporary_file.hpp"

using namespace chokepoint;
using doctest::Approx;

namespace {

// Maker sells 73 of its 365 M USD to Buyer, a fifth, 0.2 M USD a day; Buyer's inputs are these and 146 of Other: a
// third.
constexpr std::string_view kForecastFirms =
    "id,company,country,product,revenue_usd,lines,assumption\n"
    "buyer-networks,Buyer,CN,networks,300000000,2,made up\n"
    "buyer-phones,Buyer,CN,phones,100000000,1,made up\n"
    "Maker,,US,chips,365000000,1,made up\n"
    "Other,,JP,boards,365000000,1,made up\n";
constexpr std::string_view kLinks =
    "supplier,customer,value_usd,assumption\n"
    "Maker,buyer-networks,73000000,made up\n"
    "Other,buyer-networks,73000000,made up\n"
    "Other,buyer-phones,73000000,made up\n";
constexpr std::string_view kModel =
    "chokepoint: 1\n"
    "title: Two rows of one company\n"
    "as_of: 2018-05-14\n"
    "sources:\n"
    "  paper: {title: A paper, reference: none}\n"
    "products:\n"
    "  chips: {stock_days: {uniform: [20, 40], assumption: made up}}\n"
    "  boards: {}\n"
    "  networks: {}\n"
    "  phones: {}\n"
    "companies:\n"
    "  Buyer:\n"
    "    profile:\n"
    "      year_total: {value: 2, assumption: made up, unit: bn RMB}\n"
    "      quarters:\n"
    "        - {quarter: 2017-Q1, revenue: {value: 0.4, assumption: made up}}\n"
    "        - {quarter: 2017-Q2, revenue: {value: 0.5, assumption: made up}}\n"
    "        - {quarter: 2017-Q3, revenue: {value: 0.5, assumption: made up}}\n"
    "        - {quarter: 2017-Q4, revenue: {value: 0.6, assumption: made up}}\n";
constexpr std::string_view kForecastScenario =
    "chokepoint: 1\n"
    "title: Half a quarter without chips\n"
    "model: .\n"
    "calendar: {start: 2018-01-01, end: 2018-12-31}\n"
    "actions:\n"
    "  ban:\n"
    "    deny: {exporters: {country: US}, target: {company: Buyer}}\n"
    "    from: 2018-04-01\n"
    "    until: 2018-05-10\n"
    "arms: {none: [], ban: [ban]}\n"
    "uncertainty: {samples: 8}\n"
    "report: {firms: [Buyer, Maker]}\n"
    "forecast:\n"
    "  of:\n"
    "    - {firm: Buyer, segments: [buyer-networks, buyer-phones], periods: [2018-Q2, 2018], events: [stopped, "
    "recovered]}\n"
    "    - {firm: Maker, periods: [2018-Q2]}\n";

scenario::Scenario load_case(const scenario::Overrides& overrides = {}) {
    const testing::TemporaryFolder folder;
    folder.write("firms.csv", kForecastFirms);
    folder.write("links.csv", kLinks);
    folder.write("model.yaml", kModel);
    return scenario::load_scenario(folder.write("scenario.yaml", kForecastScenario), overrides);
}

std::vector<study::Forecast> forecasts_of(const scenario::Scenario& scenario) {
    study::Ensemble ensemble = study::run_ensemble(scenario, 1);
    study::weigh_by_evidence(scenario, ensemble);
    return study::make_forecasts(scenario, ensemble);
}

}  // namespace

// 2 bn RMB are 0.4 bn USD, so 5 RMB a USD; networks are three quarters of the company.
TEST_CASE("last year is what a company's quarters say, in its own money, and a segment's share of it") {
    const std::vector<study::Forecast> forecasts = forecasts_of(load_case());
    REQUIRE(forecasts.size() == 9);
    CHECK(forecasts[0].unit == "bn RMB");
    CHECK(forecasts[0].last_year == Approx(0.5));
    CHECK(forecasts[1].last_year == Approx(2.0));
    CHECK(forecasts[2].segment == "buyer-networks");
    CHECK(forecasts[2].last_year == Approx(0.375));
    CHECK(forecasts[8].unit == "M USD");
    CHECK(std::isnan(forecasts[8].last_year));
    CHECK(forecasts[8].by_last_year == Approx(91.0));
}

// 40 of the 91 days are denied. Maker, 1 M USD a day, loses a fifth of them. A third of Buyer's inputs is denied, half
// of the networks'; its quarter has the season of the last one observed, 0.6 / 0.5 of 2 / 365 bn RMB a day.
TEST_CASE("share x days takes the denied share of sales or inputs on the days on which it is denied") {
    const std::vector<study::Forecast> forecasts = forecasts_of(load_case());
    CHECK(forecasts[8].by_share_and_days == Approx(91.0 - 40.0 / 5.0));
    const double season = 0.6 / 0.5 * 2.0 / 365.0;
    CHECK(forecasts[0].by_share_and_days == Approx(season * (91.0 - 40.0 / 3.0)));
    CHECK(forecasts[2].by_share_and_days == Approx(0.75 * season * (91.0 - 40.0 / 2.0)));
    CHECK(forecasts[4].by_share_and_days == Approx(0.25 * season * 91.0));
}

TEST_CASE("the segments of a company add up to it, in every sample, arm and period") {
    const scenario::Scenario scenario = load_case();
    const study::Ensemble ensemble = study::run_ensemble(scenario, 1);
    for (const study::SampleResult& sample : ensemble.samples) {
        for (const auto& outcomes : sample.outcomes) {
            REQUIRE(outcomes.size() >= 4);
            for (std::size_t p = 0; p < ensemble.periods.size(); ++p)
                CHECK(outcomes[2].revenue_usd[p] + outcomes[3].revenue_usd[p] == Approx(outcomes[0].revenue_usd[p]));
        }
    }
}

TEST_CASE("a day that does not come has no finite percentile, and its chance stands beside it") {
    const study::Forecast recovery = forecasts_of(load_case({{"actions.ban.until", "2018-12-31"}}))[7];
    CHECK(recovery.event == scenario::MilestoneEvent::recovered);
    CHECK(recovery.percentiles.size() == 99);
    CHECK(std::isinf(recovery.percentiles.front()));
    CHECK(recovery.mean == 0.0);
}

TEST_CASE("what a forecast names must be in the report and in the scenario once it is made") {
    const auto fault = [](const std::string& forecast) -> std::string {
        const scenario::Scenario scenario = load_case({{"forecast", forecast}});
        if (scenario.forecast.missing.empty()) return "";
        CHECK_THROWS_AS(forecasts_of(scenario), InputError);
        return scenario.forecast.missing.front().message;
    };
    CHECK(fault("{of: [{firm: Other}]}") == "'Other' is no company of the report");
    CHECK(fault("{of: [{firm: Buyer}], arms: [bann]}") == "the scenario has no arm 'bann'");
    CHECK(fault("{of: [{firm: Buyer}], arms: [ban]}") == "");
}

TEST_CASE("a segment must be one of the company's rows") {
    CHECK_THROWS_AS(load_case({{"forecast", "{of: [{firm: Buyer, segments: [Maker]}]}"}}), InputError);
}

TEST_CASE("a period that the calendar does not have is a fault when a forecast is made, and not before") {
    const scenario::Scenario scenario =
        load_case({{"calendar.end", "2018-05-31"}, {"forecast.of.0.periods", "[2018-Q3]"}});
    REQUIRE(scenario.forecast.missing.size() == 1);
    CHECK(scenario.forecast.missing[0].message == "'2018-Q3' is no period of the report");
    CHECK_THROWS_AS(forecasts_of(scenario), InputError);
}
