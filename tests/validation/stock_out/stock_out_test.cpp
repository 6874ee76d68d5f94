#include <doctest/doctest.h>

#include <chokepoint/study/study.hpp>

using namespace chokepoint;

namespace {

constexpr int kDenied = 10;         // 11 January 2018
constexpr int kOut = kDenied + 30;  // 10 February 2018

struct Outcome {
    scenario::Scenario scenario;
    std::uint32_t company = 0;
    study::CompanyResult ban;
};

Outcome run(const std::string& dependence, const std::string& stock_days) {
    const std::filesystem::path file = std::filesystem::path(CHOKEPOINT_VALIDATION_FOLDER) / "stock_out/scenario.yaml";
    Outcome outcome;
    outcome.scenario =
        scenario::load_scenario(file, {{"dynamics.dependence", dependence}, {"dynamics.stock_days", stock_days}});
    outcome.company = *outcome.scenario.model.directory.companies.find("phone-maker");
    outcome.ban = study::run_study(outcome.scenario, 1).arms[1].companies[outcome.company];
    return outcome;
}

}  // namespace

TEST_CASE("a critical input with 30 days of cover stops its buyer on day 31 of a denial") {
    const Outcome outcome = run("1", "30");
    const study::DailySeries& daily = outcome.ban.daily;
    for (std::size_t day = 0; day < daily.output_share.size(); ++day) {
        CAPTURE(day);
        CHECK(daily.output_share[day] == (day < kOut ? 1.0 : 0.0));
    }
    CHECK(daily.min_stock_days[kDenied - 1] == 30.0);
    CHECK(daily.min_stock_days[kDenied] == 29.0);
    CHECK(daily.min_stock_days[kOut - 1] == 0.0);
}

TEST_CASE("the stop is dated and attributed to the input that ran out") {
    const Outcome outcome = run("1", "30");
    const std::uint32_t chips = *outcome.scenario.model.directory.products.find("chips");
    const std::uint32_t channel = static_cast<std::uint32_t>(study::Channel::input) + chips;
    CHECK(outcome.ban.milestones.stop_day == kOut);
    CHECK(outcome.ban.milestones.stopped_by == channel);
    CHECK(outcome.ban.milestones.recovery_day == -1);
    // January to March has 90 days, of which 40 are worked: 50,000 of 90,000 USD are lost, all for lack of chips.
    CHECK(outcome.ban.revenue_usd.back() == doctest::Approx(40000.0).epsilon(1e-14));
    CHECK(outcome.ban.channels.back()[channel] == doctest::Approx(50000.0).epsilon(1e-14));
}

TEST_CASE("an input that 84 of 100 products need leaves 16 of 100") {
    const study::DailySeries daily = run("0.84", "30").ban.daily;
    CHECK(daily.output_share[kOut - 1] == 1.0);
    for (std::size_t day = kOut; day < daily.output_share.size(); ++day)
        CHECK(daily.output_share[day] == doctest::Approx(0.16).epsilon(1e-14));
}

TEST_CASE("an important input leaves one half, and an input of dependence 0 leaves everything") {
    CHECK(run("0.5", "30").ban.daily.output_share[kOut - 1] == 1.0);
    CHECK(run("0.5", "30").ban.daily.output_share[kOut] == 0.5);
    for (const double share : run("0", "30").ban.daily.output_share)
        CHECK(share == 1.0);
}

TEST_CASE("a quarter of a day of stock makes a quarter of a day of output") {
    const study::DailySeries critical = run("1", "30.25").ban.daily;
    CHECK(critical.output_share[kOut - 1] == 1.0);
    CHECK(critical.output_share[kOut] == 0.25);
    CHECK(critical.output_share[kOut + 1] == 0.0);
    const study::DailySeries partial = run("0.84", "30.25").ban.daily;
    // 0.16 + 0.84·0.25. The day uses up the stock, which is less than output needs.
    CHECK(partial.output_share[kOut] == doctest::Approx(0.37).epsilon(1e-14));
    CHECK(partial.output_share[kOut + 1] == doctest::Approx(0.16).epsilon(1e-14));
}
