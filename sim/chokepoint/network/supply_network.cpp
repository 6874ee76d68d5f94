#include <algorithm>
#include <chokepoint/network/supply_network.hpp>
#include <stdexcept>

namespace chokepoint::network {

double SupplyNetwork::output_of(std::span<const std::uint32_t> nodes) const {
    double sum = 0.0;
    for (const std::uint32_t node : nodes)
        sum += output[node];
    return sum;
}

double SupplyNetwork::purchases(std::size_t node) const {
    double sum = 0.0;
    for (std::uint32_t s = node_slots[node]; s < node_slots[node + 1]; ++s)
        sum += slot_need[s];
    return sum;
}

std::uint32_t SupplyNetwork::slot_of(std::uint64_t link) const {
    const auto after = std::upper_bound(slot_links.begin(), slot_links.end(), link);
    return static_cast<std::uint32_t>(after - slot_links.begin()) - 1;
}

std::optional<std::uint64_t> SupplyNetwork::find_link(std::uint32_t supplier, std::uint32_t customer,
                                                      std::uint32_t product) const {
    const std::uint32_t* slots = slot_product.data();
    const auto [first, last] =
        std::equal_range(slots + node_slots[customer], slots + node_slots[customer + 1], product);
    // If each link is its own slot, slots of the same product are also in order of supplier.
    const std::uint32_t* end = link_supplier.data() + slot_links[static_cast<std::size_t>(last - slots)];
    const std::uint32_t* link =
        std::lower_bound(link_supplier.data() + slot_links[static_cast<std::size_t>(first - slots)], end, supplier);
    if (link == end || *link != supplier) return std::nullopt;
    return static_cast<std::uint64_t>(link - link_supplier.data());
}

std::uint64_t SupplyNetwork::sale_of(std::uint32_t supplier, std::uint32_t slot) const {
    const auto first = sale_slot.begin() + static_cast<std::ptrdiff_t>(node_sales[supplier]);
    const auto last = sale_slot.begin() + static_cast<std::ptrdiff_t>(node_sales[supplier + 1]);
    const auto found = std::lower_bound(first, last, slot);
    if (found == last || *found != slot) throw std::logic_error("a network has a link without a sale");
    return static_cast<std::uint64_t>(found - sale_slot.begin());
}

SupplyNetwork with_slot_per_link(const SupplyNetwork& network, unsigned threads) {
    std::vector<NodeRecord> nodes;
    nodes.reserve(network.node_count());
    for (std::size_t i = 0; i < network.node_count(); ++i)
        nodes.push_back({network.node_product[i], network.output[i], network.final_demand[i]});
    LinkColumns links;
    for (std::uint32_t s = 0; s < network.slot_count(); ++s) {
        for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
            if (network.link_flow[e] <= 0.0) continue;
            links.supplier.push_back(network.link_supplier[e]);
            links.customer.push_back(network.slot_customer[s]);
            links.product.push_back(network.slot_product[s]);
            links.flow.push_back(network.link_flow[e]);
        }
    }
    return build_network(nodes, std::move(links), threads, true);
}

}  // namespace chokepoint::network
