#include <algorithm>
#include <chokepoint/policy/selection.hpp>

namespace chokepoint {

namespace {

bool allows(const std::vector<std::uint32_t>& list, std::uint32_t number) {
    return list.empty() || std::find(list.begin(), list.end(), number) != list.end();
}

}  // namespace

std::vector<std::uint64_t> select_links(const SupplyNetwork& network, const Directory& directory,
                                        const LinkSelector& selector) {
    std::vector<std::uint64_t> links;
    for (std::uint32_t i = 0; i < network.node_count(); ++i) {
        if (!allows(selector.target_companies, directory.node_company[i])) continue;
        if (!allows(selector.target_countries, directory.node_country[i])) continue;
        for (std::uint32_t s = network.node_slots[i]; s < network.node_slots[i + 1]; ++s) {
            const std::uint32_t product = network.slot_product[s];
            const Kind kind = directory.product_kind[product];
            if (!allows(selector.products, product)) continue;
            if (!selector.kinds.empty() &&
                std::find(selector.kinds.begin(), selector.kinds.end(), kind) == selector.kinds.end()) {
                continue;
            }
            for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
                const std::uint32_t supplier = network.link_supplier[e];
                if (allows(selector.exporter_countries, directory.node_country[supplier]) &&
                    allows(selector.exporter_companies, directory.node_company[supplier])) {
                    links.push_back(e);
                }
            }
        }
    }
    return links;
}

std::vector<std::uint32_t> select_nodes(const SupplyNetwork& network, const Directory& directory,
                                        const LinkSelector& selector) {
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t i = 0; i < network.node_count(); ++i) {
        if (allows(selector.exporter_companies, directory.node_company[i]) &&
            allows(selector.exporter_countries, directory.node_country[i]) &&
            allows(selector.products, network.node_product[i])) {
            nodes.push_back(i);
        }
    }
    return nodes;
}

std::vector<std::uint32_t> slots_of(const SupplyNetwork& network, const std::vector<std::uint64_t>& links) {
    std::vector<std::uint32_t> slots;
    for (const std::uint64_t link : links) {
        if (!slots.empty() && link < network.slot_links[slots.back() + 1]) continue;
        slots.push_back(network.slot_of(link));
    }
    return slots;
}

}  // namespace chokepoint
