#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <boost/random/sobol.hpp>
#include <chokepoint/uncertainty/sobol_points.hpp>
#include <set>
#include <stdexcept>

using namespace chokepoint;

TEST_CASE("the first Sobol' points agree with a calculation by hand") {
    // From m = 1; 1, 3; 1, 3, 1 in the first three dimensions (Joe and Kuo 2008, example of section 2).
    const std::array<std::array<double, 3>, 8> expected = {{{0.0, 0.0, 0.0},
                                                            {0.5, 0.5, 0.5},
                                                            {0.25, 0.75, 0.75},
                                                            {0.75, 0.25, 0.25},
                                                            {0.125, 0.625, 0.375},
                                                            {0.625, 0.125, 0.875},
                                                            {0.375, 0.375, 0.625},
                                                            {0.875, 0.875, 0.125}}};
    const uncertainty::SobolPoints points(3);
    for (std::uint32_t index = 0; index < 8; ++index) {
        for (std::size_t dimension = 0; dimension < 3; ++dimension)
            CHECK(points.digits(index, dimension) * 0x1p-32 == expected[index][dimension]);
    }
}

TEST_CASE("Sobol' points are the points of Boost.Random in a different order") {
    // Boost steps through the Gray code of the index and skips the origin.
    const std::size_t dimensions = 400;
    const uncertainty::SobolPoints points(dimensions);
    boost::random::sobol_engine<std::uint32_t, 32> theirs(dimensions);
    for (std::uint32_t index = 1; index < 300; ++index) {
        for (std::size_t dimension = 0; dimension < dimensions; ++dimension) {
            const bool same = points.digits(index ^ (index >> 1), dimension) == theirs();
            REQUIRE_MESSAGE(same, index);
        }
    }
}

TEST_CASE("each coordinate of the first 2^k Sobol' points has one point in each 2^k-th") {
    const std::size_t dimensions = 1000;
    const uncertainty::SobolPoints points(dimensions);
    for (std::size_t dimension = 0; dimension < dimensions; ++dimension) {
        std::set<std::uint32_t> strata;
        for (std::uint32_t index = 0; index < 256; ++index)
            strata.insert(points.digits(index, dimension) >> 24);
        CHECK_MESSAGE(strata.size() == 256, dimension);
    }
}

TEST_CASE("two of the first dimensions form a net with the quality that their polynomials determine") {
    // t is the sum over the pair of degree - 1, with 0 for the first dimension: 0 for (1, 2), and 1 for (1, 3) and (2,
    // 3) (Sobol' 1967). So each box with the volume of 2^t points contains 2^t points.
    const uncertainty::SobolPoints points(3);
    const std::array<std::array<unsigned, 3>, 3> pairs = {{{0, 1, 0}, {0, 2, 1}, {1, 2, 1}}};
    const unsigned m = 10;
    for (const auto& [a, b, t] : pairs) {
        for (unsigned digits = 0; digits <= m - t; ++digits) {
            std::array<unsigned, 1024> counts{};
            for (std::uint32_t index = 0; index < 1U << m; ++index) {
                const std::uint64_t column = std::uint64_t{points.digits(index, a)} >> (32 - digits);
                const std::uint64_t row = std::uint64_t{points.digits(index, b)} >> (32 - (m - t - digits));
                ++counts[column << (m - t - digits) | row];
            }
            for (std::size_t box = 0; box < 1U << (m - t); ++box)
                CHECK(counts[box] == 1U << t);
        }
    }
}

TEST_CASE("more dimensions than the table has are refused") {
    CHECK_THROWS_WITH_AS(uncertainty::SobolPoints(3668), "Sobol' points have at most 3667 dimensions, not 3668",
                         std::invalid_argument);
}
