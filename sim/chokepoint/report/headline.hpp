#pragma once

#include <chokepoint/study/study.hpp>
#include <string>

namespace chokepoint {

/// What a person reads first, for tables_within(): when the targets stop and are back, then dollars and per
/// cent lost by arm, first for the year of the first action, then for the whole run, and what the second policy saves
/// against the first. Where samples follow, the whole run is left to them.
std::string headline_text(const Scenario& scenario, const StudyResult& study, bool with_samples);

/// One sentence on when `company` stops under an arm, what stopped it and when it is back.
std::string milestone_sentence(const Scenario& scenario, const StudyResult& study, std::size_t arm,
                               std::uint32_t company);

/// Arms with at least one action, in the scenario's order.
std::vector<std::size_t> policy_arms(const Scenario& scenario);

/// The periods that a table on the screen shows: the year of the first action, unless it is all there is, and the
/// total.
std::vector<std::size_t> headline_periods(const Scenario& scenario, const std::vector<Period>& all);

}  // namespace chokepoint
