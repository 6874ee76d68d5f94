#include <algorithm>
#include <chokepoint/policy/content_rule_check.hpp>
#include <chokepoint/scenario/model/stated_value.hpp>
#include <chokepoint/study/timeline/content_sales.hpp>
#include <map>
#include <tuple>

namespace chokepoint::study {

std::vector<ContentSale> content_sales(const scenario::Scenario& scenario, const policy::Action& rule) {
    const network::SupplyNetwork& network = scenario.model.network;
    const std::vector<std::uint32_t>& company = scenario.model.directory.node_company;
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, double>, ContentSale> sales;
    policy::ContentRuleCheck check(network, scenario.model.directory);
    for (const policy::CheckedLink& at : check.check(rule, scenario.actions[rule.of].selector, {})) {
        const double flow_usd = network.link_flow[at.link] * scenario::kDaysOfYear;
        if (flow_usd == 0.0) continue;
        const std::uint32_t slot = network.slot_of(at.link);
        const std::uint32_t exporter = company[network.link_supplier[at.link]];
        const std::uint32_t customer = company[network.slot_customer[slot]];
        const std::uint32_t product = network.slot_product[slot];
        ContentSale& sale = sales[{exporter, customer, product, at.threshold}];
        sale = {exporter,
                customer,
                product,
                at.threshold,
                sale.flow_usd + flow_usd,
                sale.content_usd + at.content * flow_usd,
                sale.caught_usd + (at.is_caught() ? flow_usd : 0.0),
                at.has_technology};
    }
    std::vector<ContentSale> order;
    for (const auto& [key, sale] : sales)
        order.push_back(sale);
    std::stable_sort(order.begin(), order.end(),
                     [](const ContentSale& a, const ContentSale& b) { return a.flow_usd > b.flow_usd; });
    return order;
}

}  // namespace chokepoint::study
