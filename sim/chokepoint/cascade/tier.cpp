#include <chokepoint/cascade/tier.hpp>

namespace chokepoint::cascade {

std::vector<std::uint32_t> find_tiers(const network::SupplyNetwork& network) {
    std::vector<std::uint32_t> tiers(network.node_count(), 0);
    std::vector<std::uint32_t> reached;
    for (std::uint32_t i = 0; i < network.node_count(); ++i) {
        if (network.output[i] <= 0.0 || network.final_demand[i] < 0.5 * network.output[i]) continue;
        tiers[i] = 1;
        reached.push_back(i);
    }
    // Breadth first, so the first tier that a node receives is its lowest.
    for (std::size_t k = 0; k < reached.size(); ++k) {
        const std::uint32_t i = reached[k];
        const std::uint64_t last = network.slot_links[network.node_slots[i + 1]];
        for (std::uint64_t e = network.slot_links[network.node_slots[i]]; e < last; ++e) {
            const std::uint32_t supplier = network.link_supplier[e];
            if (tiers[supplier] != 0 || network.link_flow[e] <= 0.0) continue;
            tiers[supplier] = tiers[i] + 1;
            reached.push_back(supplier);
        }
    }
    return tiers;
}

}  // namespace chokepoint::cascade
