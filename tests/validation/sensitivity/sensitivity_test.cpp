#include <doctest/doctest.h>

#include <chokepoint/study/sensitivity.hpp>
#include <cmath>

using namespace chokepoint;

namespace {

constexpr std::size_t kLarge = 0;
constexpr std::size_t kSmall = 1;
constexpr std::size_t kDraws = 2;

/// The company's loss in 2018 under the ban.
scenario::Scenario load_sensitivity(const scenario::Overrides& overrides = {}) {
    const auto file = std::filesystem::path(CHOKEPOINT_VALIDATION_FOLDER) / "sensitivity/scenario.yaml";
    scenario::Scenario scenario = scenario::load_scenario(file, overrides);
    scenario.arms.erase(scenario.arms.begin());
    return scenario;
}

uncertainty::SobolIndices last_stage(const scenario::Scenario& scenario, const study::SensitivityPlan& plan,
                                     unsigned threads = 2) {
    return study::run_sensitivity(scenario, plan, threads).stages.back();
}

bool is_near(double value, double expected, double tolerance) {
    return std::abs(value - expected) <= tolerance;
}

}  // namespace

TEST_CASE("the variance shares of two priors of a linear loss are as the squares of size times range") {
    const uncertainty::SobolIndices indices = last_stage(load_sensitivity(), {1024, {}, {}, 0});
    REQUIRE(indices.first.size() == 3);
    CHECK(indices.rows == 1024);
    CHECK(is_near(indices.mean, 0.15, 1e-3 * 0.15));
    CHECK(is_near(indices.variance, 1300.0 / 12.0 / 9e4, 0.01 * 1300.0 / 12.0 / 9e4));
    CHECK(is_near(indices.first[kLarge].value, 4.0 / 13.0, 0.003));
    CHECK(is_near(indices.total[kLarge].value, 4.0 / 13.0, 0.003));
    CHECK(is_near(indices.first[kSmall].value, 9.0 / 13.0, 0.003));
    CHECK(is_near(indices.total[kSmall].value, 9.0 / 13.0, 0.003));
    CHECK(is_near(indices.total[kDraws].value, 0.0, 1e-12));
    CHECK(indices.first[kSmall].interval.low < 9.0 / 13.0);
    CHECK(indices.first[kSmall].interval.high > 9.0 / 13.0);
}

TEST_CASE("both priors as one group explain everything, and the draws explain nothing") {
    const uncertainty::SobolIndices indices =
        last_stage(load_sensitivity(), {64, {{"plants", {"reconstruction.us-exporters"}}}, {}, 0});
    REQUIRE(indices.total.size() == 2);
    // A_B equals B except for the draws, so both estimates are exact up to the sample's own mean and variance.
    CHECK(is_near(indices.first[0].value, 1.0, 0.03));
    CHECK(is_near(indices.total[0].value, 1.0, 0.03));
    CHECK(is_near(indices.total[1].value, 0.0, 1e-12));
}

TEST_CASE("a parameter alone has the same index as among all parameters") {
    const uncertainty::SobolIndices all = last_stage(load_sensitivity(), {64, {}, {}, 0});
    const uncertainty::SobolIndices one =
        last_stage(load_sensitivity(), {64, {}, {"model.reconstruction.us-exporters.named.1"}, 0});
    REQUIRE(one.total.size() == 1);
    CHECK(one.first[0].value == all.first[kSmall].value);
    CHECK(one.total[0].value == all.total[kSmall].value);
}

TEST_CASE("neither days after the period nor the number of threads change an index") {
    const study::SensitivityPlan plan{32, {}, {}, 0};
    const uncertainty::SobolIndices two_years = last_stage(load_sensitivity(), plan, 1);
    const uncertainty::SobolIndices one_year = last_stage(load_sensitivity({{"calendar.end", "2018-12-31"}}), plan, 7);
    CHECK(two_years.mean == one_year.mean);
    for (const std::size_t k : {kLarge, kSmall})
        CHECK(two_years.total[k].value == one_year.total[k].value);
}

TEST_CASE("a path without parameters and a parameter in two groups are refused") {
    CHECK_THROWS_AS(study::run_sensitivity(load_sensitivity(), {8, {}, {"products.chips"}, 0}, 1),
                    std::invalid_argument);
    CHECK_THROWS_AS(
        study::run_sensitivity(load_sensitivity(),
                               {8, {{"a", {"reconstruction"}}, {"b", {"reconstruction.us-exporters"}}}, {}, 0}, 1),
        std::invalid_argument);
    CHECK_THROWS_AS(study::run_sensitivity(load_sensitivity({{"uncertainty.samples", "1"}}), {8, {}, {}, 0}, 1),
                    std::invalid_argument);
}
