#pragma once

#include <chokepoint/scenario/scenario.hpp>

namespace chokepoint::scenario {

// The parts of a scenario that need its model, in the order in which they are made. Each finds what its spec names in
// what has been made before.

/// Finds the names of the actions in the model and makes the actions; warns of those that select nothing.
void make_scenario_actions(Scenario& scenario, Diagnostics& diagnostics);

/// Makes the arms: every action must exist, and so must in the same arm what it ends, amends, lets leak or restores.
void make_arms(Scenario& scenario, Diagnostics& diagnostics);

/// Finds the companies of the report, or chooses the first targets.
void choose_report_companies(Scenario& scenario, Diagnostics& diagnostics);

void make_evidence(Scenario& scenario, Diagnostics& diagnostics);

void make_forecast_plan(Scenario& scenario, Diagnostics& diagnostics);

/// The company that goes by this id or shown name, or kNone.
std::uint32_t find_company(const Model& model, std::string_view name);
/// The same; an unknown name is a fault.
std::uint32_t find_company(const Scenario& scenario, const StatedText& name, Diagnostics& diagnostics);

}  // namespace chokepoint::scenario
