#pragma once

#include <chokepoint/scenario/model/model_spec.hpp>

namespace chokepoint::scenario {

/// Reads a validated model.yaml tree into `spec`.
void read_model_tree(const YamlTree& tree, ModelSpec& spec);

/// Reads firms.csv or nodes.csv, and links.csv, of `spec.folder` into `spec`, with the checks of ids, values and
/// duplicates.
void read_model_tables(ModelSpec& spec, const LoadSettings& settings, Diagnostics& diagnostics);

/// Checks that need all files: names that refer to each other, provenance of every figure, shares that must add up.
void check_model(const ModelSpec& spec, Diagnostics& diagnostics);

}  // namespace chokepoint::scenario
