#pragma once

#include <chokepoint/dynamics/control/link_control.hpp>
#include <chokepoint/dynamics/day_state.hpp>
#include <string>

namespace chokepoint {

/// Recomputes one day's accounts, link by link in USD, from the state before and after it. Returns what does not add
/// up, or "". Relative tolerance 1e-11: sums of up to a few hundred terms, each rounded to 1e-16, and a level that the
/// audit finds by bisection.
std::string audit_goods(const network::SupplyNetwork& network, const dynamics::Behaviour& behaviour,
                        const dynamics::LinkControl& links, const dynamics::DayState& before,
                        const dynamics::DayState& after);

/// Names a number that is negative or not finite, or a goodwill or ramp outside [0, 1]; "" if there is none.
std::string audit_signs(const dynamics::DayState& state);

/// Checks by formulas of its own that output equals the minimum of capacity, demand and input limit, or is at most that
/// while suspended. Relative tolerance 1e-12: a handful of operations each.
std::string audit_output(const network::SupplyNetwork& network, const dynamics::Behaviour& behaviour,
                         const dynamics::DayState& before, const dynamics::DayState& after);

}  // namespace chokepoint
