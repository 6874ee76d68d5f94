#pragma once

#include <chokepoint/report/data/table.hpp>
#include <chokepoint/study/timeline/timeline.hpp>
#include <span>
#include <string>

namespace chokepoint::report {

/// Every change of openness. A row is all flows of an exporter to a customer that are treated alike.
Table timeline_table(const scenario::Scenario& scenario, std::span<const study::ArmTimeline> arms);
std::vector<Variable> timeline_variables();

/// The same in sentences by date, each followed by what is open, delayed and denied of what the target buys.
std::string timeline_text(const scenario::Scenario& scenario, std::span<const study::ArmTimeline> arms);

/// What begins and ends in each arm, a line a day, with the flow that is not open; at most 30 lines.
std::string timeline_overview(const scenario::Scenario& scenario, std::span<const study::ArmTimeline> arms);

/// `open`, `part`, `delayed` or `denied`.
std::string_view openness_word(const scenario::Scenario& scenario, const study::ArmTimeline& timeline,
                               const policy::LinkOpenness& link);

}  // namespace chokepoint::report
