#pragma once

#include <chokepoint/study/study.hpp>
#include <functional>
#include <string>

namespace chokepoint::report {

/// The main results, for tables_within(): when the targets stopped, resumed and recovered; then dollars and per cent
/// lost by arm, for the year in which the loss starts and for the whole run, and what the second policy saves against
/// the first. If samples follow, they show the whole run.
std::string headline_text(const scenario::Scenario& scenario, const study::StudyResult& study, bool with_samples);

/// One sentence on when and why `company` stopped under an arm, and when it resumed and recovered.
std::string milestone_sentence(const scenario::Scenario& scenario, const study::StudyResult& study, std::size_t arm,
                               std::uint32_t company);

/// Arms with at least one action, in the scenario's order.
std::vector<std::size_t> policy_arms(const scenario::Scenario& scenario);

/// Share of its revenue that a company loses under an arm in a period.
using LossShare = std::function<double(std::size_t arm, std::uint32_t company, std::size_t period)>;

/// The periods that a table on the screen shows: a year, unless it is all there is, and the total. The year is the
/// first from that of the first action on in which a target loses or gains a hundredth; if there is none, that of the
/// action.
std::vector<std::size_t> headline_periods(const scenario::Scenario& scenario, const std::vector<study::Period>& all,
                                          const LossShare& lost);
std::vector<std::size_t> headline_periods(const scenario::Scenario& scenario, const study::StudyResult& study);

}  // namespace chokepoint::report
