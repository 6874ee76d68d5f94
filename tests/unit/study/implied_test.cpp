#include <doctest/doctest.h>

#include <chokepoint/study/implied.hpp>
#include <stdexcept>

using namespace chokepoint;

namespace {

constexpr std::pair<std::size_t, std::size_t> kArms{0, 1};

scenario::Scenario two_arms() {
    scenario::Scenario scenario =
        scenario::load_scenario(CHOKEPOINT_SOURCE_FOLDER "/scenarios/template/export-ban.yaml", {});
    scenario.arms = {{"ban", {}}, {"reversal", {}}};
    return scenario;
}

/// One sample of a company that sells 100 normally, and this much under the ban and its reversal.
study::SampleResult sample(double under_ban, double under_reversal) {
    study::SampleResult result;
    result.baseline_usd = {{100.0}};
    for (const double revenue : {under_ban, under_reversal}) {
        study::SampleOutcome outcome;
        outcome.revenue_usd = {revenue};
        result.outcomes.push_back({outcome});
    }
    return result;
}

study::ImpliedReversal implied(const std::vector<study::SampleResult>& samples, const study::PriceMoves& moves) {
    study::Ensemble ensemble;
    ensemble.periods = {{"total", 0, 1}};
    ensemble.samples = samples;
    ensemble.asked = 1;
    return study::implied_reversal(two_arms(), ensemble, kArms, 0, 0, moves);
}

}  // namespace

TEST_CASE("What came back is counted in the price before the fall") {
    CHECK(study::rebound_share({0.4, 1.0 / 3.0}) == doctest::Approx(0.5));  // 100, 60, 80
    CHECK(study::rebound_share({0.5, 1.0}) == 1.0);                         // 100, 50, 100
}

TEST_CASE("The implied probability is what came back over what the reversal saves") {
    // The ban takes 40, the reversal saves 20 of them: half of the fall is all that a certain reversal can bring back.
    CHECK(implied({sample(60, 80)}, {0.4, 1.0 / 3.0}).probability.p50 == doctest::Approx(1.0));
    CHECK(implied({sample(60, 80)}, {0.4, 1.0 / 6.0}).probability.p50 == doctest::Approx(0.5));
    // It saves all: half of the fall is an even chance.
    const study::ImpliedReversal whole = implied({sample(60, 100)}, {0.4, 1.0 / 3.0});
    CHECK(whole.saved.p50 == doctest::Approx(1.0));
    CHECK(whole.probability.p50 == doctest::Approx(0.5));
}

TEST_CASE("Samples in which the ban takes nothing say nothing, and with no other there is no answer") {
    CHECK(implied({sample(100, 100), sample(60, 80)}, {0.4, 1.0 / 6.0}).probability.p50 == doctest::Approx(0.5));
    CHECK_THROWS_AS(implied({sample(100, 100)}, {0.4, 0.1}), std::invalid_argument);
    CHECK_THROWS_AS(implied({sample(60, 50)}, {0.4, 0.1}), std::invalid_argument);
}
