#pragma once

#include <chokepoint/dynamics/behaviour.hpp>
#include <span>
#include <string_view>

namespace chokepoint::dynamics {

/// One record per member of ProductBehaviour. It drives the keys of models and scenarios, their checks and `describe`.
/// The default is that of ProductBehaviour.
struct ParameterRecord {
    std::string_view key;
    std::string_view unit;
    double min = 0.0;
    double max = 0.0;
    double ProductBehaviour::*member = nullptr;
    std::string_view meaning;
    std::string_view source;  ///< Source of the default: a paper, or "assumption".
};

std::span<const ParameterRecord> parameter_table();

/// The same for the members of Rules.
struct RuleRecord {
    std::string_view key;
    std::string_view unit;
    double min = 0.0;
    double max = 0.0;
    double Rules::*member = nullptr;
    std::string_view meaning;
    std::string_view source;
};

std::span<const RuleRecord> rule_table();

/// One record per adaptation switch.
struct AdaptationRecord {
    std::string_view key;
    bool Adaptations::*member = nullptr;
    std::string_view meaning;
};

std::span<const AdaptationRecord> adaptation_table();

/// A preset as data: the rules of a published model or of this project.
struct Preset {
    std::string_view name;
    std::string_view meaning;
    std::string_view source;
    Rules rules;
    ProductBehaviour product;  ///< The behaviour of products about which the model states nothing.
};

std::span<const Preset> preset_table();
const Preset* find_preset(std::string_view name);

std::span<const std::string_view> rationing_names();
Rationing parse_rationing(std::string_view name);
std::span<const std::string_view> production_names();
ProductionRule parse_production(std::string_view name);
std::span<const std::string_view> order_names();
OrderRule parse_orders(std::string_view name);
std::span<const std::string_view> capacity_names();
CapacityRule parse_capacity(std::string_view name);
/// How orders are split among suppliers: `flow` or `capacity` (Rules::split_by_capacity).
std::span<const std::string_view> split_names();

}  // namespace chokepoint::dynamics
