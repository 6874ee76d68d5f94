#include <doctest/doctest.h>

#include <chokepoint/base/draw.hpp>
#include <cmath>
#include <set>

using namespace chokepoint;

TEST_CASE("draws match Philox4x32 with ten rounds") {
    // The known answer for counter 0 and key 0, published with the generator (Random123, kat_vectors).
    const auto words = Draws(0, 0).bits(0);
    CHECK(words[0] == 0x6627e8d5U);
    CHECK(words[1] == 0xe169c58dU);
    CHECK(words[2] == 0xbc57ac4cU);
    CHECK(words[3] == 0x9b00dbd8U);
}

TEST_CASE("a draw depends on seed, stream, index and attempt, and on nothing else") {
    const std::uint64_t far = std::uint64_t{1} << 40;
    CHECK(Draws(5, 2).bits(7, 1) == Draws(5, 2).bits(7, 1));
    std::set<std::uint32_t> seen;
    for (const auto& words : {Draws(5, 2).bits(7), Draws(6, 2).bits(7), Draws(5 + far, 2).bits(7), Draws(5, 3).bits(7),
                              Draws(5, 2).bits(8), Draws(5, 2).bits(7 + far), Draws(5, 2).bits(7, 1)})
        seen.insert(words[0]);
    CHECK(seen.size() == 7);
}

TEST_CASE("uniform, normal and exponential draws have the right means and variances") {
    const int count = 100000;
    const Draws draws(2018, 1);
    double uniform = 0.0;
    double normal = 0.0;
    double squared = 0.0;
    double exponential = 0.0;
    for (int i = 0; i < count; ++i) {
        const double u = draws.uniform(i);
        CHECK_MESSAGE((u > 0.0 && u < 1.0), i);
        const double z = draws.normal(i);
        uniform += u / count;
        normal += z / count;
        squared += z * z / count;
        exponential += draws.exponential(i) / count;
    }
    // Within four standard errors.
    CHECK(std::abs(uniform - 0.5) < 0.0037);
    CHECK(std::abs(normal) < 0.0127);
    CHECK(std::abs(squared - 1.0) < 0.018);
    CHECK(std::abs(exponential - 1.0) < 0.0127);
}
