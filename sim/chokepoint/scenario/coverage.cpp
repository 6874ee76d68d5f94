#include <chokepoint/scenario/coverage.hpp>
#include <chokepoint/scenario/model/stated_value.hpp>
#include <set>

namespace chokepoint::scenario {

Coverage coverage_of(const Model& model, std::uint32_t company) {
    const network::SupplyNetwork& network = model.network;
    Coverage coverage;
    coverage.revenue_usd = revenue_usd(model, company);
    std::set<std::uint32_t> suppliers;
    for (const std::uint32_t node : model.companies.nodes(company)) {
        const std::uint64_t first = network.slot_links[network.node_slots[node]];
        const std::uint64_t end = network.slot_links[network.node_slots[node + 1]];
        for (std::uint64_t link = first; link < end; ++link) {
            const std::uint32_t supplier = model.directory.node_company[network.link_supplier[link]];
            if (supplier == company || !(network.link_flow[link] > 0.0)) continue;
            suppliers.insert(supplier);
            coverage.purchases_usd += network.link_flow[link] * kDaysOfYear;
        }
    }
    coverage.suppliers = suppliers.size();
    return coverage;
}

bool is_barely_modelled(const Coverage& coverage) {
    return coverage.suppliers == 0 || coverage.purchases_usd < kLeastPurchaseShare * coverage.revenue_usd;
}

}  // namespace chokepoint::scenario
