#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/policy/openness.hpp>
#include <chokepoint/scenario/actions/scenario_actions.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>
#include <utility>

namespace chokepoint::scenario {

namespace {

void warn_of_empty_selection(const YamlTree& tree, const YamlNode& key, const policy::Action& action,
                             const Model& model, Diagnostics& diagnostics) {
    const auto warn = [&](std::string_view what, std::string_view check) {
        diagnostics.add(tree.warning(key, Fault::without_effect,
                                     fmt::format("'{}' selects no {} of the model", action.name, what),
                                     fmt::format("check {} against the model", check)));
    };
    if (action.type == policy::ActionType::damage) {
        if (policy::select_nodes(model.network, model.directory, action.selector).empty())
            warn("firm", "company, country and products");
    } else if (policy::selects_links(action.type) || action.type == policy::ActionType::stockpile) {
        if (policy::select_links(model.network, model.directory, action.selector).empty())
            warn("link", action.type == policy::ActionType::stockpile ? "company and products"
                                                                      : "exporters, target, kinds and products");
    }
}

/// What an action is about must be in its arm.
void require_in_arm(const YamlTree& tree, const YamlNode& key, const Arm& arm,
                    const std::vector<policy::Action>& actions, std::uint32_t number, Diagnostics& diagnostics) {
    const policy::Action& action = actions[number];
    const std::array<std::pair<std::uint32_t, std::string_view>, 3> needs = {{
        {action.ends, action.type == policy::ActionType::lift ? "ends" : "amends"},
        {action.of, action.type == policy::ActionType::leak      ? "is a leak of"
                    : action.type == policy::ActionType::content ? "extends"
                                                                 : "restores"},
        {action.settlement, "breaks"},
    }};
    for (const auto& [other, does] : needs) {
        if (other == kNone || std::find(arm.actions.begin(), arm.actions.end(), other) != arm.actions.end()) continue;
        const std::string& name = actions[other].name;
        diagnostics.add(tree.fault(key, Fault::contradiction,
                                   fmt::format("arm '{}' has '{}', which {} '{}', but not '{}' itself", arm.name,
                                               action.name, does, name, name),
                                   fmt::format("add '{}' to the arm", name)));
    }
}

}  // namespace

std::uint32_t find_company(const Model& model, std::string_view name) {
    if (const auto number = model.directory.companies.find(name)) return *number;
    return model.companies.find_shown(name);
}

std::vector<policy::Action> read_actions(const YamlTree& tree, const Scenario& scenario, Diagnostics& diagnostics) {
    std::vector<policy::Action> actions;
    const YamlNode* node = tree.root.find("actions");
    if (node == nullptr) return actions;
    for (const auto& [key, value] : node->entries)
        actions.push_back(read_action(tree, key, value, scenario, diagnostics));
    resolve_references(tree, *node, actions, diagnostics);
    for (std::size_t k = 0; k < actions.size() && !diagnostics.has_errors(); ++k)
        warn_of_empty_selection(tree, node->entries[k].first, actions[k], scenario.model, diagnostics);
    return actions;
}

void read_arms(const YamlTree& tree, Scenario& scenario, Diagnostics& diagnostics) {
    std::vector<std::string> names;
    for (const policy::Action& action : scenario.actions)
        names.push_back(action.name);
    const YamlNode& arms = *tree.root.find("arms");
    if (arms.entries.empty()) {
        diagnostics.add(tree.fault(arms, Fault::empty, "there is no arm to run",
                                   "add 'baseline: []' and an arm with your actions"));
    }
    for (const auto& [key, list] : arms.entries) {
        Arm arm{key.scalar, {}};
        for (const YamlNode* item : list.items_or_self()) {
            const auto found = std::find(names.begin(), names.end(), item->scalar);
            if (found == names.end()) {
                diagnostics.add(tree.fault(*item, Fault::unknown_name,
                                           fmt::format("arm '{}' names an unknown action '{}'", arm.name, item->scalar),
                                           hint_for(item->scalar, names, "define it under 'actions'")));
                continue;
            }
            const auto number = static_cast<std::uint32_t>(found - names.begin());
            if (std::find(arm.actions.begin(), arm.actions.end(), number) != arm.actions.end()) {
                diagnostics.add(tree.fault(*item, Fault::duplicate,
                                           fmt::format("arm '{}' names '{}' twice", arm.name, item->scalar),
                                           "once is enough"));
                continue;
            }
            arm.actions.push_back(number);
        }
        for (const std::uint32_t number : arm.actions)
            require_in_arm(tree, key, arm, scenario.actions, number, diagnostics);
        scenario.arms.push_back(std::move(arm));
    }
}

}  // namespace chokepoint::scenario
