#include <algorithm>
#include <chokepoint/base/text/country.hpp>
#include <chokepoint/policy/content_rule_check.hpp>
#include <chokepoint/policy/selection.hpp>
#include <map>

namespace chokepoint::policy {

bool CheckedLink::is_caught() const {
    constexpr double kRounding = 1e-9;  // so that an item at the threshold is not above it
    return has_technology || content > threshold * (1.0 + kRounding);
}

/// The model states US content, which says nothing about a rule of other countries alone.
std::span<const network::LinkShare> ContentRuleCheck::stated_links(const LinkSelector& origin) const {
    if (directory_.us_content.empty()) return {};
    const bool of_us =
        std::any_of(origin.exporter_countries.begin(), origin.exporter_countries.end(),
                    [&](auto country) { return country_code(directory_.countries.name(country)) == "US"; });
    return of_us ? std::span<const network::LinkShare>(directory_.us_content) : std::span<const network::LinkShare>();
}

const ControlledContent& ContentRuleCheck::content_from(const LinkSelector& origin, const Action& rule) {
    if (rule_ == &rule && origin_ == origin) return content_;
    std::vector<StatedContent> stated;
    for (const ContentRule::Stated& known : rule.content.stated) {
        LinkSelector sellers;
        sellers.exporter_companies = known.companies;
        for (const std::uint32_t node : select_nodes(network_, directory_, sellers))
            stated.push_back({node, known.share});
    }
    content_ = controlled_content(network_, select_links(network_, directory_, origin), stated, stated_links(origin));
    rule_ = &rule;
    origin_ = origin;
    if (content_.converged) return content_;
    Diagnostic fault = rule.where;
    fault.message = "the controlled content does not converge in " + std::to_string(content_.sweeps) + " sweeps";
    fault.hint = "some firms buy about as much from each other as they sell: check their revenue and values";
    fault.fault = Fault::unbalanced;
    throw InputError({std::move(fault)});
}

double ContentRuleCheck::threshold(const ContentRule& rule, std::uint32_t customer) const {
    double lowest = 2.0;
    for (const ContentRule::Destination& at : rule.destinations) {
        if (std::find(at.countries.begin(), at.countries.end(), directory_.node_country[customer]) !=
            at.countries.end())
            lowest = std::min(lowest, at.de_minimis);
    }
    return lowest <= 1.0 ? lowest : rule.de_minimis;
}

// A caught supplier j compares the sales that it keeps by replacing the content above the threshold, once the
// replacement is ready, with the cost of replacing that share in all its output, because one recipe serves all
// customers:
//     Σ_e z̄_e·(1 − o)·(D − d) > σ·max_e (c_e − t_e)·x̄_j·365,
// where c_e is the content of link e (c_j or the stated one), D the days of closure, d the days of redesign, and o the
// openness left. Replacing inputs does not help against a technology rule. What j buys stays, and margins are ignored.
void ContentRuleCheck::decide(const ContentRule& rule, const ForeseenClosure& closure,
                              std::vector<CheckedLink>& links) const {
    struct Stake {
        double sales = 0.0;
        double excess = 0.0;
    };
    constexpr double kDaysOfYear = 365.0;
    std::map<std::uint32_t, Stake> stakes;
    for (const CheckedLink& at : links) {
        if (!at.is_caught() || at.has_technology) continue;
        Stake& stake = stakes[network_.link_supplier[at.link]];
        stake.sales += network_.link_flow[at.link];
        stake.excess = std::max(stake.excess, at.content - at.threshold);
    }
    for (CheckedLink& at : links) {
        if (!at.is_caught() || at.has_technology) continue;
        const std::uint32_t supplier = network_.link_supplier[at.link];
        const Stake& stake = stakes[supplier];
        const double kept = stake.sales * (1.0 - closure.openness) * (closure.days - rule.redesign_days);
        at.re_sources = kept > rule.switching_cost_share * stake.excess * network_.output[supplier] * kDaysOfYear;
    }
}

std::vector<CheckedLink> ContentRuleCheck::check(const Action& rule, const LinkSelector& denied,
                                                 const ForeseenClosure& closure) {
    const LinkSelector origin = {
        denied.exporter_countries, denied.exporter_companies, {}, {}, denied.products, denied.kinds};
    const LinkSelector exporters = {denied.exporter_countries, denied.exporter_companies, {}, {}, {}, {}};
    const LinkSelector bought = {{}, {}, denied.target_countries, denied.target_companies, {}, {}};
    const std::vector<double>& share = content_from(origin, rule).share;
    const std::vector<std::uint32_t> domestic = select_nodes(network_, directory_, exporters);
    const std::vector<std::uint32_t>& made = rule.content.technology_products;
    const std::span<const network::LinkShare> stated = stated_links(origin);
    auto known = stated.begin();
    std::vector<CheckedLink> links;
    for (const std::uint64_t link : select_links(network_, directory_, bought)) {
        const std::uint32_t supplier = network_.link_supplier[link];
        if (std::binary_search(domestic.begin(), domestic.end(), supplier)) continue;
        const std::uint32_t slot = network_.slot_of(link);
        const bool has_technology = std::find(made.begin(), made.end(), network_.slot_product[slot]) != made.end();
        known = std::lower_bound(known, stated.end(), link, [](const auto& at, auto e) { return at.link < e; });
        const double content = known != stated.end() && known->link == link ? known->share : share[supplier];
        if (content == 0.0 && !has_technology) continue;
        links.push_back({link, content, threshold(rule.content, network_.slot_customer[slot]), has_technology});
    }
    if (rule.content.resource) decide(rule.content, closure, links);
    return links;
}

}  // namespace chokepoint::policy
