#pragma once

#include <chokepoint/base/column.hpp>
#include <chokepoint/base/ids.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace chokepoint::network {

/// A sparse network of baseline flows in USD per day, as flat arrays. build_network() makes it, and it is constant
/// afterwards.
///
/// Links are stored twice: grouped by customer into slots (all that a node buys of one product) for deliveries, and by
/// supplier for demand. All sums use these orders, so the baseline balances to the last bit.
struct SupplyNetwork {
    // One entry per node.
    Column<double> output;               ///< x̄_i: sales to customers plus final demand.
    Column<double> final_demand;         ///< F̄_i >= 0.
    Column<std::uint32_t> node_product;  ///< What node i sells.

    // The slots of node i: [node_slots[i], node_slots[i + 1]), ascending by product.
    Column<std::uint32_t> node_slots;
    Column<std::uint32_t> slot_customer;  ///< The node that owns the slot.
    Column<std::uint32_t> slot_product;
    Column<double> slot_need;  ///< A_ip: the slot's baseline flow.

    // The links of slot s: [slot_links[s], slot_links[s + 1]), ascending by supplier.
    Column<std::uint64_t> slot_links;
    Column<std::uint32_t> link_supplier;
    Column<double> link_flow;     ///< z̄_e; 0 for a pure standby link.
    Column<double> link_standby;  ///< The flow the supplier could take over; may be empty.

    // The sales of node j: [node_sales[j], node_sales[j + 1]), ascending by slot.
    Column<std::uint64_t> node_sales;
    Column<std::uint32_t> sale_slot;
    Column<double> sale_flow;

    std::size_t node_count() const { return output.size(); }
    std::size_t slot_count() const { return slot_product.size(); }
    std::size_t link_count() const { return link_supplier.size(); }
    /// The total baseline output of `nodes`.
    double output_of(std::span<const std::uint32_t> nodes) const;
    /// What a node buys in total, Σ_p A_ip.
    double purchases(std::size_t node) const;
    std::uint32_t slot_of(std::uint64_t link) const;
    /// The link over which `supplier` sells `product` to `customer`, if it exists.
    std::optional<std::uint64_t> find_link(std::uint32_t supplier, std::uint32_t customer, std::uint32_t product) const;
    /// The position of the sale of `supplier` into `slot`. Throws std::logic_error if there is no such link.
    std::uint64_t sale_of(std::uint32_t supplier, std::uint32_t slot) const;
};

/// The exact memory of a network: 32 bytes per node, 24 per slot, 24 per link (32 if any link has a standby), and 20
/// for the ends of three columns. Links count once although they are stored twice. build_network() also holds the links
/// it was given and frees them once they are grouped, so its peak is below 1.75 times this.
constexpr std::size_t network_bytes(std::size_t nodes, std::size_t slots, std::size_t links, bool stands_by = false) {
    return 32 * nodes + 24 * slots + (stands_by ? 32 : 24) * links + 20;
}

/// A link as read. `flow` and `standby` are in USD per day and not both 0.
struct LinkRecord {
    std::uint32_t supplier = 0;
    std::uint32_t customer = 0;
    std::uint32_t product = 0;
    double flow = 0.0;
    double standby = 0.0;
};

/// A node as read. A negative output or final demand means that it is not given and follows from the links: output =
/// max(sales, purchases), final demand = output - sales.
struct NodeRecord {
    std::uint32_t product = 0;
    double output = -1.0;
    double final_demand = -1.0;
};

/// Links in any order, as columns. Without `product`, every link carries what its supplier sells. `standby` may be
/// empty.
struct LinkColumns {
    std::vector<std::uint32_t> supplier;
    std::vector<std::uint32_t> customer;
    std::vector<std::uint32_t> product;
    std::vector<double> flow;     ///< USD per day.
    std::vector<double> standby;  ///< USD per day; positive where flow is 0.

    std::size_t size() const { return supplier.size(); }
};

/// Builds the network from links in any order, on up to `threads` threads (0: one per core). Frees the columns as it
/// uses them. The caller ensures that nodes exist, that flows are finite and not negative, and that each supplier,
/// customer and product occurs once together. Output is the exact sum of sales and final demand. A link may lead from a
/// node to itself, as in input-output tables. With `slot_per_link`, each link has its own slot, for a stock per
/// supplier.
SupplyNetwork build_network(std::span<const NodeRecord> nodes, LinkColumns links, unsigned threads = 1,
                            bool slot_per_link = false);
/// The network with one slot for each link that has a flow. Drops pure standby links, which have no stock.
SupplyNetwork with_slot_per_link(const SupplyNetwork& network, unsigned threads = 1);
/// Builds the network from records.
SupplyNetwork build_network(std::span<const NodeRecord> nodes, std::span<const LinkRecord> links,
                            bool slot_per_link = false);

}  // namespace chokepoint::network
