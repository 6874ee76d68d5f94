#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/scenario/actions/scenario_actions.hpp>
#include <chokepoint/scenario/actions/selector_read.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>
#include <chokepoint/scenario/tables/party_list.hpp>
#include <filesystem>

namespace chokepoint::scenario {

std::vector<std::uint32_t> SelectorReader::numbers(const std::vector<const YamlNode*>& list,
                                                   const network::NameTable& table, std::string_view what) {
    std::vector<std::uint32_t> found;
    for (const YamlNode* item : list) {
        const bool of_country = &table == &scenario_.model.directory.countries;
        const auto number = of_country ? network::find_country(table, item->scalar) : table.find(item->scalar);
        if (number) {
            found.push_back(*number);
        } else {
            fault(*item, Fault::unknown_name, fmt::format("the model has no {} '{}'", what, item->scalar),
                  hint_for(item->scalar, table, fmt::format("use a {} of {}", what, nodes_file(scenario_.model_spec))));
        }
    }
    return found;
}

std::uint32_t SelectorReader::company(const YamlNode& name) {
    const std::uint32_t number = find_company(scenario_.model, name.scalar);
    if (number == kNone) {
        fault(name, Fault::unknown_name, fmt::format("the model has no company '{}'", name.scalar),
              hint_for(name.scalar, scenario_.model.directory.companies,
                       fmt::format("use a company of {}", nodes_file(scenario_.model_spec))));
    }
    return number;
}

std::vector<std::uint32_t> SelectorReader::companies(const std::vector<const YamlNode*>& list) {
    std::vector<std::uint32_t> found;
    for (const YamlNode* item : list) {
        if (const std::uint32_t number = company(*item); number != kNone) found.push_back(number);
    }
    return found;
}

/// With what they own, if that is asked for.
std::vector<const YamlNode*> SelectorReader::listed(const YamlNode& node, std::string_view key) {
    std::vector<const YamlNode*> items = node.items_at(key);
    const YamlNode* list = node.find(key);
    if (list != nullptr && items.empty())
        fault(*list, Fault::empty, fmt::format("'{}' is an empty list, which selects nobody", key),
              fmt::format("name whom it is about, or leave '{}' out to select all", key));
    return items;
}

std::vector<std::uint32_t> SelectorReader::party_numbers(const YamlNode& party) {
    std::vector<std::uint32_t> named = companies(listed(party, "company"));
    const YamlNode* subsidiaries = party.find("subsidiaries");
    if (subsidiaries == nullptr || subsidiaries->scalar != "true") return named;
    if (party.find("company") == nullptr && party.find("list") == nullptr)
        fault(*subsidiaries, Fault::missing_key, "'subsidiaries' without a company", "name the owner: 'company: ...'");
    return policy::with_subsidiaries(std::move(named), scenario_.model.owners);
}

std::vector<std::uint32_t> SelectorReader::countries(const YamlNode& node) {
    return numbers(listed(node, "country"), scenario_.model.directory.countries, "country");
}

std::vector<std::uint32_t> SelectorReader::tagged(const std::vector<const YamlNode*>& wanted,
                                                  std::vector<std::string> ProductSpec::*tags, std::string_view noun,
                                                  std::string_view key) {
    // `3A001` and `3a001 ` are one class.
    const auto is_in = [](const std::vector<std::string>& tags, const YamlNode& tag) {
        const std::string key = look_alike_key(tag.scalar);
        return std::ranges::any_of(tags, [&](const std::string& one) { return look_alike_key(one) == key; });
    };
    std::vector<std::uint32_t> found;
    std::vector<std::string> known;
    for (const ProductSpec& product : scenario_.model_spec.products) {
        const std::vector<std::string>& own = product.*tags;
        known.insert(known.end(), own.begin(), own.end());
        const bool has =
            std::any_of(wanted.begin(), wanted.end(), [&](const YamlNode* tag) { return is_in(own, *tag); });
        const auto named = scenario_.model.directory.products.find(product.id);
        if (has && named) found.push_back(*named);
    }
    bool all_known = true;
    for (const YamlNode* tag : wanted) {
        if (is_in(known, *tag)) continue;
        all_known = false;
        fault(*tag, Fault::unknown_name, fmt::format("no product of the model has the {} '{}'", noun, tag->scalar),
              hint_for(tag->scalar, known, fmt::format("give products their '{}' in model.yaml", key)));
    }
    if (found.empty() && all_known && !wanted.empty())
        fault(*wanted.front(), Fault::empty, fmt::format("nobody sells a product with this {}", noun),
              fmt::format("give the products of the firms their '{}' in model.yaml", key));
    return found;
}

/// The products that are named, of these those of the control classes.
std::vector<std::uint32_t> SelectorReader::products(const YamlNode& node) {
    const std::vector<std::uint32_t> named =
        numbers(listed(node, "products"), scenario_.model.directory.products, "product");
    const std::vector<const YamlNode*> classes = listed(node, "controls");
    if (classes.empty()) return named;
    std::vector<std::uint32_t> controlled = tagged(classes, &ProductSpec::controls, "control class", "controls");
    if (controlled.empty() || named.empty()) return controlled;
    std::erase_if(controlled,
                  [&](std::uint32_t product) { return std::find(named.begin(), named.end(), product) == named.end(); });
    if (controlled.empty())
        fault(*node.find("controls"), Fault::empty, "none of the products has one of these control classes",
              "widen 'products' or take it out");
    return controlled;
}

void SelectorReader::read_list(const YamlNode& target, std::vector<policy::ListedParty>& parties,
                               InputFile& list_file) {
    const YamlNode& list = *target.find("list");
    const std::filesystem::path file = (scenario_.file.parent_path() / list.scalar).lexically_normal();
    try {
        parties = read_party_list(file, scenario_.model, list_file, diagnostics_);
    } catch (const InputError& error) {
        return fault(list, error.diagnostics().front().fault,
                     fmt::format("the list '{}' cannot be read", file.string()), error.diagnostics().front().message);
    }
    constexpr std::size_t kShown = 5;
    std::string names;
    std::size_t unmatched = 0;
    bool elsewhere = false;  // some name is in the model with another country
    for (const policy::ListedParty& party : parties) {
        elsewhere = elsewhere || (party.companies.empty() && !party.note.empty());
        if (!party.companies.empty() || ++unmatched > kShown) continue;
        names += (names.empty() ? "" : ", ") + party.name + (party.note.empty() ? "" : " (" + party.note + ")");
    }
    if (unmatched > kShown) names += fmt::format(" and {} more", unmatched - kShown);
    if (unmatched > 0 && !diagnostics_.has_errors()) {
        diagnostics_.add(tree_.warning(
            list, Fault::without_effect,
            fmt::format("of the {} parties of the list {} match no firm of the model: {}", parties.size(), unmatched,
                        names),
            fmt::format("nothing is matched by guess: {}add an alias to the list where one is meant; 'chokepoint "
                        "timeline' shows all",
                        elsewhere ? "correct the country in the list or the model, or " : "")));
    }
    warn_of_names_alone(list, parties);
    const YamlNode* subsidiaries = target.find("subsidiaries");
    if (subsidiaries != nullptr && subsidiaries->scalar == "true") add_subsidiaries(scenario_.model, parties);
}

void SelectorReader::warn_of_names_alone(const YamlNode& list, const std::vector<policy::ListedParty>& parties) {
    const auto by_name = [](const policy::ListedParty& party) {
        return !party.companies.empty() && !party.note.empty();
    };
    const auto count = std::count_if(parties.begin(), parties.end(), by_name);
    if (count == 0) return;
    const policy::ListedParty& first = *std::find_if(parties.begin(), parties.end(), by_name);
    const std::string others = count > 1 ? fmt::format(" and {} more", count - 1) : "";
    diagnostics_.add(tree_.warning(
        list, Fault::unlikely,
        fmt::format("the list gives no country for '{}'{}: matched by name alone", first.name, others),
        "give the list the country of a party that may have namesakes; 'chokepoint timeline' shows all matches"));
}

policy::LinkSelector SelectorReader::read(const YamlNode& node, std::vector<policy::ListedParty>& parties,
                                          InputFile& list_file) {
    policy::LinkSelector selector;
    if (const YamlNode* exporters = node.find("exporters")) {
        selector.exporter_companies = party_numbers(*exporters);
        selector.exporter_countries = countries(*exporters);
    }
    if (const YamlNode* target = node.find("target")) {
        selector.target_companies = party_numbers(*target);
        selector.target_countries = countries(*target);
        if (target->find("list") != nullptr) {
            read_list(*target, parties, list_file);
            for (const policy::ListedParty& party : parties)
                selector.target_companies.insert(selector.target_companies.end(), party.companies.begin(),
                                                 party.companies.end());
            if (selector.target_companies.empty()) selector.target_companies.push_back(kNone);
        }
    }
    selector.products = products(node);
    for (const YamlNode* kind : listed(node, "kinds")) {
        if (const auto parsed = network::parse_kind(kind->scalar)) selector.kinds.push_back(*parsed);
    }
    return selector;
}

}  // namespace chokepoint::scenario
