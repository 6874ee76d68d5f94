#include <doctest/doctest.h>

#include <chokepoint/uncertainty/binned_index.hpp>
#include <cmath>
#include <vector>

using namespace chokepoint;

namespace {

constexpr std::size_t kSamples = 2000;

/// A column that looks independent of the others: multiples of an irrational number modulo 1.
std::vector<double> column(double irrational) {
    std::vector<double> values;
    for (std::size_t k = 1; k <= kSamples; ++k)
        values.push_back(std::fmod(static_cast<double>(k) * irrational, 1.0));
    return values;
}

}  // namespace

TEST_CASE("each input of a sum of independent inputs has the share of its own variance") {
    const std::vector<double> a = column(std::sqrt(2.0));
    const std::vector<double> b = column(std::sqrt(3.0));
    const std::vector<double> c = column(std::sqrt(5.0));
    std::vector<double> y;
    for (std::size_t k = 0; k < kSamples; ++k)
        y.push_back(3.0 * a[k] + b[k]);
    // The variances are in the ratio 9 : 1 : 0. Within a bin of 1/20 the input itself has 1/400 of its variance.
    const double noise = 4.0 * uncertainty::binned_index_noise(kSamples, 20);
    CHECK(std::abs(uncertainty::binned_index(a, y, 20) - 0.9) < noise);
    CHECK(std::abs(uncertainty::binned_index(b, y, 20) - 0.1) < noise);
    CHECK(std::abs(uncertainty::binned_index(c, y, 20)) < noise);
}

TEST_CASE("an input with a symmetric effect, which a correlation misses, has an index") {
    const std::vector<double> x = column(std::sqrt(2.0));
    std::vector<double> y;
    for (const double value : x)
        y.push_back((value - 0.5) * (value - 0.5));
    CHECK(uncertainty::binned_index(x, y, 20) > 0.98);
}

TEST_CASE("a constant output has index 0, and too few samples have none") {
    const std::vector<double> x = column(std::sqrt(2.0));
    CHECK(uncertainty::binned_index(x, std::vector<double>(kSamples, 0.3), 20) == 0.0);
    CHECK(std::isnan(uncertainty::binned_index({{1.0, 2.0, 3.0}}, {{1.0, 2.0, 3.0}}, 2)));
    CHECK(std::isnan(uncertainty::binned_index(x, x, 1)));
}

TEST_CASE("there are between 4 and 20 bins, about one per 16 samples") {
    CHECK(uncertainty::bins_for(10) == 4);
    CHECK(uncertainty::bins_for(160) == 10);
    CHECK(uncertainty::bins_for(100000) == 20);
}
