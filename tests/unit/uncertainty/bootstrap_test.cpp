#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/base/draw.hpp>
#include <chokepoint/uncertainty/bootstrap.hpp>
#include <cmath>
#include <vector>

using namespace chokepoint;

TEST_CASE("a resample depends only on seed and number and leaves out about 1 row in e") {
    const auto rows = uncertainty::resampled_rows(1, 0, 10000);
    CHECK(rows == uncertainty::resampled_rows(1, 0, 10000));
    CHECK(rows != uncertainty::resampled_rows(1, 1, 10000));
    CHECK(rows != uncertainty::resampled_rows(2, 0, 10000));
    std::vector<bool> seen(10000);
    for (const std::uint32_t row : rows)
        seen.at(row) = true;
    CHECK(std::count(seen.begin(), seen.end(), false) == doctest::Approx(3679).epsilon(0.05));
}

TEST_CASE("the bootstrap interval of a mean covers the truth about as often as its level says") {
    // 400 samples of 50 standard normal values, and the 90 % percentile interval of their mean.
    const std::uint32_t size = 50;
    int covered = 0;
    for (std::uint32_t trial = 0; trial < 400; ++trial) {
        const Draws draws(99, trial);
        const auto mean = [&](std::span<const std::uint32_t> rows) {
            double sum = 0.0;
            for (const std::uint32_t row : rows)
                sum += draws.normal(row);
            return sum / static_cast<double>(rows.size());
        };
        const uncertainty::Interval interval =
            uncertainty::bootstrap_interval(size, mean, {.seed = trial, .resamples = 200, .level = 0.9});
        covered += interval.low <= 0.0 && 0.0 <= interval.high;
    }
    CHECK(covered >= 335);  // 0.9, less 0.02 for few rows and percentiles, less 3 std. dev.
    CHECK(covered <= 378);
}

TEST_CASE("resamples with result NaN are dropped, and the interval is NaN if all are") {
    const std::vector<double> some = {std::nan(""), 1.0, 2.0, std::nan(""), 3.0};
    CHECK(uncertainty::percentile_interval(some, 0.5).low == 1.25);
    CHECK(uncertainty::percentile_interval(some, 0.5).high == 2.75);
    CHECK(std::isnan(uncertainty::percentile_interval(std::vector<double>{std::nan("")}, 0.5).low));
}
