#pragma once

#include <chokepoint/dynamics/control/link_control.hpp>
#include <chokepoint/dynamics/day_state.hpp>
#include <string>

namespace chokepoint {

/// Does the books of one day again, link by link in USD, from the state before and after it, and says what does not
/// close; "" if everything does. Relative tolerance 1e-11: sums of up to a few hundred terms, each rounded to 1e-16,
/// and a level that the audit finds by bisection.
std::string audit_goods(const network::SupplyNetwork& network, const dynamics::Behaviour& behaviour,
                        const dynamics::LinkControl& links, const dynamics::DayState& before,
                        const dynamics::DayState& after);

/// Says which number is negative or not finite, or which goodwill or ramp is not in [0, 1]; "" if none is.
std::string audit_signs(const dynamics::DayState& state);

/// Checks output against capacity, demand and the input limit by the audit's own formulas: never above one of them,
/// equal to the least of them unless suspended. Relative tolerance 1e-12: a handful of operations each.
std::string audit_output(const network::SupplyNetwork& network, const dynamics::Behaviour& behaviour,
                         const dynamics::DayState& before, const dynamics::DayState& after);

}  // namespace chokepoint
