#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <chokepoint/scenario/scenario_spec.hpp>
#include <chokepoint/study/live/live_controls.hpp>
#include <set>

namespace chokepoint::study {

namespace {

using ControlGroup = LiveControl::Group;

/// The record of an action's key: one of its own, or of a mapping within.
const scenario::Key* find_record(const scenario::Schema& schema, std::string_view name) {
    for (const scenario::Key& key : schema.keys) {
        if (key.name == name) return &key;
    }
    for (const scenario::Key& key : schema.keys) {
        if (key.child == nullptr || key.type != scenario::ValueType::object) continue;
        if (const scenario::Key* found = find_record(*key.child, name)) return found;
    }
    return nullptr;
}

std::string with_blanks(std::string name) {
    std::ranges::replace(name, '_', ' ');
    return name;
}

/// An id with a dot cannot be part of a dotted key.
bool has_dot(const std::string& id) {
    return id.find('.') != std::string::npos;
}

LiveControl control_of(const scenario::Parameter& parameter, const scenario::Key& record, std::string owner) {
    LiveControl control{parameter.path, std::move(owner), with_blanks(parameter.key), std::string(record.meaning)};
    control.value = scenario::format_value(parameter, parameter.value);
    if (parameter.has_prior()) control.prior = scenario::describe_prior(parameter);
    control.unit = record.unit;
    control.min = format_number(record.min);
    control.max = format_number(record.max);
    control.group = control.unit == "share" ? ControlGroup::shares : ControlGroup::amounts;
    return control;
}

/// Whether the key holds for an action of this kind.
bool takes(const scenario::Key& record, const scenario::ActionSpec& action) {
    return (" " + std::string(record.only_in) + " ").find(" " + std::string(action.kind->key) + " ") !=
           std::string::npos;
}

void add_action(const scenario::Scenario& scenario, const scenario::ActionSpec& action,
                std::vector<LiveControl>& controls) {
    const std::string owner = scenario::label_of(action.words, action.id);
    scenario::ActionSpec copy = action;  // the visitor may change what it visits
    visit_parameters(scenario::action_schema(), &copy, [&](scenario::Parameter& parameter) {
        const scenario::Key* record = find_record(scenario::action_schema(), parameter.key);
        if (record == nullptr) return;
        LiveControl control = control_of(parameter, *record, owner);
        if (parameter.is_date) {
            control.group = ControlGroup::dates;
            control.unit = "";
            control.min = format_date(scenario.start);
            control.max = format_date(scenario.end);
        }
        controls.push_back(std::move(control));
    });
    const scenario::Key* openness = find_record(scenario::action_schema(), "openness");
    if (action.openness || openness == nullptr || !takes(*openness, action) || action.is("amend")) return;
    scenario::Parameter implied;
    implied.path = "actions." + action.id + ".openness";
    implied.key = "openness";
    implied.value = action.kind->openness;
    controls.push_back(control_of(implied, *openness, owner));
}

/// One of the numbers of every product that somebody buys; where the scenario sets it for all, one number.
void add_products(const scenario::Scenario& scenario, std::string_view name, ControlGroup group,
                  std::vector<LiveControl>& controls) {
    const auto table = dynamics::parameter_table();
    const auto record = std::ranges::find(table, name, &dynamics::ParameterRecord::key);
    const scenario::Key bounds{
        record->key, scenario::ValueType::uncertain_number, record->meaning, false, record->unit, {}, record->min,
        record->max};
    const auto add = [&](const scenario::Parameter& parameter, const std::string& path, std::string owner) {
        LiveControl control = control_of(parameter, bounds, std::move(owner));
        control.key = path;
        control.group = group;
        control.name = with_blanks(std::string(name));
        controls.push_back(std::move(control));
    };
    for (const auto& [of, parameter] : scenario.spec.dynamics.of_products) {
        if (of == &*record) return add(parameter, parameter.path, "every product");
    }
    if (!scenario.model_spec.has_yaml) return;
    const auto& bought = scenario.model.network.slot_product;
    const std::set<std::uint32_t> inputs(bought.begin(), bought.end());
    const network::Directory& directory = scenario.model.directory;
    for (const scenario::ProductSpec& product : scenario.model_spec.products) {
        const auto number = directory.products.find(product.id);
        if (!number || !inputs.contains(*number) || has_dot(product.id)) continue;
        scenario::Parameter stated;
        stated.value = dynamics::find_preset(scenario.dynamics.preset)->product.*record->member;
        for (const auto& [of, parameter] : product.parameters) {
            if (of == &*record) stated = parameter;
        }
        add(stated, "model.products." + product.id + "." + std::string(name), directory.product_label[*number]);
    }
}

}  // namespace

std::vector<LiveControl> live_controls(const scenario::Scenario& scenario) {
    std::set<std::uint32_t> used;
    for (const scenario::Arm& arm : scenario.arms)
        used.insert(arm.actions.begin(), arm.actions.end());
    std::vector<LiveControl> controls;
    for (const std::uint32_t number : used) {
        const scenario::ActionSpec& action = scenario.spec.actions[number];
        if (!has_dot(action.id)) add_action(scenario, action, controls);
    }
    add_products(scenario, "stock_days", ControlGroup::stock, controls);
    add_products(scenario, "substitutability", ControlGroup::substitutability, controls);
    std::ranges::stable_sort(controls, {}, &LiveControl::group);
    return controls;
}

}  // namespace chokepoint::study
