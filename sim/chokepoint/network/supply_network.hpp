#pragma once

#include <chokepoint/base/column.hpp>
#include <chokepoint/base/ids.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace chokepoint::network {

/// A sparse network of baseline flows, in USD per day, as flat arrays; made by build_network(), then constant.
///
/// Links stand twice: grouped by customer into slots (everything a node buys of one product) for deliveries, and by
/// supplier for demand. Sums are taken in these orders everywhere, so the baseline closes to the last bit.
struct SupplyNetwork {
    // One entry a node.
    Column<double> output;               ///< x̄_i: sales to customers plus final demand.
    Column<double> final_demand;         ///< F̄_i >= 0.
    Column<std::uint32_t> node_product;  ///< What node i sells.

    // Slots of node i: [node_slots[i], node_slots[i + 1]), ascending by product.
    Column<std::uint32_t> node_slots;
    Column<std::uint32_t> slot_customer;  ///< The node that owns the slot.
    Column<std::uint32_t> slot_product;
    Column<double> slot_need;  ///< A_ip: the slot's baseline flow.

    // Links of slot s: [slot_links[s], slot_links[s + 1]), ascending by supplier.
    Column<std::uint64_t> slot_links;
    Column<std::uint32_t> link_supplier;
    Column<double> link_flow;     ///< z̄_e; 0 for a link that only stands by.
    Column<double> link_standby;  ///< Flow the supplier could take over; empty if no link stands by.

    // Sales of node j: [node_sales[j], node_sales[j + 1]), ascending by slot.
    Column<std::uint64_t> node_sales;
    Column<std::uint32_t> sale_slot;
    Column<double> sale_flow;

    std::size_t node_count() const { return output.size(); }
    std::size_t slot_count() const { return slot_product.size(); }
    std::size_t link_count() const { return link_supplier.size(); }
    /// Baseline output of some nodes together.
    double output_of(std::span<const std::uint32_t> nodes) const;
    /// What a node buys, Σ_p A_ip.
    double purchases(std::size_t node) const;
    /// The slot that a link is of.
    std::uint32_t slot_of(std::uint64_t link) const;
    /// The link over which `supplier` sells a product to `customer`, if there is one.
    std::optional<std::uint64_t> find_link(std::uint32_t supplier, std::uint32_t customer, std::uint32_t product) const;
    /// The position of the sale of `supplier` into `slot`; throws std::logic_error if there is no such link.
    std::uint64_t sale_of(std::uint32_t supplier, std::uint32_t slot) const;
};

/// What a network takes, to the byte: 32 bytes a node, 24 a slot, 24 a link or 32 if any link stands by, and 20 for the
/// ends of three columns. A link is counted once, though it stands twice. While build_network() is at work there are
/// besides it the links it was given, which go as soon as they are grouped: the peak is below 1.75 times this.
constexpr std::size_t network_bytes(std::size_t nodes, std::size_t slots, std::size_t links, bool stands_by = false) {
    return 32 * nodes + 24 * slots + (stands_by ? 32 : 24) * links + 20;
}

/// A link as read: `flow` and `standby` in USD per day, not both 0.
struct LinkRecord {
    std::uint32_t supplier = 0;
    std::uint32_t customer = 0;
    std::uint32_t product = 0;
    double flow = 0.0;
    double standby = 0.0;
};

/// A node as read: where output or final demand is not given (negative), it follows from the links:
/// output = max(sales, purchases), final demand = output - sales.
struct NodeRecord {
    std::uint32_t product = 0;
    double output = -1.0;
    double final_demand = -1.0;
};

/// Links in any order, a column each. `product` empty: every link carries what its supplier sells; `standby` empty: no
/// link stands by.
struct LinkColumns {
    std::vector<std::uint32_t> supplier;
    std::vector<std::uint32_t> customer;
    std::vector<std::uint32_t> product;
    std::vector<double> flow;     ///< USD per day.
    std::vector<double> standby;  ///< USD per day; where it is 0, flow is not.

    std::size_t size() const { return supplier.size(); }
};

/// Builds the network from links in any order, on up to `threads` threads (0: as many as the machine has); the columns
/// are given up as they are used. The caller has seen to it that all nodes exist, that flows are amounts, and that no
/// supplier, customer and product stand there twice. Output is the exact sum of sales and final demand. A link may lead
/// from a node to itself, as in input-output tables. With `slot_per_link` each link is a slot of its own, as models
/// with a stock for every supplier have it.
SupplyNetwork build_network(std::span<const NodeRecord> nodes, LinkColumns links, unsigned threads = 1,
                            bool slot_per_link = false);
/// The network with a slot for each link that has a flow; links that only stand by have no stock, and are left out.
SupplyNetwork with_slot_per_link(const SupplyNetwork& network, unsigned threads = 1);
/// The same from records.
SupplyNetwork build_network(std::span<const NodeRecord> nodes, std::span<const LinkRecord> links,
                            bool slot_per_link = false);

}  // namespace chokepoint::network
