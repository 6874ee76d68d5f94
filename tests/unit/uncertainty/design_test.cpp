#include <doctest/doctest.h>

#include <chokepoint/uncertainty/design.hpp>
#include <chokepoint/uncertainty/scramble.hpp>
#include <cmath>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

using namespace chokepoint;

namespace {

std::vector<std::string> names(std::size_t count) {
    std::vector<std::string> list;
    for (std::size_t k = 0; k < count; ++k)
        list.push_back("products.p" + std::to_string(k) + ".stock_days");
    return list;
}

// How many cells of a grid of `columns` by `rows` contain one of the first columns * rows samples of two parameters.
std::size_t filled_cells(const uncertainty::UniformDesign& design, std::size_t a, std::size_t b, std::uint32_t columns,
                         std::uint32_t rows) {
    std::set<std::pair<int, int>> cells;
    for (std::uint32_t sample = 0; sample < columns * rows; ++sample)
        cells.emplace(static_cast<int>(design.at(sample, a) * columns), static_cast<int>(design.at(sample, b) * rows));
    return cells.size();
}

double correlation(const uncertainty::UniformDesign& design, std::size_t a, std::size_t b, std::uint32_t samples) {
    double sum = 0.0;
    for (std::uint32_t sample = 0; sample < samples; ++sample)
        sum += (design.at(sample, a) - 0.5) * (design.at(sample, b) - 0.5);
    return 12.0 * sum / samples;
}

}  // namespace

TEST_CASE("a draw depends on seed, sample and parameter, but not on the other parameters") {
    for (const uncertainty::Design kind :
         {uncertainty::Design::random, uncertainty::Design::latin_hypercube, uncertainty::Design::sobol}) {
        const uncertainty::UniformDesign few(kind, 2018, {"a", "b"});
        const uncertainty::UniformDesign more(kind, 2018, {"a", "b", "c"});
        std::set<double> seen;
        for (std::uint32_t sample = 0; sample < 100; ++sample) {
            for (std::size_t parameter = 0; parameter < 2; ++parameter) {
                const double u = few.at(sample, parameter);
                CHECK(u == more.at(sample, parameter));
                CHECK(u != uncertainty::UniformDesign(kind, 2019, {"a", "b"}).at(sample, parameter));
                CHECK_MESSAGE((u > 0.0 && u < 1.0), u);
                seen.insert(u);
            }
        }
        CHECK(seen.size() == 200);
    }
}

TEST_CASE("except for Sobol' points, the position of a parameter in the list does not matter") {
    for (const uncertainty::Design kind : {uncertainty::Design::random, uncertainty::Design::latin_hypercube})
        CHECK(uncertainty::UniformDesign(kind, 1, {"a", "b"}).at(7, 1) ==
              uncertainty::UniformDesign(kind, 1, {"b", "a"}).at(7, 0));
    CHECK(uncertainty::UniformDesign(uncertainty::Design::sobol, 1, {"a", "b"}).at(5, 1) !=
          uncertainty::UniformDesign(uncertainty::Design::sobol, 1, {"b", "a"}).at(5, 0));
}

TEST_CASE("the first 2^k samples of a Latin hypercube or of Sobol' points have one draw in each 2^k-th") {
    for (const uncertainty::Design kind : {uncertainty::Design::latin_hypercube, uncertainty::Design::sobol}) {
        const uncertainty::UniformDesign design(kind, 5, names(100));
        for (std::size_t parameter = 0; parameter < design.parameters(); ++parameter) {
            for (const std::uint32_t samples : {1U, 2U, 4U, 8U, 64U, 1024U}) {
                std::set<int> strata;
                for (std::uint32_t sample = 0; sample < samples; ++sample)
                    strata.insert(static_cast<int>(design.at(sample, parameter) * samples));
                CHECK_MESSAGE(strata.size() == samples, parameter);
            }
        }
    }
    const uncertainty::UniformDesign random(uncertainty::Design::random, 5, {"a"});
    std::set<int> strata;
    for (std::uint32_t sample = 0; sample < 1024; ++sample)
        strata.insert(static_cast<int>(random.at(sample, 0) * 1024));
    CHECK(strata.size() < 750);  // 1 - 1/e of them, so the test above can fail.
}

TEST_CASE("the first two dimensions of scrambled Sobol' points are nets: every box of the right size has one point") {
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        const uncertainty::UniformDesign design(uncertainty::Design::sobol, seed, names(3));
        for (std::uint32_t columns = 1; columns <= 1024; columns *= 2)
            CHECK(filled_cells(design, 0, 1, columns, 1024 / columns) == 1024);
    }
    const uncertainty::UniformDesign hypercube(uncertainty::Design::latin_hypercube, 0, names(2));
    CHECK(filled_cells(hypercube, 0, 1, 32, 32) < 800);  // A Latin hypercube promises this for one parameter only.
}

TEST_CASE("two parameters of a Latin hypercube are independent") {
    const uncertainty::UniformDesign design(uncertainty::Design::latin_hypercube, 9, names(40));
    double squares = 0.0;
    for (std::size_t a = 0; a < 40; ++a) {
        for (std::size_t b = 0; b < a; ++b)
            squares += std::pow(correlation(design, a, b, 1024), 2) / 780;
    }
    // The variance of a correlation is 1/N for independent draws. Here samples 2i and 2i + 1 lie in opposite halves of
    // both parameters. This doubles the contribution of the first digits, which is 9/16. Without shuffled indices the
    // value is about N/2.
    CHECK(squares * 1024 == doctest::Approx(1.0 + 9.0 / 16.0).epsilon(0.2));
}

TEST_CASE("a Latin hypercube and Sobol' points estimate a mean far better than random draws do") {
    // The mean of u_0 + u_1 + u_2 over 1024 samples has an error of 0.0156 for random draws and at most 3 / 2048 for
    // strata.
    for (const uncertainty::Design kind : {uncertainty::Design::latin_hypercube, uncertainty::Design::sobol}) {
        const uncertainty::UniformDesign design(kind, 11, names(3));
        double sum = 0.0;
        for (std::uint32_t sample = 0; sample < 1024; ++sample)
            sum += design.at(sample, 0) + design.at(sample, 1) + design.at(sample, 2);
        CHECK(std::abs(sum / 1024 - 1.5) < 3e-4);
    }
}

TEST_CASE("scrambling permutes numbers and keeps aligned blocks together") {
    std::set<std::uint32_t> images;
    for (std::uint32_t value = 0; value < 4096; ++value)
        images.insert(uncertainty::scramble(value, 77));
    CHECK(images.size() == 4096);
    CHECK(*images.begin() % 4096 == 0);
    CHECK(*images.rbegin() == *images.begin() + 4095);
    CHECK(uncertainty::scramble(5, 77) != uncertainty::scramble(5, 78));
}

TEST_CASE("every digit of a scrambled number is uniform over the keys") {
    int ones[52] = {};
    const int keys = 4000;
    for (std::uint64_t key = 0; key < keys; ++key) {
        const auto digits =
            static_cast<std::uint64_t>(uncertainty::scrambled_unit(0, key * 0x9e3779b97f4a7c15U) * 0x1p52);
        for (int bit = 0; bit < 52; ++bit)
            ones[bit] += digits >> bit & 1;
    }
    for (int bit = 0; bit < 52; ++bit)
        CHECK_MESSAGE(std::abs(ones[bit] - keys / 2) < 4.5 * std::sqrt(keys / 4.0), bit);
}

TEST_CASE("two parameters with the same name are refused") {
    CHECK_THROWS_WITH_AS(uncertainty::UniformDesign(uncertainty::Design::random, 1, {"a", "b", "a"}),
                         "two parameters are called 'a'", std::invalid_argument);
}
