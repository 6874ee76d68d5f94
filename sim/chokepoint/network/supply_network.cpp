#include <algorithm>
#include <chokepoint/base/large_memory.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <numeric>
#include <tuple>

namespace chokepoint {

std::uint32_t SupplyNetwork::customer_of(std::uint32_t slot) const {
    const auto after = std::upper_bound(node_slots.begin(), node_slots.end(), slot);
    return static_cast<std::uint32_t>(after - node_slots.begin() - 1);
}

std::uint64_t SupplyNetwork::sale_of(std::uint32_t supplier, std::uint32_t slot) const {
    const auto first = sale_slot.begin() + static_cast<std::ptrdiff_t>(node_sales[supplier]);
    const auto last = sale_slot.begin() + static_cast<std::ptrdiff_t>(node_sales[supplier + 1]);
    return static_cast<std::uint64_t>(std::lower_bound(first, last, slot) - sale_slot.begin());
}

namespace {

/// Links sorted by (customer, product, supplier) become slots and links by customer.
void fill_purchases(SupplyNetwork& network, std::size_t node_count, const std::vector<LinkRecord>& links) {
    network.node_slots.assign(node_count + 1, 0);
    const bool any_standby = std::any_of(links.begin(), links.end(), [](const auto& l) { return l.standby > 0.0; });
    reserve_large(network.link_supplier, links.size());
    reserve_large(network.link_flow, links.size());
    for (std::size_t e = 0; e < links.size(); ++e) {
        const LinkRecord& link = links[e];
        const bool new_slot = e == 0 || links[e - 1].customer != link.customer || links[e - 1].product != link.product;
        if (new_slot) {
            network.slot_product.push_back(link.product);
            network.slot_need.push_back(0.0);
            network.slot_links.push_back(e);
            ++network.node_slots[link.customer + 1];
        }
        network.slot_need.back() += link.flow;
        network.link_supplier.push_back(link.supplier);
        network.link_flow.push_back(link.flow);
        if (any_standby) network.link_standby.push_back(link.standby);
    }
    network.slot_links.push_back(links.size());
    std::partial_sum(network.node_slots.begin(), network.node_slots.end(), network.node_slots.begin());
}

/// The same links by supplier; slots are visited in ascending order, so each supplier's sales are sorted.
void fill_sales(SupplyNetwork& network, std::size_t node_count) {
    network.node_sales.assign(node_count + 1, 0);
    for (const std::uint32_t supplier : network.link_supplier)
        ++network.node_sales[supplier + 1];
    std::partial_sum(network.node_sales.begin(), network.node_sales.end(), network.node_sales.begin());
    assign_large(network.sale_slot, network.link_count(), std::uint32_t{0});
    assign_large(network.sale_flow, network.link_count(), 0.0);
    std::vector<std::uint64_t> next(network.node_sales.begin(), network.node_sales.end() - 1);
    for (std::uint32_t s = 0; s < network.slot_count(); ++s) {
        for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
            const std::uint64_t k = next[network.link_supplier[e]]++;
            network.sale_slot[k] = s;
            network.sale_flow[k] = network.link_flow[e];
        }
    }
}

double purchases_of(const SupplyNetwork& network, std::size_t node) {
    double sum = 0.0;
    for (std::uint32_t s = network.node_slots[node]; s < network.node_slots[node + 1]; ++s)
        sum += network.slot_need[s];
    return sum;
}

}  // namespace

SupplyNetwork build_network(std::span<const NodeRecord> nodes, std::vector<LinkRecord> links) {
    std::sort(links.begin(), links.end(), [](const LinkRecord& a, const LinkRecord& b) {
        return std::tie(a.customer, a.product, a.supplier) < std::tie(b.customer, b.product, b.supplier);
    });
    SupplyNetwork network;
    fill_purchases(network, nodes.size(), links);
    fill_sales(network, nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        double sales = 0.0;
        for (std::uint64_t k = network.node_sales[i]; k < network.node_sales[i + 1]; ++k)
            sales += network.sale_flow[k];
        double final_demand = nodes[i].final_demand;
        if (final_demand < 0.0) {
            const double output = nodes[i].output >= 0.0 ? nodes[i].output : std::max(sales, purchases_of(network, i));
            final_demand = std::max(0.0, output - sales);
        }
        network.node_product.push_back(nodes[i].product);
        network.final_demand.push_back(final_demand);
        network.output.push_back(sales + final_demand);
    }
    return network;
}

}  // namespace chokepoint
