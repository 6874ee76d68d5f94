#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/text/caveats.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <chokepoint/scenario/coverage.hpp>

namespace chokepoint::report {

namespace {

constexpr std::size_t kChecked = 10;  ///< Targets that are looked at, the largest stakes first.
constexpr std::size_t kNamedCompanies = 3;

std::string name_of(const scenario::Scenario& scenario, std::uint32_t company) {
    return printable(scenario.model.companies.name(company));
}

/// Purchases are what a result about the company rests on: it is a denial that hits it, or nothing does.
bool rests_on_purchases(const scenario::Target& target) {
    return target.denied_usd > 0.0 || target.stake_usd() <= 0.0;
}

std::string coverage_sentence(const std::string& name, const scenario::Coverage& coverage) {
    if (coverage.suppliers == 0)
        return fmt::format("{} has no modelled supplier: this result says nothing about it", name);
    const std::string suppliers =
        coverage.suppliers == 1 ? "one modelled supplier" : fmt::format("{} modelled suppliers", coverage.suppliers);
    return fmt::format("{} has {}, {} of its revenue: this result says nothing about it", name, suppliers,
                       per_cent(coverage.purchases_usd, coverage.revenue_usd));
}

void add_coverage(const scenario::Scenario& scenario, std::vector<std::string>& sentences) {
    std::size_t barely = 0;
    for (std::size_t k = 0; k < std::min(kChecked, scenario.targets.size()); ++k) {
        const scenario::Target& target = scenario.targets[k];
        if (!rests_on_purchases(target)) continue;
        const scenario::Coverage coverage = scenario::coverage_of(scenario.model, target.company);
        if (!scenario::is_barely_modelled(coverage)) continue;
        if (++barely <= kNamedCompanies)
            sentences.push_back(coverage_sentence(name_of(scenario, target.company), coverage));
    }
    if (barely <= kNamedCompanies) return;
    sentences.push_back(fmt::format("{} more of the {} largest targets are modelled as little",
                                    barely - kNamedCompanies, std::min(kChecked, scenario.targets.size())));
}

/// Whether an ownership rule makes the company an affiliate.
bool is_affiliate_by(const scenario::Scenario& scenario, const policy::Action& rule, std::uint32_t company) {
    const std::vector<std::uint32_t>& targets = scenario.actions[rule.of].selector.target_companies;
    const std::vector<std::uint32_t> all = policy::with_subsidiaries(targets, rule.owners, rule.threshold);
    return std::find(all.begin() + static_cast<std::ptrdiff_t>(targets.size()), all.end(), company) != all.end();
}

/// Whether a denial selects purchases of the company.
bool is_denied_by(const scenario::Scenario& scenario, const policy::Action& action, std::uint32_t company) {
    if (action.type == policy::ActionType::ownership) return is_affiliate_by(scenario, action, company);
    if (action.type != policy::ActionType::deny) return false;
    const auto has = [](const std::vector<std::uint32_t>& list, std::uint32_t number) {
        return list.empty() || std::find(list.begin(), list.end(), number) != list.end();
    };
    const policy::LinkSelector& selector = action.selector;
    if (!has(selector.target_companies, company)) return false;
    const auto nodes = scenario.model.companies.nodes(company);
    return std::any_of(nodes.begin(), nodes.end(), [&](std::uint32_t node) {
        return has(selector.target_countries, scenario.model.directory.node_country[node]);
    });
}

/// The companies that a payment or a licence names.
std::vector<std::uint32_t> named_by(const policy::Action& action) {
    if (action.company != kNone) return {action.company};
    if (action.type == policy::ActionType::license && action.parties.empty()) return action.selector.target_companies;
    return {};
}

/// Only arms with a denial are looked at: a fine may stand alone.
void add_stray_actions(const scenario::Scenario& scenario, std::vector<std::string>& sentences) {
    for (const scenario::Arm& arm : scenario.arms) {
        const auto any_denial = [&](auto&& is_denial) {
            return std::any_of(arm.actions.begin(), arm.actions.end(),
                               [&](std::uint32_t number) { return is_denial(scenario.actions[number]); });
        };
        if (!any_denial([](const policy::Action& action) { return action.type == policy::ActionType::deny; })) continue;
        for (const std::uint32_t number : arm.actions) {
            const policy::Action& action = scenario.actions[number];
            for (const std::uint32_t company : named_by(action)) {
                if (any_denial([&](const policy::Action& denial) { return is_denied_by(scenario, denial, company); }))
                    continue;
                sentences.push_back(fmt::format("'{}' is about {}, which no denial of the arm '{}' targets",
                                                printable(action.name), name_of(scenario, company),
                                                printable(arm.name)));
            }
        }
    }
}

/// Whether the model or the scenario says of any input how much depends on it.
bool states_dependence(const scenario::Scenario& scenario) {
    const auto member = &dynamics::ProductBehaviour::dependence;
    const auto is_dependence = [&](const auto& entry) { return entry.first->member == member; };
    return scenario.model_spec.ratings.has_value() || std::ranges::any_of(scenario.dynamics.numbers, is_dependence) ||
           std::ranges::any_of(scenario.model_spec.products, [&](const scenario::ProductSpec& product) {
               return std::ranges::any_of(product.parameters, is_dependence);
           });
}

/// With a rule under which one missing input stops a unit.
void add_critical(const scenario::Scenario& scenario, std::vector<std::string>& sentences) {
    const dynamics::ProductionRule rule = scenario.dynamics.rules.production;
    if (rule == dynamics::ProductionRule::linear || scenario.targets.empty() || states_dependence(scenario)) return;
    sentences.emplace_back(
        "every input counts as critical, because nothing else is stated: losses are upper bounds. Set 'dependence' of "
        "products, or give ratings");
}

}  // namespace

std::vector<std::string> caveats(const scenario::Scenario& scenario) {
    std::vector<std::string> sentences;
    add_coverage(scenario, sentences);
    add_stray_actions(scenario, sentences);
    add_critical(scenario, sentences);
    return sentences;
}

std::string caveat_lines(const std::vector<std::string>& caveats) {
    std::string text;
    for (const std::string& sentence : caveats)
        text += fmt::format("Caution: {}.\n", sentence);
    return text;
}

}  // namespace chokepoint::report
