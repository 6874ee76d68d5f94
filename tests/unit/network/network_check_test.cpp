#include <doctest/doctest.h>

#include <chokepoint/network/network_check.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

using namespace chokepoint;

namespace {

/// Three firms and two products: firms 0 and 1 sell product 0, firm 2 sells product 1.
network::SupplyNetwork three_firms() {
    const std::vector<network::NodeRecord> nodes = {{0, -1.0, 5.0}, {0, -1.0, 1.0}, {1, 40.0, -1.0}};
    const std::vector<network::LinkRecord> links = {
        {0, 2, 0, 4.0, 0.0}, {1, 2, 0, 2.0, 1.0}, {2, 1, 1, 3.0, 0.0}, {0, 1, 0, 1.0, 0.0}};
    return network::build_network(nodes, links);
}

/// The fault found after changing entry `k` of a column.
template <class T>
std::string fault_with(Column<T> network::SupplyNetwork::*column, std::size_t k, T value) {
    network::SupplyNetwork changed = three_firms();
    std::vector<T> values((changed.*column).begin(), (changed.*column).end());
    values.at(k) = value;
    changed.*column = std::move(values);
    return network::find_network_fault(changed, 2, 1);
}

}  // namespace

TEST_CASE("a network from the builder has no fault") {
    CHECK(network::find_network_fault(three_firms(), 2, 1) == "");
    CHECK(network::find_network_fault(three_firms(), 2, 7) == "");
    CHECK(network::find_network_fault(
              network::build_network(std::vector<network::NodeRecord>{}, std::vector<network::LinkRecord>{}), 0, 1) ==
          "");
    CHECK(network::find_network_fault({}, 0, 1) == "the columns of nodes differ in length");
}

TEST_CASE("every fault in a network is found and named") {
    using N = network::SupplyNetwork;
    const double nan = std::nan("");
    CHECK(network::find_network_fault(three_firms(), 1, 1) == "node 1 has slot 1, which has an unknown product");
    CHECK(fault_with(&N::node_product, 0, 2U) == "node 0 sells an unknown product");
    CHECK(fault_with(&N::output, 0, 9.0) == "node 0 has sales that do not add up to its output");
    CHECK(fault_with(&N::output, 0, nan) == "node 0 has sales that do not add up to its output");
    CHECK(fault_with(&N::final_demand, 0, -5.0) == "node 0 has sales that do not add up to its output");
    CHECK(fault_with(&N::node_slots, 1, 3U) == "node 0 has slot 0, which belongs to another node");
    CHECK(fault_with(&N::node_slots, 2, 9U) == "node 1 has slots that end before they begin");
    CHECK(fault_with(&N::node_slots, 1, 9U) == "node 0 has slots that end before they begin");
    CHECK(fault_with(&N::node_slots, 3, 2U) == "the ranges of nodes and slots do not cover all entries");
    CHECK(fault_with(&N::node_slots, 1, 1U) == "node 0 has slot 0, which belongs to another node");
    CHECK(fault_with(&N::slot_customer, 2, 0U) == "node 2 has slot 2, which belongs to another node");
    CHECK(fault_with(&N::slot_product, 0, 1U) == "node 1 has slots out of order");
    CHECK(fault_with(&N::slot_product, 2, 7U) == "node 2 has slot 2, which has an unknown product");
    CHECK(fault_with(&N::slot_need, 2, 6.5) == "node 2 has slot 2, whose need is not the sum of its links");
    CHECK(fault_with(&N::slot_links, 1, std::uint64_t{2}) ==
          "node 1 has slot 0, whose need is not the sum of its links");
    CHECK(fault_with(&N::slot_links, 1, std::uint64_t{0}) == "node 1 has slot 0, whose links end before they begin");
    CHECK(fault_with(&N::slot_links, 1, std::uint64_t{1} << 40) ==
          "node 1 has slot 0, whose links end before they begin");
    CHECK(fault_with(&N::link_supplier, 0, 3U) == "node 1 has slot 0, which has an unknown supplier");
    CHECK(fault_with(&N::link_supplier, 3, 0U) == "node 2 has slot 2, whose suppliers are out of order");
    CHECK(fault_with(&N::link_flow, 2, -4.0) == "node 2 has slot 2, which has a link without a positive flow");
    CHECK(fault_with(&N::link_flow, 2, nan) == "node 2 has slot 2, which has a link without a positive flow");
    CHECK(fault_with(&N::link_flow, 2, std::numeric_limits<double>::infinity()) ==
          "node 2 has slot 2, which has a link without a positive flow");
    CHECK(fault_with(&N::link_standby, 3, -1.0) == "node 2 has slot 2, which has a link without a positive flow");
    CHECK(fault_with(&N::node_sales, 1, std::uint64_t{9}) == "node 0 has sales that end before they begin");
    CHECK(fault_with(&N::sale_slot, 0, 3U) == "node 0 sells into an unknown slot");
    CHECK(fault_with(&N::sale_slot, 1, 0U) == "node 0 has sales out of order");
    CHECK(fault_with(&N::sale_flow, 1, 4.5) == "node 0 has sales that do not add up to its output");
    CHECK(fault_with(&N::sale_slot, 1, 1U) == "the sales and the links are different flows");
    CHECK(fault_with(&N::link_supplier, 0, 1U) == "the sales and the links are different flows");
}

TEST_CASE("columns of different lengths are refused before they are read") {
    network::SupplyNetwork changed = three_firms();
    changed.slot_need = std::vector<double>{1.0};
    CHECK(network::find_network_fault(changed, 2, 1) == "the columns of slots differ in length");
    changed = three_firms();
    changed.link_standby = std::vector<double>{1.0};
    CHECK(network::find_network_fault(changed, 2, 1) == "the columns of links differ in length");
}

TEST_CASE("looking up a sale that does not exist throws") {
    const network::SupplyNetwork built = three_firms();
    CHECK(built.sale_of(0, 2) == 1);
    CHECK_THROWS_AS(built.sale_of(1, 0), std::logic_error);
    CHECK_THROWS_AS(built.sale_of(2, 2), std::logic_error);
}
