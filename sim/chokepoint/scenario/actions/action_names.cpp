// Looks up what actions name in the scenario's model. A fault goes to the name that is wrong.
#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/scenario/actions/action_spec.hpp>
#include <chokepoint/scenario/scenario_read.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>

namespace chokepoint::scenario {

namespace {

using Numbers = std::vector<std::uint32_t>;

class NameFinder {
   public:
    NameFinder(const Scenario& scenario, Diagnostics& diagnostics) : scenario_(scenario), diagnostics_(diagnostics) {}

    /// kNone after a fault.
    std::uint32_t company(const StatedText& name);
    Numbers companies(const std::vector<StatedText>& names);
    Numbers countries(const std::vector<StatedText>& names) {
        return numbers(names, scenario_.model.directory.countries, "country");
    }
    Numbers products(const std::vector<StatedText>& names) {
        return numbers(names, scenario_.model.directory.products, "product");
    }
    /// The products that the model gives one of these tags, ascending. An unknown tag is a fault, which calls it `noun`
    /// and names the `key` of the model.
    Numbers tagged(const std::vector<StatedText>& wanted, std::vector<std::string> ProductSpec::*tags,
                   std::string_view noun, std::string_view key);
    void find(const SelectorSpec& spec, policy::Action& action);

   private:
    Numbers numbers(const std::vector<StatedText>& names, const network::NameTable& table, std::string_view what);
    Numbers party(const PartySpec& party);
    Numbers selected_products(const SelectorSpec& spec);
    void fault(const Diagnostic& where, Fault fault, std::string message, std::string hint) {
        diagnostics_.add(fault_at(where, fault, std::move(message), std::move(hint)));
    }

    const Scenario& scenario_;
    Diagnostics& diagnostics_;
};

Numbers NameFinder::numbers(const std::vector<StatedText>& names, const network::NameTable& table,
                            std::string_view what) {
    Numbers found;
    for (const auto& [name, where] : names) {
        const bool of_country = &table == &scenario_.model.directory.countries;
        if (const auto number = of_country ? network::find_country(table, name) : table.find(name)) {
            found.push_back(*number);
        } else {
            fault(where, Fault::unknown_name, fmt::format("the model has no {} '{}'", what, name),
                  hint_for(name, table, fmt::format("use a {} of {}", what, nodes_file(scenario_.model_spec))));
        }
    }
    return found;
}

std::uint32_t NameFinder::company(const StatedText& name) {
    return find_company(scenario_, name, diagnostics_);
}

Numbers NameFinder::companies(const std::vector<StatedText>& names) {
    Numbers found;
    for (const StatedText& name : names) {
        if (const std::uint32_t number = company(name); number != kNone) found.push_back(number);
    }
    return found;
}

/// With what they own, if the party asks for it.
Numbers NameFinder::party(const PartySpec& party) {
    Numbers named = companies(party.company);
    if (!party.subsidiaries || !party.subsidiaries->value) return named;
    if (party.company.empty() && !party.list)
        fault(party.subsidiaries->where, Fault::missing_key, "'subsidiaries' without a company",
              "name the owner: 'company: ...'");
    return policy::with_subsidiaries(std::move(named), scenario_.model.owners);
}

Numbers NameFinder::tagged(const std::vector<StatedText>& wanted, std::vector<std::string> ProductSpec::*tags,
                           std::string_view noun, std::string_view key) {
    // `3A001` and `3a001 ` are one class.
    const auto has_tag = [](const std::vector<std::string>& list, const StatedText& tag) {
        const std::string wanted_key = look_alike_key(tag.value);
        return std::ranges::any_of(list, [&](const std::string& one) { return look_alike_key(one) == wanted_key; });
    };
    Numbers found;
    std::vector<std::string> known;
    for (const ProductSpec& product : scenario_.model_spec.products) {
        const std::vector<std::string>& own = product.*tags;
        known.insert(known.end(), own.begin(), own.end());
        const bool has = std::ranges::any_of(wanted, [&](const StatedText& tag) { return has_tag(own, tag); });
        const auto named = scenario_.model.directory.products.find(product.id);
        if (has && named) found.push_back(*named);
    }
    bool all_known = true;
    for (const StatedText& tag : wanted) {
        if (has_tag(known, tag)) continue;
        all_known = false;
        fault(tag.where, Fault::unknown_name, fmt::format("no product of the model has the {} '{}'", noun, tag.value),
              hint_for(tag.value, known, fmt::format("give products their '{}' in model.yaml", key)));
    }
    if (found.empty() && all_known && !wanted.empty())
        fault(wanted.front().where, Fault::empty, fmt::format("nobody sells a product with this {}", noun),
              fmt::format("give the products of the firms their '{}' in model.yaml", key));
    return found;
}

/// Of the products that are named, those of the control classes.
Numbers NameFinder::selected_products(const SelectorSpec& spec) {
    const Numbers named = products(spec.products);
    if (spec.controls.empty()) return named;
    Numbers controlled = tagged(spec.controls, &ProductSpec::controls, "control class", "controls");
    if (controlled.empty() || named.empty()) return controlled;
    std::erase_if(controlled,
                  [&](std::uint32_t product) { return std::find(named.begin(), named.end(), product) == named.end(); });
    if (controlled.empty())
        fault(spec.controls.front().where, Fault::empty, "none of the products has one of these control classes",
              "widen 'products' or remove it");
    return controlled;
}

void NameFinder::find(const SelectorSpec& spec, policy::Action& action) {
    policy::LinkSelector& selector = action.selector;
    if (spec.exporters) {
        selector.exporter_companies = party(*spec.exporters);
        selector.exporter_countries = countries(spec.exporters->country);
    }
    if (spec.target) {
        selector.target_companies = party(*spec.target);
        selector.target_countries = countries(spec.target->country);
        if (spec.target->list) {
            find_listed_parties(scenario_, *spec.target, action, diagnostics_);
            for (const policy::ListedParty& listed : action.parties)
                selector.target_companies.insert(selector.target_companies.end(), listed.companies.begin(),
                                                 listed.companies.end());
            if (selector.target_companies.empty()) selector.target_companies.push_back(kNone);
        }
    }
    selector.products = selected_products(spec);
    for (const StatedText& kind : spec.kinds)
        selector.kinds.push_back(*network::parse_kind(kind.value));
}

/// Warns where the payer has no cash account.
void check_payer(const Scenario& scenario, const ActionSpec& spec, Diagnostics& diagnostics) {
    const bool has_account =
        std::ranges::any_of(scenario.model.behaviour.accounts,
                            [&](const dynamics::CashAccount& a) { return a.company == spec.found.company; });
    if (spec.found.company == kNone || has_account) return;
    diagnostics.add(warning_at(spec.where, Fault::without_effect,
                               "the model keeps no cash of this company, so the payment has no effect",
                               "give the company fixed_cost_share, margin or cash_usd in model.yaml"));
}

}  // namespace

std::uint32_t find_company(const Model& model, std::string_view name) {
    if (const auto number = model.directory.companies.find(name)) return *number;
    return model.companies.find_shown(name);
}

std::uint32_t find_company(const Scenario& scenario, const StatedText& name, Diagnostics& diagnostics) {
    const std::uint32_t number = find_company(scenario.model, name.value);
    if (number != kNone) return number;
    const network::Directory& directory = scenario.model.directory;
    auto unit = directory.nodes.find(name.value);
    if (!unit) unit = directory.nodes.find(name.value + "#1");
    const std::string remedy =
        unit ? fmt::format("it is a unit of '{}': name that company, and the products that only the unit buys",
                           directory.companies.name(directory.node_company[*unit]))
             : hint_for(name.value, directory.companies,
                        fmt::format("use a company of {}", nodes_file(scenario.model_spec)));
    diagnostics.add(
        fault_at(name.where, Fault::unknown_name, fmt::format("the model has no company '{}'", name.value), remedy));
    return number;
}

void find_names(const Scenario& scenario, ActionSpec& spec, Diagnostics& diagnostics) {
    NameFinder finder(scenario, diagnostics);
    policy::Action& action = spec.found;
    action.name = spec.id;
    action.label = label_of(spec.words, spec.id);
    action.meaning = spec.words.meaning;
    action.where = spec.id_where;
    action.type = spec.kind->type;
    action.text = spec.signal;
    finder.find(spec.selector, action);
    policy::LinkSelector& selector = action.selector;
    if (spec.is("stockpile")) {
        selector.target_companies = finder.companies(spec.companies);
        selector.products = finder.products(spec.products);
    }
    if (spec.is("damage")) {
        selector.exporter_companies = finder.companies(spec.companies);
        selector.exporter_countries = finder.countries(spec.countries);
        selector.products = finder.products(spec.products);
        action.damage.recovery = policy::parse_recovery(spec.recovery);
    }
    if (action.type == policy::ActionType::settlement) {
        action.company = finder.company(spec.company);
        check_payer(scenario, spec, diagnostics);
    }
    if (action.type == policy::ActionType::ownership) action.owners = scenario.model.owners;
    policy::ContentRule& rule = action.content;
    rule.resource = spec.response == "resource";
    rule.technology_products =
        finder.tagged(spec.foreign_direct_product, &ProductSpec::technologies, "technology", "technologies");
    for (const DestinationSpec& destination : spec.destinations)
        rule.destinations.push_back({finder.countries(destination.country), 0.0});
    for (const KnownContentSpec& known : spec.stated)
        rule.stated.push_back({finder.companies(known.company), 0.0});
}

}  // namespace chokepoint::scenario
