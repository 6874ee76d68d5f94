#include <doctest/doctest.h>

#include <chokepoint/base/draw.hpp>
#include <chokepoint/uncertainty/prior.hpp>
#include <chokepoint/uncertainty/scores.hpp>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <vector>

using namespace chokepoint;

using Numbers = std::vector<double>;

namespace {

// The definition as a difference of expectations, term by term.
double crps_by_pairs(const Numbers& values, const Numbers& weights, double outcome) {
    double total = 0.0;
    double error = 0.0;
    double spread = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        total += weights[i];
        error += weights[i] * std::abs(values[i] - outcome);
        for (std::size_t j = 0; j < values.size(); ++j)
            spread += weights[i] * weights[j] * std::abs(values[i] - values[j]);
    }
    return error / total - 0.5 * spread / (total * total);
}

}  // namespace

TEST_CASE("the CRPS of a point forecast is its absolute error") {
    CHECK(uncertainty::crps(Numbers{10}, Numbers{3}, 14.0) == 4.0);
    CHECK(uncertainty::crps(Numbers{10, 10, 99}, Numbers{1, 2, 0}, 7.0) == 3.0);
    CHECK(uncertainty::crps(Numbers{10}, Numbers{1}, 10.0) == 0.0);
}

TEST_CASE("the CRPS of two points agrees with a calculation by hand") {
    // 0 and 4 with weights 1 and 3, outcome 1: F = 1/4 on (0, 4), so the score is 1 x 1/16 + 3 x 9/16.
    CHECK(uncertainty::crps(Numbers{4, 0}, Numbers{3, 1}, 1.0) == 28.0 / 16.0);
    // Outcome 6 is above both: 4 x 1/16 + 2. Outcome -1 is below both: 1 + 4 x 9/16.
    CHECK(uncertainty::crps(Numbers{4, 0}, Numbers{3, 1}, 6.0) == 2.25);
    CHECK(uncertainty::crps(Numbers{4, 0}, Numbers{3, 1}, -1.0) == 3.25);
}

TEST_CASE("the CRPS is the difference of the two expectations, for any order of the sample") {
    Numbers values, weights;
    const Draws draws(4, 4);
    for (std::uint64_t k = 0; k < 60; ++k) {
        values.push_back(draws.normal(k));
        weights.push_back(k % 7 == 0 ? 0.0 : draws.uniform(1000 + k));
    }
    const Numbers backwards(values.rbegin(), values.rend());
    const Numbers weights_backwards(weights.rbegin(), weights.rend());
    for (const double outcome : {-3.0, -0.2, 0.0, values[13], 5.0}) {
        const double score = uncertainty::crps(values, weights, outcome);
        CHECK(score == doctest::Approx(crps_by_pairs(values, weights, outcome)).epsilon(1e-12));
        CHECK(score == uncertainty::crps(backwards, weights_backwards, outcome));
    }
}

TEST_CASE("the CRPS of a large normal sample approaches the closed form") {
    // For a standard normal: y (2 Phi(y) - 1) + 2 phi(y) - 1 / sqrt(pi) (Gneiting and Raftery 2007).
    Numbers values;
    for (int k = 0; k < 20000; ++k)
        values.push_back(uncertainty::normal_quantile((k + 0.5) / 20000));
    const double y = 0.7;
    const double density = std::exp(-0.5 * y * y) / std::sqrt(2.0 * std::numbers::pi);
    const double expected = y * std::erf(y / std::sqrt(2.0)) + 2.0 * density - 1.0 / std::sqrt(std::numbers::pi);
    CHECK(uncertainty::crps(values, Numbers(values.size(), 1.0), y) == doctest::Approx(expected).epsilon(1e-5));
}

TEST_CASE("a sample without weight has no score") {
    CHECK(std::isnan(uncertainty::crps(Numbers{1}, Numbers{0}, 1.0)));
    CHECK_THROWS_AS(uncertainty::crps(Numbers{1}, Numbers{1, 2}, 1.0), std::invalid_argument);
}

TEST_CASE("the interval score is the width plus 2 / alpha times the distance of an outcome outside") {
    CHECK(uncertainty::interval_score({2, 6}, 0.75, 3.0) == 4.0);
    CHECK(uncertainty::interval_score({2, 6}, 0.75, 6.0) == 4.0);
    CHECK(uncertainty::interval_score({2, 6}, 0.75, 7.0) == 4.0 + 8.0);
    CHECK(uncertainty::interval_score({2, 6}, 0.5, 0.0) == 4.0 + 8.0);
}

TEST_CASE("coverage counts outcomes inside the interval, including its ends") {
    const std::vector<uncertainty::Interval> intervals(5, uncertainty::Interval{1, 3});
    const uncertainty::Coverage result = uncertainty::coverage(intervals, Numbers{1, 3, 2, 0.99, 3.01});
    CHECK(result.covered == 3);
    CHECK(result.outcomes == 5);
    CHECK(result.share() == 0.6);
    CHECK(std::isnan(uncertainty::coverage({}, {}).share()));
    CHECK_THROWS_AS(uncertainty::coverage(intervals, Numbers{1}), std::invalid_argument);
}

TEST_CASE("skill is the share of the reference score that a forecast avoids") {
    CHECK(uncertainty::skill(0.0, 8.0) == 1.0);
    CHECK(uncertainty::skill(2.0, 8.0) == 0.75);
    CHECK(uncertainty::skill(8.0, 8.0) == 0.0);
    CHECK(uncertainty::skill(12.0, 8.0) == -0.5);
    CHECK(std::isnan(uncertainty::skill(1.0, 0.0)));
}

// Quantiles 1 to 99 and outcome 0. Up to 1 a full step is missing, and from k to k + 1 a share of (99.5 - k) / 100. The
// sum is 1 + (1.5^2 + ... + 98.5^2) / 100^2 = 33.34245, where the continuous uniform has 100 / 3.
TEST_CASE("percentiles score like a sample whose first and last values weigh one and a half times as much") {
    std::vector<double> percentiles;
    for (int k = 1; k < 100; ++k)
        percentiles.push_back(k);
    CHECK(uncertainty::crps_of_percentiles(percentiles, 0.0) == doctest::Approx(33.34245).epsilon(1e-12));
    CHECK(uncertainty::crps_of_percentiles(std::vector<double>(99, 4.0), 7.0) == doctest::Approx(3.0));
    CHECK_THROWS_AS(uncertainty::crps_of_percentiles(std::vector<double>(19, 4.0), 7.0), std::invalid_argument);
}
