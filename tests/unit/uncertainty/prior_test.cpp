#include <doctest/doctest.h>

#include <chokepoint/uncertainty/prior.hpp>
#include <cmath>
#include <limits>
#include <vector>

using namespace chokepoint;

TEST_CASE("the normal quantile inverts the normal distribution function far into both tails") {
    double worst = 0.0;
    for (double z = -37.0; z < 8.0; z += 0.0137) {
        // Above 0 the distribution function approaches 1. Rounding u there causes an error of 2^-54 / density in z.
        const double u = 0.5 * std::erfc(-z / std::sqrt(2.0));
        if (u >= 1.0) break;
        const double lost = z > 0.0 ? 0x1p-53 / (std::exp(-0.5 * z * z) / std::sqrt(8.0 * std::atan(1.0))) : 0.0;
        const double error = std::abs(uncertainty::normal_quantile(u) - z) - lost;
        worst = std::max(worst, error / std::max(1.0, std::abs(z)));
    }
    CHECK(worst < 1e-13);
}

TEST_CASE("the normal quantile agrees with tables") {
    CHECK(uncertainty::normal_quantile(0.5) == 0.0);
    CHECK(uncertainty::normal_quantile(0.975) == doctest::Approx(1.959963984540054).epsilon(1e-15));
    CHECK(uncertainty::normal_quantile(0.001) == doctest::Approx(-3.090232306167813).epsilon(1e-15));
    CHECK(uncertainty::normal_quantile(1e-20) == doctest::Approx(-9.262340089798408).epsilon(1e-15));
    CHECK(uncertainty::normal_quantile(0.0) == -std::numeric_limits<double>::infinity());
    CHECK(uncertainty::normal_quantile(1.0) == std::numeric_limits<double>::infinity());
}

TEST_CASE("quantiles never fall as the draw rises, even where one formula takes over from another") {
    std::vector<double> last(4, -std::numeric_limits<double>::infinity());
    for (int k = 1; k < 200000; ++k) {
        const double u = k / 200000.0;
        const std::vector<double> now = {uncertainty::uniform_quantile(0.25, 0.3, u),
                                         uncertainty::triangular_quantile(20, 30, 60, u),
                                         uncertainty::lognormal_quantile(24, 0.5, u), uncertainty::normal_quantile(u)};
        for (std::size_t which = 0; which < now.size(); ++which) {
            REQUIRE(now[which] >= last[which]);
            last[which] = now[which];
        }
    }
}

TEST_CASE("a triangular prior splits at its mode in proportion to area") {
    // The area left of the mode is (30 - 20) / (60 - 20) = 1/4. A quarter of that lies left of 25, halfway to the mode.
    CHECK(uncertainty::triangular_quantile(20, 30, 60, 0.25) == 30.0);
    CHECK(uncertainty::triangular_quantile(20, 30, 60, 0.0625) == 25.0);
    CHECK(uncertainty::triangular_quantile(20, 30, 60, 1.0 - 0.75 / 4.0) == 45.0);
    CHECK(uncertainty::triangular_quantile(20, 30, 60, 0.0) == 20.0);
    CHECK(uncertainty::triangular_quantile(20, 30, 60, 1.0) == 60.0);
    CHECK(uncertainty::triangular_quantile(1, 1, 2, 0.75) == 1.5);
    CHECK(uncertainty::triangular_quantile(1, 2, 2, 0.25) == 1.5);
}

TEST_CASE("uniform, lognormal and choice priors follow the model file") {
    CHECK(uncertainty::uniform_quantile(20, 40, 0.25) == 25.0);
    CHECK(uncertainty::uniform_quantile(0.1, 0.3, 1.0 - 0x1p-54) <= 0.3);
    CHECK(uncertainty::lognormal_quantile(24, 0.5, 0.5) == 24.0);
    CHECK(uncertainty::lognormal_quantile(24, 0.5, 0.8413447460685429) ==
          doctest::Approx(24 * std::exp(0.5)).epsilon(1e-14));
    CHECK(uncertainty::choice_index(3, 0.0) == 0);
    CHECK(uncertainty::choice_index(3, 0.333) == 0);
    CHECK(uncertainty::choice_index(3, 0.334) == 1);
    CHECK(uncertainty::choice_index(3, 1.0) == 2);
}

TEST_CASE("a bounded lognormal is the lognormal truncated to the bounds") {
    const double infinity = std::numeric_limits<double>::infinity();
    CHECK(uncertainty::lognormal_quantile(24, 0.5, 0.0, infinity, 0.3) ==
          uncertainty::lognormal_quantile(24, 0.5, 0.3));
    CHECK(uncertainty::lognormal_quantile(24, 0.5, -infinity, infinity, 0.3) ==
          uncertainty::lognormal_quantile(24, 0.5, 0.3));
    // Half of it lies below its median, so the quartiles of that half are the 1/8 and 3/8 quantiles of the whole.
    CHECK(uncertainty::lognormal_quantile(0.9, 1.5, 0.0, 0.9, 0.25) ==
          doctest::Approx(uncertainty::lognormal_quantile(0.9, 1.5, 0.125)));
    CHECK(uncertainty::lognormal_quantile(0.9, 1.5, 0.0, 0.9, 0.75) ==
          doctest::Approx(uncertainty::lognormal_quantile(0.9, 1.5, 0.375)));
    CHECK(uncertainty::lognormal_quantile(2.0, 1.5, 2.0, infinity, 0.5) ==
          doctest::Approx(uncertainty::lognormal_quantile(2.0, 1.5, 0.75)));
    for (const double u : {1e-300, 0x1p-53, 0.5, 1.0 - 0x1p-53}) {
        CHECK(uncertainty::lognormal_quantile(0.9, 3.0, 0.01, 1.0, u) >= 0.01);
        CHECK(uncertainty::lognormal_quantile(0.9, 3.0, 0.01, 1.0, u) <= 1.0);
    }
}

TEST_CASE("the day of a hazard is geometrically distributed") {
    // At a chance of 1/4 a day, the event has happened by the end of the first day with 1/4, the second with 7/16, the
    // third with 37/64.
    CHECK(uncertainty::hazard_days(0.25, 0.25, 100) == 0);
    CHECK(uncertainty::hazard_days(0.25, 0.26, 100) == 1);
    CHECK(uncertainty::hazard_days(0.25, 0.4375, 100) == 1);
    CHECK(uncertainty::hazard_days(0.25, 0.44, 100) == 2);
    CHECK(uncertainty::hazard_days(0.25, 0.579, 100) == 3);
    CHECK(uncertainty::hazard_days(1.0, 0.999, 100) == 0);
    CHECK(uncertainty::hazard_days(1e-9, 0.5, 100) == 100);
    double sum = 0.0;
    for (int k = 0; k < 10000; ++k)
        sum += uncertainty::hazard_days(0.02, (k + 0.5) / 10000.0, 100000);
    CHECK(sum / 10000.0 == doctest::Approx(49.0).epsilon(1e-3));  // (1 - p) / p
}

TEST_CASE("the first dated chance whose cumulative sum reaches u is chosen, or none if the total is below u") {
    const double chances[] = {0.3, 0.0, 0.2};
    CHECK(uncertainty::chance_index(chances, 0.3) == 0);
    CHECK(uncertainty::chance_index(chances, 0.31) == 2);
    CHECK(uncertainty::chance_index(chances, 0.5) == 2);
    CHECK(uncertainty::chance_index(chances, 0.51) == 3);
}
