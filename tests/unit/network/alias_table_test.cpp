#include <doctest/doctest.h>

#include <chokepoint/base/draw.hpp>
#include <chokepoint/network/synthetic/alias_table.hpp>
#include <cmath>

using namespace chokepoint;

TEST_CASE("an alias table has exactly the probabilities of its weights") {
    const std::vector<double> weights = {3.0, 0.0, 1.0, 0.25, 95.75, 0.0};
    std::vector<network::AliasBucket> table(weights.size());
    network::make_alias_table(weights, table);
    std::vector<double> probability(weights.size(), 0.0);
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double keep = table[i].keep / 0x1p32;
        probability[i] += keep / 6.0;
        probability[table[i].other] += (1.0 - keep) / 6.0;
    }
    for (std::size_t i = 0; i < weights.size(); ++i)
        CHECK(probability[i] == doctest::Approx(weights[i] / 100.0).epsilon(1e-8));
}

TEST_CASE("picks from an alias table follow the weights, with one word or two") {
    const std::vector<double> weights = {1.0, 2.0, 0.0, 7.0};
    std::vector<network::AliasBucket> table(weights.size());
    network::make_alias_table(weights, table);
    const Draws draws(1, 1);
    std::vector<int> by_one(4, 0);
    std::vector<int> by_two(4, 0);
    for (int i = 0; i < 100000; ++i) {
        const auto words = draws.bits(i);
        ++by_one[network::pick_alias(table, words[0])];
        ++by_two[network::pick_alias(table, words[1], words[2])];
    }
    for (std::size_t i = 0; i < 4; ++i) {
        // Within four standard errors of a binomial count.
        CHECK(std::abs(by_one[i] - 1e4 * weights[i]) < 600);
        CHECK(std::abs(by_two[i] - 1e4 * weights[i]) < 600);
    }
    CHECK(by_one[2] == 0);
    CHECK(by_two[2] == 0);
}
