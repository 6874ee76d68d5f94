#pragma once

#include <chokepoint/study/ensemble.hpp>
#include <optional>
#include <vector>

namespace chokepoint::study {

/// The arms with at least one action, in the scenario's order.
std::vector<std::size_t> policy_arms(const scenario::Scenario& scenario);

/// The day on which an arm begins to take something away, before 0 if that is before the calendar; nothing if it does
/// not.
std::optional<int> first_action_day(const scenario::Scenario& scenario, std::size_t arm);

/// The periods that a result leads with: the first whole year from the first action on in which a target loses or gains
/// a noticeable share of its revenue, then the whole run.
std::vector<std::size_t> headline_periods(const scenario::Scenario& scenario, const Ensemble& ensemble);

}  // namespace chokepoint::study
