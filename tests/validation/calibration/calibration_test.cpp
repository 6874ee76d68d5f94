#include <doctest/doctest.h>

#include <chokepoint/base/draw.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/uncertainty/calibration.hpp>
#include <chokepoint/uncertainty/weighted.hpp>

using namespace chokepoint;

namespace {

constexpr std::size_t kTruths = 200;
constexpr std::size_t kBins = 10;
constexpr double kError = 0.03;  ///< As a share of May's baseline.

scenario::Scenario case_of(int samples, const scenario::Overrides& more = {}) {
    scenario::Overrides overrides = {
        {"calendar", "{start: 2018-04-01, end: 2018-07-31}"},
        {"uncertainty", "{samples: " + std::to_string(samples) + ", seed: 11, design: random}"},
        {"arms", "{ban: [denial-order]}"},
        {"evidence", "[]"},
        {"report", "{firms: [ZTE], periods: [month]}"}};
    overrides.insert(overrides.end(), more.begin(), more.end());
    return scenario::load_scenario(CHOKEPOINT_SOURCE_FOLDER "/scenarios/zte-2018/ban-vs-reversal.yaml", overrides);
}

/// The revenue of a month (0: April) as a share of normal.
double share(const study::SampleResult& sample, std::size_t month) {
    return sample.outcomes[0][0].revenue_usd[month] / sample.baseline_usd[0][month];
}

/// All draws, made once for all tests.
const study::Ensemble& draws() {
    static const study::Ensemble ensemble = study::run_ensemble(case_of(4000), 2);
    return ensemble;
}

void check_calibrated(const std::vector<double>& fractions) {
    REQUIRE(fractions.size() == kTruths);
    CHECK(uncertainty::rank_uniformity(fractions, kBins).p_value > 0.01);
    std::size_t held = 0;
    for (const double fraction : fractions)
        held += fraction >= 0.05 && fraction <= 0.95 ? 1 : 0;
    const double coverage = static_cast<double>(held) / kTruths;
    CHECK(coverage > 0.83);
    CHECK(coverage < 0.96);
    MESSAGE("p = " << uncertainty::rank_uniformity(fractions, kBins).p_value << ", 90 % intervals cover " << coverage);
}

}  // namespace

TEST_CASE("truths drawn from the priors have uniform ranks, and the intervals cover their share") {
    constexpr std::size_t kEach = 20;  // a true value and its draws
    const Draws spread(3, 0);
    std::vector<double> fractions;
    for (std::size_t truth = 0; truth < kTruths; ++truth) {
        std::vector<double> forecast;
        for (std::size_t k = 1; k < kEach; ++k)
            forecast.push_back(share(draws().samples[truth * kEach + k], 2));
        fractions.push_back(uncertainty::rank_fraction(share(draws().samples[truth * kEach], 2), forecast,
                                                       std::vector<double>(forecast.size(), 1.0),
                                                       spread.uniform(truth)));
    }
    check_calibrated(fractions);
}

TEST_CASE("forecasts that are weighted by an observed revenue stay calibrated") {
    scenario::Scenario scenario = case_of(4000);
    study::Ensemble forecast = draws();
    forecast.samples.erase(forecast.samples.begin(), forecast.samples.begin() + kTruths);
    const Draws noise(5, 0);
    const Draws spread(6, 0);
    std::vector<double> fractions;
    double worth = 0.0;
    std::vector<double> values;
    for (const study::SampleResult& sample : forecast.samples)
        values.push_back(sample.outcomes[0][0].revenue_usd[2]);
    for (std::size_t truth = 0; truth < kTruths; ++truth) {
        const study::SampleResult& world = draws().samples[truth];
        scenario::Evidence evidence;
        evidence.company = scenario.report_companies[0];
        evidence.of_revenue = true;
        evidence.period = "2018-05";
        evidence.error_usd = kError * world.baseline_usd[0][1];
        evidence.revenue_usd = world.outcomes[0][0].revenue_usd[1] + evidence.error_usd * noise.normal(truth);
        scenario.evidence = {evidence};
        study::weigh_by_evidence(scenario, forecast);
        const std::vector<double> weights = study::weights_of(forecast, true);
        worth += uncertainty::effective_sample_size(weights) / kTruths;
        fractions.push_back(
            uncertainty::rank_fraction(world.outcomes[0][0].revenue_usd[2], values, weights, spread.uniform(truth)));
    }
    CHECK(worth < 2000.0);  // the evidence carries information
    check_calibrated(fractions);
}

TEST_CASE("truths from a world with longer stocks than the forecast assumes fail the test") {
    const study::Ensemble other = study::run_ensemble(
        case_of(kTruths,
                {{"model.products.network-chips.stock_days", "{uniform: [60, 90], assumption: a longer stock}"}}),
        2);
    std::vector<double> forecast;
    for (const study::SampleResult& sample : draws().samples)
        forecast.push_back(share(sample, 2));
    const Draws spread(4, 0);
    std::vector<double> fractions;
    for (std::size_t truth = 0; truth < kTruths; ++truth)
        fractions.push_back(uncertainty::rank_fraction(share(other.samples[truth], 2), forecast,
                                                       std::vector<double>(forecast.size(), 1.0),
                                                       spread.uniform(truth)));
    CHECK(uncertainty::rank_uniformity(fractions, kBins).p_value < 1e-6);
}
