#include <doctest/doctest.h>

#include <chokepoint/cascade/debtrank.hpp>
#include <vector>

using namespace chokepoint;

namespace {

void check_distress(double value, double expected) {
    CHECK(std::abs(value - expected) <= 1e-15);
}

}  // namespace

TEST_CASE("distress reaches customers and suppliers as calculated by hand") {
    const std::vector<network::NodeRecord> nodes = {
        {0, -1.0, 0.0}, {0, -1.0, 0.0}, {1, -1.0, 0.0}, {2, -1.0, 0.0}, {3, -1.0, 100.0}};
    const std::vector<network::LinkRecord> links = {
        {0, 3, 0, 30.0}, {1, 3, 0, 10.0}, {2, 3, 1, 60.0}, {3, 4, 2, 50.0}, {1, 4, 0, 50.0}};
    const network::SupplyNetwork network = network::build_network(nodes, links);
    const cascade::DebtRank down =
        cascade::debtrank(network, std::vector{1.0, 0.0, 0.0, 0.0, 0.0}, cascade::DistressPath::to_customers);
    check_distress(down.distress[3], 0.3);
    check_distress(down.distress[4], 0.15);
    check_distress(down.rank, 0.1);
    CHECK(down.iterations == 3);
    const cascade::DebtRank up =
        cascade::debtrank(network, std::vector{0.0, 0.0, 0.0, 0.0, 1.0}, cascade::DistressPath::to_suppliers);
    check_distress(up.distress[1], 1.0);
    check_distress(up.rank, 2.0 / 3.0);
}

TEST_CASE("returning distress is not passed on again") {
    const std::vector<network::NodeRecord> nodes = {{0, -1.0, 50.0}, {1, -1.0, 0.0}};
    const std::vector<network::LinkRecord> links = {{0, 1, 0, 50.0}, {1, 0, 1, 50.0}};
    const cascade::DebtRank result = cascade::debtrank(network::build_network(nodes, links), std::vector{0.5, 0.0},
                                                       cascade::DistressPath::to_customers);
    check_distress(result.distress[0], 1.0);
    check_distress(result.distress[1], 0.5);
    check_distress(result.rank, 0.5);
    CHECK_THROWS_AS(
        cascade::debtrank(network::build_network(nodes, links), std::vector{0.5}, cascade::DistressPath::to_customers),
        std::invalid_argument);
    CHECK_THROWS_AS(cascade::debtrank(network::build_network(nodes, links), std::vector{0.5, 2.0},
                                      cascade::DistressPath::to_customers),
                    std::invalid_argument);
}
