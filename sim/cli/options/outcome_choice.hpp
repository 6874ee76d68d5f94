#pragma once

#include <chokepoint/base/run_control.hpp>
#include <chokepoint/study/period.hpp>
#include <cli/options/options.hpp>
#include <string>
#include <utility>
#include <vector>

namespace chokepoint::cli {

/// Index of an arm by its name. Throws UsageError that lists the names if there is none.
std::size_t arm_number(const scenario::Scenario& scenario, const std::string& name);

/// Two arms by name. Without names, the first two that have actions, or else the first two. Throws UsageError for a
/// single name, and if the scenario has only one arm.
std::pair<std::size_t, std::size_t> arm_pair(const scenario::Scenario& scenario, const std::vector<std::string>& names);

/// The place among the report's companies of the one that `--firm` names, which is added if it is not in the report.
/// Without `--firm`, the place of the company that loses most in a run at the middle of the priors.
std::size_t report_place(const Arguments& arguments, scenario::Scenario& scenario, const RunControl& control);

/// Removes the other arms and companies from a scenario, so that only what the command needs is run. Without names of
/// arms it keeps all arms with actions; without firms (ids or displayed names), those of the report. Periods of every
/// length are kept. Throws UsageError for an unknown name, and if no arm has an action.
void narrow_scenario(scenario::Scenario& scenario, const std::vector<std::string>& firms,
                     const std::vector<std::string>& arms);

/// Without `--firm`, narrows the report to the company that loses most under any of the arms in a run at the middle of
/// the priors.
void choose_firm(const Arguments& arguments, scenario::Scenario& scenario, const RunControl& control);

/// Index of a period among make_periods() of a narrowed scenario by its label. For "" it is the year of the first
/// action, or the whole calendar if no action of the arms begins in it. Throws UsageError for an unknown label.
std::size_t period_number(const scenario::Scenario& scenario, const std::string& label);

}  // namespace chokepoint::cli
