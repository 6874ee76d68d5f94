#include <algorithm>
#include <array>
#include <chokepoint/base/ids.hpp>
#include <chokepoint/study/groups/groups.hpp>

namespace chokepoint::study {

namespace {

using scenario::GroupBy;

void sort_unique(std::vector<std::uint32_t>& numbers) {
    std::ranges::sort(numbers);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

/// The countries whose exports a denial of any arm closes; none where it closes those of everybody.
std::vector<std::uint32_t> home_countries_of(const scenario::Scenario& scenario) {
    std::vector<std::uint32_t> countries;
    for (const scenario::Arm& arm : scenario.arms) {
        for (const std::uint32_t number : arm.actions) {
            const policy::Action& action = scenario.actions[number];
            if (action.type != policy::ActionType::deny) continue;
            const policy::LinkSelector& selector = action.selector;
            countries.insert(countries.end(), selector.exporter_countries.begin(), selector.exporter_countries.end());
            for (const std::uint32_t company : selector.exporter_companies) {
                if (company == kNone) continue;
                for (const std::uint32_t node : scenario.model.companies.nodes(company))
                    countries.push_back(scenario.model.directory.node_country[node]);
            }
        }
    }
    sort_unique(countries);
    return countries;
}

std::vector<Role> roles_of(const scenario::Scenario& scenario, const std::vector<std::uint32_t>& home) {
    const scenario::Model& model = scenario.model;
    const network::SupplyNetwork& network = model.network;
    const network::Directory& directory = model.directory;
    std::vector<Role> roles(model.companies.size(), Role::other);
    const auto raise = [&](std::uint32_t company, Role role) { roles[company] = std::min(roles[company], role); };
    for (const scenario::Target& target : scenario.targets)
        roles[target.company] = Role::target;
    std::vector<bool> is_made(directory.products.size(), false);
    for (std::uint32_t i = 0; i < network.node_count(); ++i) {
        if (roles[directory.node_company[i]] != Role::target) continue;
        is_made[network.node_product[i]] = true;
        for (std::uint32_t s = network.node_slots[i]; s < network.node_slots[i + 1]; ++s) {
            for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
                if (network.link_flow[e] <= 0.0) continue;
                const std::uint32_t supplier = network.link_supplier[e];
                const bool at_home = std::ranges::binary_search(home, directory.node_country[supplier]);
                raise(directory.node_company[supplier], at_home ? Role::home_supplier : Role::other_supplier);
            }
        }
    }
    for (std::uint32_t i = 0; i < network.node_count(); ++i) {
        if (is_made[network.node_product[i]]) raise(directory.node_company[i], Role::rival);
    }
    return roles;
}

std::uint32_t number_of(GroupBy by, std::uint32_t node, const std::vector<Role>& roles, const scenario::Model& model) {
    switch (by) {
        case GroupBy::role:
            return static_cast<std::uint32_t>(roles[model.directory.node_company[node]]);
        case GroupBy::country:
            return model.directory.node_country[node];
        case GroupBy::sector:
            return model.network.node_product[node];
        case GroupBy::company:
            break;
    }
    return model.directory.node_company[node];
}

}  // namespace

std::uint32_t Groups::find(GroupBy by, std::uint32_t number) const {
    const auto division = std::ranges::find(divisions, by) - divisions.begin();
    if (static_cast<std::size_t>(division) == divisions.size()) return kNone;
    const std::vector<std::uint32_t>& of = places[static_cast<std::size_t>(division)];
    return number < of.size() ? of[number] : kNone;
}

Groups make_groups(const scenario::Scenario& scenario) {
    const scenario::Model& model = scenario.model;
    Groups groups;
    groups.home_countries = home_countries_of(scenario);
    groups.roles = roles_of(scenario, groups.home_countries);
    groups.divisions = {GroupBy::role, GroupBy::country};
    for (const GroupBy by : scenario.report_by) {
        if (std::ranges::find(groups.divisions, by) == groups.divisions.end()) groups.divisions.push_back(by);
    }
    for (const GroupBy by : groups.divisions) {
        std::vector<std::uint32_t>& places = groups.places.emplace_back();
        for (std::uint32_t i = 0; i < model.network.node_count(); ++i) {
            const std::uint32_t number = number_of(by, i, groups.roles, model);
            if (number >= places.size()) places.resize(number + 1, kNone);
            places[number] = 0;
            if (by == GroupBy::country && groups.roles[model.directory.node_company[i]] == Role::target)
                groups.target_countries.push_back(number);
        }
        for (std::uint32_t number = 0; number < places.size(); ++number) {
            if (places[number] == kNone) continue;
            places[number] = static_cast<std::uint32_t>(groups.list.size());
            groups.list.push_back({by, number});
        }
    }
    sort_unique(groups.target_countries);
    return groups;
}

std::vector<std::uint32_t> group_of_nodes(const Groups& groups, std::size_t division, const scenario::Model& model) {
    std::vector<std::uint32_t> of_node(model.network.node_count());
    for (std::uint32_t i = 0; i < of_node.size(); ++i) {
        const std::uint32_t number = number_of(groups.divisions[division], i, groups.roles, model);
        of_node[i] = groups.places[division][number];
    }
    return of_node;
}

std::string group_name(const Group& group, const scenario::Model& model) {
    constexpr std::array<std::string_view, 5> kRoles = {"target", "home suppliers", "other suppliers", "rivals",
                                                        "others"};
    switch (group.by) {
        case GroupBy::role:
            return std::string(kRoles[group.number]);
        case GroupBy::country:
            return std::string(model.directory.countries.name(group.number));
        case GroupBy::sector:
            return std::string(model.directory.products.name(group.number));
        case GroupBy::company:
            break;
    }
    return std::string(model.directory.companies.name(group.number));
}

std::string group_label(const Groups& groups, const Group& group, const scenario::Model& model) {
    if (group.by == GroupBy::sector) return model.directory.product_label[group.number];
    if (group.by == GroupBy::company) return std::string(model.companies.name(group.number));
    if (group.by == GroupBy::country) return group_name(group, model);
    const bool one_home = groups.home_countries.size() == 1;
    const std::string home = one_home ? std::string(model.directory.countries.name(groups.home_countries[0])) : "Home";
    switch (static_cast<Role>(group.number)) {
        case Role::target:
            return "Targets";
        case Role::home_supplier:
            return home + " suppliers";
        case Role::other_supplier:
            return groups.home_countries.empty() ? "Suppliers" : "Other suppliers";
        case Role::rival:
            return "Rivals";
        case Role::other:
            break;
    }
    return "All others";
}

}  // namespace chokepoint::study
