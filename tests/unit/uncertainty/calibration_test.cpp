#include <doctest/doctest.h>

#include <chokepoint/base/draw.hpp>
#include <chokepoint/uncertainty/calibration.hpp>
#include <cmath>
#include <stdexcept>
#include <vector>

using namespace chokepoint;

using Numbers = std::vector<double>;

namespace {

// The ranks of 2000 true values among 99 draws each. Each true value is standard normal around a known centre. The
// forecasts draw from a normal with another deviation and a shifted centre.
Numbers fractions_of(double deviation, double shift) {
    Numbers fractions;
    for (std::uint32_t trial = 0; trial < 2000; ++trial) {
        const Draws draws(7, trial);
        Numbers forecast;
        for (std::uint64_t k = 0; k < 99; ++k)
            forecast.push_back(shift + deviation * draws.normal(k));
        fractions.push_back(
            uncertainty::rank_fraction(draws.normal(1000), forecast, Numbers(99, 1.0), draws.uniform(2000)));
    }
    return fractions;
}

}  // namespace

TEST_CASE("with equal weights the rank fraction is (rank + u) / (draws + 1)") {
    const Numbers draws = {30, 10, 20};
    const Numbers weights = {2, 2, 2};
    CHECK(uncertainty::rank_fraction(5, draws, weights, 0.5) == 0.125);
    CHECK(uncertainty::rank_fraction(15, draws, weights, 0.5) == 0.375);
    CHECK(uncertainty::rank_fraction(99, draws, weights, 0.25) == 0.8125);
    // A truth equal to one draw falls below or above it: into the second or third of four cells.
    CHECK(uncertainty::rank_fraction(20, draws, weights, 0.0) == 0.25);
    CHECK(uncertainty::rank_fraction(20, draws, weights, 1.0) == 0.75);
}

TEST_CASE("a draw without weight does not change a rank, and unequal weights count by weight") {
    CHECK(uncertainty::rank_fraction(15, Numbers{30, 10, 20, 1}, Numbers{1, 1, 1, 0}, 0.5) == 0.375);
    // Weights 3 and 1 have ESS 1.6, so the truth weighs 2.5 of 6.5.
    CHECK(uncertainty::rank_fraction(15, Numbers{10, 20}, Numbers{3, 1}, 0.5) ==
          doctest::Approx(4.25 / 6.5).epsilon(1e-14));
    CHECK(std::isnan(uncertainty::rank_fraction(1, Numbers{1}, Numbers{0}, 0.5)));
}

TEST_CASE("ranks of calibrated forecasts are uniform") {
    const uncertainty::Uniformity test = uncertainty::rank_uniformity(fractions_of(1.0, 0.0), 20);
    CHECK(test.degrees == 19);
    CHECK(test.p_value > 0.01);
    CHECK(test.p_value < 0.99);
}

TEST_CASE("ranks of forecasts that are too narrow, too wide or off centre are not uniform") {
    CHECK(uncertainty::rank_uniformity(fractions_of(0.8, 0.0), 20).p_value < 1e-6);
    CHECK(uncertainty::rank_uniformity(fractions_of(1.25, 0.0), 20).p_value < 1e-6);
    CHECK(uncertainty::rank_uniformity(fractions_of(1.0, 0.2), 20).p_value < 1e-6);
}

TEST_CASE("the chi-square statistic agrees with a calculation by hand") {
    // Counts 3, 1, 0, 0 where 1 is expected in each bin: 4 + 0 + 1 + 1. A fraction of 1 is in the last bin.
    CHECK(uncertainty::rank_uniformity(Numbers{0.0, 0.1, 0.24, 0.3}, 4).chi_square == 6.0);
    CHECK(uncertainty::rank_uniformity(Numbers{0.1, 1.0}, 2).chi_square == 0.0);
    CHECK(uncertainty::rank_uniformity(Numbers{0.1, 1.0}, 2).p_value == 1.0);
    CHECK_THROWS_AS(uncertainty::rank_uniformity(Numbers{0.1}, 1), std::invalid_argument);
    CHECK_THROWS_AS(uncertainty::rank_uniformity(Numbers{}, 4), std::invalid_argument);
    CHECK_THROWS_AS(uncertainty::rank_uniformity(Numbers{std::nan("")}, 4), std::invalid_argument);
}

TEST_CASE("the chi-square tail equals its closed forms") {
    // Two degrees: exp(-x/2). Four: exp(-x/2) (1 + x/2). One: erfc(sqrt(x/2)).
    for (const double x : {0.0, 0.3, 3.841458820694124, 50.0, 400.0}) {
        CHECK(uncertainty::chi_square_tail(x, 2) == doctest::Approx(std::exp(-0.5 * x)).epsilon(1e-12));
        CHECK(uncertainty::chi_square_tail(x, 4) ==
              doctest::Approx(std::exp(-0.5 * x) * (1.0 + 0.5 * x)).epsilon(1e-12));
        CHECK(uncertainty::chi_square_tail(x, 1) == doctest::Approx(std::erfc(std::sqrt(0.5 * x))).epsilon(1e-12));
    }
}

// If all n trials succeed, the lower end is the p at which p^n equals the tail. For 5 of 10, the ends are those of
// published tables.
TEST_CASE("a binomial interval has the exact tails") {
    CHECK(uncertainty::binomial_interval(10, 10, 0.9).low == doctest::Approx(std::pow(0.05, 0.1)));
    CHECK(uncertainty::binomial_interval(10, 10, 0.9).high == 1.0);
    CHECK(uncertainty::binomial_interval(0, 10, 0.9).low == 0.0);
    CHECK(uncertainty::binomial_interval(5, 10, 0.9).low == doctest::Approx(0.2224).epsilon(1e-3));
    CHECK(uncertainty::binomial_interval(5, 10, 0.9).high == doctest::Approx(0.7776).epsilon(1e-3));
    CHECK(uncertainty::binomial_interval(0, 0, 0.9).high == 1.0);
}
