#pragma once

#include <chokepoint/scenario/model/model_spec.hpp>

namespace chokepoint::scenario {

/// Reads firms.csv or nodes.csv, and links.csv, of `spec.folder` into `spec`, and checks ids, values and duplicates.
void read_model_tables(ModelSpec& spec, const LoadSettings& settings, Diagnostics& diagnostics);

/// Checks what only all files of a model together show: names that refer to each other, the source of every parameter,
/// and shares that must add up.
void check_model(const ModelSpec& spec, Diagnostics& diagnostics);

}  // namespace chokepoint::scenario
