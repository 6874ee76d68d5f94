#pragma once

#include <chokepoint/base/ids.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint {

/// A sparse network of baseline flows, in USD per day, as flat arrays; made by build_network(), then constant.
///
/// Links stand twice: grouped by customer into slots (everything a node buys of one product) for deliveries, and by
/// supplier for demand. Sums are taken in these orders everywhere, so the baseline closes to the last bit.
struct SupplyNetwork {
    // One entry a node.
    std::vector<double> output;               ///< x̄_i: sales to customers plus final demand.
    std::vector<double> final_demand;         ///< F̄_i >= 0.
    std::vector<std::uint32_t> node_product;  ///< What node i sells.

    // Slots of node i: [node_slots[i], node_slots[i + 1]), ascending by product.
    std::vector<std::uint32_t> node_slots;
    std::vector<std::uint32_t> slot_product;
    std::vector<double> slot_need;  ///< A_ip: the slot's baseline flow.

    // Links of slot s: [slot_links[s], slot_links[s + 1]), ascending by supplier.
    std::vector<std::uint64_t> slot_links;
    std::vector<std::uint32_t> link_supplier;
    std::vector<double> link_flow;     ///< z̄_e; 0 for a link that only stands by.
    std::vector<double> link_standby;  ///< Flow the supplier could take over; empty if no link stands by.

    // Sales of node j: [node_sales[j], node_sales[j + 1]), ascending by slot.
    std::vector<std::uint64_t> node_sales;
    std::vector<std::uint32_t> sale_slot;
    std::vector<double> sale_flow;

    std::size_t node_count() const { return output.size(); }
    std::size_t slot_count() const { return slot_product.size(); }
    std::size_t link_count() const { return link_supplier.size(); }
    /// The node that owns slot `slot`, by binary search.
    std::uint32_t customer_of(std::uint32_t slot) const;
    /// The position of the sale of `supplier` into `slot`; the link must exist.
    std::uint64_t sale_of(std::uint32_t supplier, std::uint32_t slot) const;
};

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

/// Builds the network from records in any order. The caller has checked that ids are in range, that (supplier,
/// customer, product) is unique and no link leads to its own node. Output is the exact sum of sales and final demand.
SupplyNetwork build_network(std::span<const NodeRecord> nodes, std::vector<LinkRecord> links);

}  // namespace chokepoint
