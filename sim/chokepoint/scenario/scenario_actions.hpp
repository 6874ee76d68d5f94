#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <chokepoint/scenario/yaml_tree.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

/// Reads `dynamics:` of a validated scenario tree, in which every number is plain.
DynamicsSettings read_dynamics(const YamlTree& tree, Diagnostics& diagnostics);

/// Reads `actions:` of such a tree; dates, references between actions and names of the model are checked.
std::vector<Action> read_actions(const YamlTree& tree, const Scenario& scenario, Diagnostics& diagnostics);

/// Reads `arms:`; every action must exist, and a lift needs the action that it ends in the same arm.
void read_arms(const YamlTree& tree, Scenario& scenario, Diagnostics& diagnostics);

/// Reads `evidence:`; companies, arms, dates and periods are checked against the scenario, which has all else already.
void read_evidence(const YamlTree& tree, Scenario& scenario, Diagnostics& diagnostics);

/// The company that goes by this id or shown name, or kNone.
std::uint32_t find_company(const Model& model, std::string_view name);

}  // namespace chokepoint
