#include <doctest/doctest.h>

#include <chokepoint/uncertainty/weighted.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <vector>

using namespace chokepoint;

using Numbers = std::vector<double>;

TEST_CASE("with equal weights a quantile follows Hazen's midpoint rule") {
    // Four values are at the quantiles 1/8, 3/8, 5/8 and 7/8.
    const Numbers values = {40, 10, 30, 20};
    const Numbers weights = {2, 2, 2, 2};
    CHECK(uncertainty::weighted_quantile(values, weights, 0.125) == 10.0);
    CHECK(uncertainty::weighted_quantile(values, weights, 0.25) == 15.0);
    CHECK(uncertainty::weighted_quantile(values, weights, 0.5) == 25.0);
    CHECK(uncertainty::weighted_quantile(values, weights, 0.8125) == 37.5);
    CHECK(uncertainty::weighted_quantile(values, weights, 0.05) == 10.0);
    CHECK(uncertainty::weighted_quantile(values, weights, 1.0) == 40.0);
}

TEST_CASE("weighted quantiles agree with a calculation by hand") {
    // Weights 1, 2 and 5 sum to 8, so the values are at the quantiles 0.5/8, 2/8 and 5.5/8.
    const Numbers values = {30, 10, 20};
    const Numbers weights = {5, 1, 2};
    CHECK(uncertainty::weighted_quantile(values, weights, 0.25) == 20.0);
    CHECK(uncertainty::weighted_quantile(values, weights, 0.6875) == 30.0);
    CHECK(uncertainty::weighted_quantile(values, weights, 3.75 / 8.0) == 25.0);
    CHECK(uncertainty::weighted_mean(values, weights) == (10.0 + 40.0 + 150.0) / 8.0);
    const uncertainty::Interval middle = uncertainty::central_interval(values, weights, 0.375);
    CHECK(middle.low == uncertainty::weighted_quantile(values, weights, 0.3125));
    CHECK(middle.high == 30.0);
}

TEST_CASE("a value without weight has no effect, even if it is NaN") {
    const double none = std::numeric_limits<double>::quiet_NaN();
    CHECK(uncertainty::weighted_quantile(Numbers{1, none, 3, 1e9}, Numbers{1, 0, 1, 0}, 0.5) == 2.0);
    CHECK(uncertainty::weighted_mean(Numbers{1, none, 3, 1e9}, Numbers{1, 0, 1, 0}) == 2.0);
    CHECK(uncertainty::effective_sample_size(Numbers{1, 0, 1, 0}) == 2.0);
}

TEST_CASE("infinity, a day that never comes, is a valid value") {
    const double never = std::numeric_limits<double>::infinity();
    const Numbers days = {33, never, never, 22};
    const Numbers weights = {1, 1, 1, 1};
    CHECK(uncertainty::weighted_quantile(days, weights, 0.375) == 33.0);
    CHECK(uncertainty::weighted_quantile(days, weights, 0.7) == never);
}

TEST_CASE("without any weight there is no quantile, no mean and no sample") {
    CHECK(std::isnan(uncertainty::weighted_quantile(Numbers{1, 2}, Numbers{0, 0}, 0.5)));
    CHECK(std::isnan(uncertainty::weighted_mean(Numbers{}, Numbers{})));
    CHECK(uncertainty::effective_sample_size(Numbers{0, 0}) == 0.0);
    CHECK(uncertainty::effective_sample_size(Numbers{}) == 0.0);
}

TEST_CASE("the effective sample size counts equal weights, even tiny ones") {
    CHECK(uncertainty::effective_sample_size(Numbers(10, 0.3)) == doctest::Approx(10.0).epsilon(1e-14));
    CHECK(uncertainty::effective_sample_size(Numbers{3, 1}) == doctest::Approx(1.6).epsilon(1e-14));
    CHECK(uncertainty::effective_sample_size(Numbers{3e-200, 1e-200}) == doctest::Approx(1.6).epsilon(1e-14));
}

TEST_CASE("invalid weights are refused") {
    CHECK_THROWS_AS(uncertainty::weighted_mean(Numbers{1, 2}, Numbers{1}), std::invalid_argument);
    CHECK_THROWS_AS(uncertainty::weighted_mean(Numbers{1, 2}, Numbers{1, -1}), std::invalid_argument);
    CHECK_THROWS_AS(uncertainty::effective_sample_size(Numbers{std::numeric_limits<double>::infinity()}),
                    std::invalid_argument);
    CHECK_THROWS_AS(uncertainty::weighted_mean(Numbers{std::nan("")}, Numbers{1}), std::invalid_argument);
}
