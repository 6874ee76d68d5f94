#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <chokepoint/scenario/yaml/yaml_tree.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

/// Reads `dynamics:` of a validated scenario tree, in which every number is plain.
DynamicsSettings read_dynamics(const YamlTree& tree, Diagnostics& diagnostics);

/// Reads `actions:` of such a tree, for the model and the calendar of `scenario`, of which nothing else
/// is read; dates, references between actions and names of the model are checked.
std::vector<policy::Action> read_actions(const YamlTree& tree, const Scenario& scenario, Diagnostics& diagnostics);

/// Reads one action but for what it says of others; a fault goes to the key that holds it.
policy::Action read_action(const YamlTree& tree, const YamlNode& key, const YamlNode& node, const Scenario& scenario,
                           Diagnostics& diagnostics);

/// Fills in what actions say of others: what a lift ends, what an amendment leaves as it was, what leaks or is
/// extended, what a breach costs and restores. `node` holds the actions in their order.
void resolve_references(const YamlTree& tree, const YamlNode& node, std::vector<policy::Action>& actions,
                        Diagnostics& diagnostics);

/// Reads `arms:`; every action must exist, and so must in the same arm what it ends, amends, lets leak or restores.
void read_arms(const YamlTree& tree, Scenario& scenario, Diagnostics& diagnostics);

/// Reads `evidence:`; companies, arms, dates and periods are checked against the scenario, which has all else already.
void read_evidence(const YamlTree& tree, Scenario& scenario, Diagnostics& diagnostics);

/// The company that goes by this id or shown name, or kNone.
std::uint32_t find_company(const Model& model, std::string_view name);

}  // namespace chokepoint::scenario
