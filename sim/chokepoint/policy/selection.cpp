#include <algorithm>
#include <chokepoint/policy/selection.hpp>

namespace chokepoint::policy {

namespace {

/// The numbers in a selector's list, for fast lookup. Every node is looked up, and a list can be as long as the model.
class Allowed {
   public:
    explicit Allowed(const std::vector<std::uint32_t>& list) : all_(list.empty()) {
        for (const std::uint32_t number : list) {
            if (number == kNone) continue;
            if (number >= has_.size()) has_.resize(std::size_t{number} + 1, false);
            has_[number] = true;
        }
    }

    bool operator()(std::uint32_t number) const { return all_ || (number < has_.size() && has_[number]); }

   private:
    bool all_;
    std::vector<bool> has_;
};

}  // namespace

std::vector<std::uint64_t> select_links(const network::SupplyNetwork& network, const network::Directory& directory,
                                        const LinkSelector& selector) {
    const Allowed target_company(selector.target_companies);
    const Allowed target_country(selector.target_countries);
    const Allowed exporter_company(selector.exporter_companies);
    const Allowed exporter_country(selector.exporter_countries);
    const Allowed allowed_product(selector.products);
    std::vector<std::uint64_t> links;
    for (std::uint32_t i = 0; i < network.node_count(); ++i) {
        if (!target_company(directory.node_company[i]) || !target_country(directory.node_country[i])) continue;
        for (std::uint32_t s = network.node_slots[i]; s < network.node_slots[i + 1]; ++s) {
            const std::uint32_t product = network.slot_product[s];
            const network::Kind kind = directory.product_kind[product];
            if (!allowed_product(product)) continue;
            if (!selector.kinds.empty() &&
                std::find(selector.kinds.begin(), selector.kinds.end(), kind) == selector.kinds.end()) {
                continue;
            }
            for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
                const std::uint32_t supplier = network.link_supplier[e];
                if (exporter_country(directory.node_country[supplier]) &&
                    exporter_company(directory.node_company[supplier])) {
                    links.push_back(e);
                }
            }
        }
    }
    return links;
}

std::vector<std::uint32_t> select_nodes(const network::SupplyNetwork& network, const network::Directory& directory,
                                        const LinkSelector& selector) {
    const Allowed company(selector.exporter_companies);
    const Allowed country(selector.exporter_countries);
    const Allowed product(selector.products);
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t i = 0; i < network.node_count(); ++i) {
        if (company(directory.node_company[i]) && country(directory.node_country[i]) &&
            product(network.node_product[i])) {
            nodes.push_back(i);
        }
    }
    return nodes;
}

std::vector<std::uint32_t> slots_of(const network::SupplyNetwork& network, const std::vector<std::uint64_t>& links) {
    std::vector<std::uint32_t> slots;
    for (const std::uint64_t link : links) {
        if (!slots.empty() && link < network.slot_links[slots.back() + 1]) continue;
        slots.push_back(network.slot_of(link));
    }
    return slots;
}

}  // namespace chokepoint::policy
