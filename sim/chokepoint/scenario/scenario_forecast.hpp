#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <chokepoint/scenario/yaml/yaml_tree.hpp>

namespace chokepoint::scenario {

/// Reads `forecast:` of a validated tree into a scenario that has all else already; names are checked against it.
void read_forecast(const YamlTree& tree, Scenario& scenario, Diagnostics& diagnostics);

}  // namespace chokepoint::scenario
