#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <vector>

#include "../byte_counter.hpp"

using namespace chokepoint;

namespace {

constexpr std::uint32_t kNodes = 20'000;
constexpr std::uint32_t kLinksOfNode = 10;

/// Nodes and links whose suppliers are far apart. With one product, all links of a node share a slot.
struct Records {
    std::uint32_t products = 1;
    bool with_products = false;  ///< Whether links name their product.
    bool stands_by = false;

    std::vector<network::NodeRecord> nodes() const {
        std::vector<network::NodeRecord> list(kNodes);
        for (std::uint32_t i = 0; i < kNodes; ++i)
            list[i].product = i % products;
        return list;
    }

    network::LinkColumns links() const {
        const std::size_t count = std::size_t{kLinksOfNode} * kNodes;
        network::LinkColumns columns;
        columns.supplier.reserve(count);
        columns.customer.reserve(count);
        columns.product.reserve(with_products ? count : 0);
        columns.flow.reserve(count);
        columns.standby.reserve(stands_by ? count : 0);
        for (std::uint32_t e = 0; e < count; ++e) {
            columns.customer.push_back(e % kNodes);
            columns.supplier.push_back((e % kNodes + 1 + e / kNodes * 1999) % kNodes);
            columns.flow.push_back(1.0 + e % 7);
            if (with_products) columns.product.push_back(columns.supplier.back() % products);
            if (stands_by) columns.standby.push_back(e % 3);
        }
        return columns;
    }
};

}  // namespace

TEST_CASE("a network takes network_bytes of memory, and building it takes less than 1.75 times that") {
    // Fourteen columns are vectors behind shared pointers, with an overhead below a hundred bytes each.
    constexpr std::size_t kKeepers = 1400;
    for (const Records& records : {Records{35}, Records{1}, Records{35, true, true}, Records{1, true, true}}) {
        const std::vector<network::NodeRecord> nodes = records.nodes();
        const std::size_t before = live_bytes();
        network::LinkColumns links = records.links();
        restart_peak();
        const network::SupplyNetwork network = network::build_network(nodes, std::move(links), 2);
        const std::size_t taken = live_bytes() - before;
        const std::size_t stated =
            network::network_bytes(network.node_count(), network.slot_count(), network.link_count(), records.stands_by);
        CHECK(network.link_count() == kLinksOfNode * kNodes);
        CHECK(taken >= stated);
        CHECK(taken <= stated + kKeepers);
        const double peak = static_cast<double>(peak_bytes() - before) / static_cast<double>(stated);
        CAPTURE(peak);
        CHECK(peak < 1.75);
    }
}

TEST_CASE("a day step takes day_step_bytes of memory, within 4 %") {
    const Records records{35};
    const network::SupplyNetwork network = network::build_network(records.nodes(), records.links());
    for (const double transit_days : {0.0, 20.0}) {
        dynamics::ProductBehaviour product;
        product.transit_days = transit_days;
        const dynamics::Behaviour behaviour =
            dynamics::make_behaviour(network, dynamics::find_preset("export-control")->rules,
                                     std::vector<dynamics::ProductBehaviour>(records.products, product));
        policy::OpennessSchedule policy;
        policy.slots = {0};
        policy.slot_first = {0, 1};
        policy.links = {0};
        policy.changes = {{0, 0, 0.5}};
        for (const policy::OpennessSchedule& schedule : {policy::OpennessSchedule(), policy}) {
            for (const unsigned lanes : {1U, 8U}) {
                const std::vector<dynamics::Sample> samples(lanes, {&network, &behaviour, &schedule});
                const auto stated =
                    static_cast<double>(dynamics::day_step_bytes(network, behaviour, !schedule.changes.empty(), lanes));
                const std::size_t before = live_bytes();
                dynamics::DayStep step(samples);
                for (int day = 0; day < 10; ++day)
                    step.advance();
                CAPTURE(lanes);
                CAPTURE(transit_days);
                CAPTURE(schedule.changes.size());
                CHECK(static_cast<double>(live_bytes() - before) / stated == doctest::Approx(1.0).epsilon(0.04));
            }
        }
    }
}
