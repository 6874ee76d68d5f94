#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/policy/openness.hpp>
#include <chokepoint/scenario/scenario_read.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>
#include <utility>

namespace chokepoint::scenario {

namespace {

/// Whether the targets of an ownership rule's denial own enough of any company.
bool has_affiliates(const policy::Action& rule, const std::vector<policy::Action>& actions) {
    const std::vector<std::uint32_t>& targets = actions[rule.of].selector.target_companies;
    return policy::with_subsidiaries(targets, rule.owners, rule.threshold).size() > targets.size();
}

void warn_of_empty_selection(const policy::Action& action, const std::vector<policy::Action>& actions,
                             const Model& model, Diagnostics& diagnostics) {
    const auto warn = [&](std::string_view what, std::string_view check) {
        diagnostics.add(warning_at(action.where, Fault::without_effect,
                                   fmt::format("'{}' selects no {} of the model", action.name, what),
                                   fmt::format("check {} against the model", check)));
    };
    if (action.type == policy::ActionType::ownership && action.of != kNone && !has_affiliates(action, actions)) {
        diagnostics.add(warning_at(
            action.where, Fault::without_effect,
            fmt::format("'{}' reaches nobody: no target of '{}' owns {:.3g} % or more of a company of the model",
                        action.name, actions[action.of].name, 100.0 * action.threshold),
            "state who owns whom under 'owners' in model.yaml, or lower the threshold"));
    } else if (action.type == policy::ActionType::damage) {
        if (policy::select_nodes(model.network, model.directory, action.selector).empty())
            warn("firm", "company, country and products");
    } else if (policy::selects_links(action.type) || action.type == policy::ActionType::stockpile) {
        if (policy::select_links(model.network, model.directory, action.selector).empty())
            warn("link", action.type == policy::ActionType::stockpile ? "company and products"
                                                                      : "exporters, target, kinds and products");
    }
}

/// What an action is about must be in its arm.
void require_in_arm(const Diagnostic& where, const Arm& arm, const std::vector<policy::Action>& actions,
                    std::uint32_t number, Diagnostics& diagnostics) {
    const policy::Action& action = actions[number];
    const std::array<std::pair<std::uint32_t, std::string_view>, 3> needs = {{
        {action.ends, action.type == policy::ActionType::lift ? "ends" : "amends"},
        {action.of, action.type == policy::ActionType::leak   ? "is a leak of"
                    : action.type == policy::ActionType::deny ? "restores"
                                                              : "extends"},
        {action.settlement, "breaks"},
    }};
    for (const auto& [other, does] : needs) {
        if (other == kNone || std::find(arm.actions.begin(), arm.actions.end(), other) != arm.actions.end()) continue;
        const std::string& name = actions[other].name;
        diagnostics.add(fault_at(where, Fault::contradiction,
                                 fmt::format("arm '{}' has '{}', which {} '{}', but not '{}' itself", arm.name,
                                             action.name, does, name, name),
                                 fmt::format("add '{}' to the arm", name)));
    }
}

}  // namespace

void make_scenario_actions(Scenario& scenario, Diagnostics& diagnostics) {
    for (ActionSpec& spec : scenario.spec.actions)
        find_names(scenario, spec, diagnostics);
    scenario.actions = make_actions(scenario.spec.actions, scenario.start, scenario.end, diagnostics);
    for (std::size_t k = 0; k < scenario.actions.size() && !diagnostics.has_errors(); ++k)
        warn_of_empty_selection(scenario.actions[k], scenario.actions, scenario.model, diagnostics);
}

void make_arms(Scenario& scenario, Diagnostics& diagnostics) {
    std::vector<std::string> names;
    for (const policy::Action& action : scenario.actions)
        names.push_back(action.name);
    if (scenario.spec.arms.empty())
        diagnostics.add(fault_at(scenario.spec.arms_where, Fault::empty, "there is no arm to run",
                                 "add 'baseline: []' and an arm with your actions"));
    for (const ArmSpec& stated : scenario.spec.arms) {
        Arm arm{stated.id, {}, label_of(stated.words, stated.id), stated.words.meaning};
        for (const auto& [name, where] : stated.actions) {
            const auto found = std::find(names.begin(), names.end(), name);
            const auto number = static_cast<std::uint32_t>(found - names.begin());
            if (found == names.end()) {
                diagnostics.add(fault_at(where, Fault::unknown_name,
                                         fmt::format("arm '{}' names an unknown action '{}'", arm.name, name),
                                         hint_for(name, names, "define it under 'actions'")));
            } else if (std::find(arm.actions.begin(), arm.actions.end(), number) != arm.actions.end()) {
                diagnostics.add(fault_at(where, Fault::duplicate,
                                         fmt::format("arm '{}' names '{}' twice", arm.name, name), "once is enough"));
            } else {
                arm.actions.push_back(number);
            }
        }
        for (const std::uint32_t number : arm.actions)
            require_in_arm(stated.id_where, arm, scenario.actions, number, diagnostics);
        scenario.arms.push_back(std::move(arm));
    }
}

}  // namespace chokepoint::scenario
