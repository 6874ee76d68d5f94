#pragma once

#include <chokepoint/base/run_control.hpp>
#include <chokepoint/study/period.hpp>
#include <cli/options/options.hpp>
#include <string>
#include <utility>
#include <vector>

namespace chokepoint::cli {

/// Number of an arm by its name. Throws UsageError with all names for another.
std::size_t arm_number(const scenario::Scenario& scenario, const std::string& name);

/// Two arms by name, or with no names the first two that have actions (or the first two at all). Throws UsageError for
/// one name, and where there is one arm.
std::pair<std::size_t, std::size_t> arm_pair(const scenario::Scenario& scenario, const std::vector<std::string>& names);

/// The place among the report's companies of the one that `--firm` names, which is added if need be. Without a name it
/// is the company that loses most, found by a run with central values.
std::size_t report_place(const Arguments& arguments, scenario::Scenario& scenario, const RunControl& control);

/// Takes from a scenario the arms and companies that are not asked for, so that only what is looked at is run. No names
/// of arms: all with actions. No names of firms (id or shown name): those of the report. Periods of every length are
/// kept. Throws UsageError for an unknown name, and where no arm has an action.
void narrow_scenario(scenario::Scenario& scenario, const std::vector<std::string>& firms,
                     const std::vector<std::string>& arms);

/// Without `--firm`, narrows a scenario to the company of its report that loses most under any of its arms, found by a
/// run with central values.
void choose_firm(const Arguments& arguments, scenario::Scenario& scenario, const RunControl& control);

/// Number of a period by its label among make_periods() of a narrowed scenario; "": the year of the first action, or
/// the whole calendar if no action of its arms has a date in it. Throws UsageError for an unknown label.
std::size_t period_number(const scenario::Scenario& scenario, const std::string& label);

}  // namespace chokepoint::cli
