#include <fmt/format.h>

#include <chokepoint/scenario/actions/scenario_actions.hpp>

namespace chokepoint::scenario {

DynamicsSettings read_dynamics(const YamlTree& tree, Diagnostics& diagnostics) {
    DynamicsSettings settings;
    const YamlNode* dynamics = tree.root.find("dynamics");
    if (dynamics != nullptr && dynamics->find("preset") != nullptr) settings.preset = dynamics->find("preset")->scalar;
    settings.rules = dynamics::find_preset(settings.preset)->rules;
    if (dynamics == nullptr) return settings;
    if (const YamlNode* rationing = dynamics->find("rationing"))
        settings.rules.rationing = dynamics::parse_rationing(rationing->scalar);
    if (const YamlNode* production = dynamics->find("production"))
        settings.rules.production = dynamics::parse_production(production->scalar);
    if (const YamlNode* orders = dynamics->find("orders"))
        settings.rules.orders = dynamics::parse_orders(orders->scalar);
    if (const YamlNode* rule = dynamics->find("capacity"))
        settings.rules.capacity = dynamics::parse_capacity(rule->scalar);
    if (const YamlNode* split = dynamics->find("split")) {
        settings.rules.split_by_capacity = split->scalar == dynamics::split_names()[1];
        if (settings.rules.split_by_capacity && (settings.rules.rationing != dynamics::Rationing::proportional ||
                                                 settings.rules.capacity != dynamics::CapacityRule::overproduction)) {
            diagnostics.add(tree.fault(*split, Fault::unsupported,
                                       "orders are split by capacity only where it can grow, and shared out alike",
                                       "use preset ario, or 'rationing: proportional' and 'capacity: overproduction'"));
        }
    }
    for (const dynamics::RuleRecord& record : dynamics::rule_table()) {
        if (const YamlNode* value = dynamics->find(record.key)) settings.rules.*record.member = number_at(*value);
    }
    for (const dynamics::ParameterRecord& record : dynamics::parameter_table()) {
        if (const YamlNode* value = dynamics->find(record.key))
            settings.numbers.emplace_back(&record, number_at(*value));
    }
    for (const dynamics::AdaptationRecord& record : dynamics::adaptation_table()) {
        bool with = false;
        for (const YamlNode* item : dynamics->items_at("with"))
            with = with || item->scalar == record.key;
        if (with) settings.rules.adaptations.*record.member = true;
        for (const YamlNode* item : dynamics->items_at("without")) {
            if (item->scalar != record.key) continue;
            settings.rules.adaptations.*record.member = false;
            if (with) {
                diagnostics.add(tree.fault(*item, Fault::contradiction,
                                           fmt::format("'{}' is switched on and off", record.key),
                                           "take it out of 'with' or of 'without'"));
            }
        }
    }
    return settings;
}

}  // namespace chokepoint::scenario
