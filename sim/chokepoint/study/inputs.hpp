#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <string>
#include <utility>
#include <vector>

namespace chokepoint::study {

/// The names of the files that a scenario was read from, the scenario first, each with the SHA-256 of the bytes read.
std::vector<std::pair<std::string, std::string>> input_hashes(const scenario::Scenario& scenario);

/// Throws InputError if a file has changed between two loads of a scenario, both with hashes or both without.
void require_same_inputs(const scenario::Scenario& scenario, const scenario::Scenario& again);

/// README.md of the model's folder. Empty if there is none, or if it is too long to show.
std::string read_model_card(const scenario::Scenario& scenario);

}  // namespace chokepoint::study
