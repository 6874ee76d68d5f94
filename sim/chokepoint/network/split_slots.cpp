#include <algorithm>
#include <chokepoint/network/supply_network.hpp>
#include <numeric>
#include <stdexcept>

namespace chokepoint {

// Links are in the same order in both networks, so slot e of the new one is link e of the old one.
SupplyNetwork split_slots(SupplyNetwork network) {
    const std::size_t links = network.link_count();
    if (links >= kNone) throw std::length_error("a network has at most 4,294,967,294 slots");
    std::vector<std::uint32_t> node_slots;
    for (const std::uint32_t first : network.node_slots)
        node_slots.push_back(static_cast<std::uint32_t>(network.slot_links[first]));
    std::vector<std::uint32_t> customer(links);
    std::vector<std::uint32_t> product(links);
    for (std::size_t s = 0; s < network.slot_count(); ++s) {
        const auto first = static_cast<std::ptrdiff_t>(network.slot_links[s]);
        const auto last = static_cast<std::ptrdiff_t>(network.slot_links[s + 1]);
        std::fill(customer.begin() + first, customer.begin() + last, network.slot_customer[s]);
        std::fill(product.begin() + first, product.begin() + last, network.slot_product[s]);
    }
    std::vector<std::uint32_t> sale_link(links);
    for (std::uint32_t i = 0; i < network.node_count(); ++i) {
        for (std::uint64_t k = network.node_sales[i]; k < network.node_sales[i + 1]; ++k) {
            const std::uint32_t slot = network.sale_slot[k];
            const std::uint32_t* supplier = network.link_supplier.data();
            const std::uint32_t* found =
                std::lower_bound(supplier + network.slot_links[slot], supplier + network.slot_links[slot + 1], i);
            sale_link[k] = static_cast<std::uint32_t>(found - supplier);
        }
    }
    std::vector<std::uint64_t> slot_links(links + 1);
    std::iota(slot_links.begin(), slot_links.end(), std::uint64_t{0});
    network.node_slots = std::move(node_slots);
    network.slot_customer = std::move(customer);
    network.slot_product = std::move(product);
    network.slot_need = network.link_flow;
    network.slot_links = std::move(slot_links);
    network.sale_slot = std::move(sale_link);
    return network;
}

}  // namespace chokepoint
