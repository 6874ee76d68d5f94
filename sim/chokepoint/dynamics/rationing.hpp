#pragma once

#include <chokepoint/dynamics/day_context.hpp>

namespace chokepoint::dynamics {

/// Splits the output of a node among customers, fresh final demand and backlog by the rationing rule of the run (step
/// 7). Writes ration, fresh_served and backlog_served of the lane; the parts add up to the output. Returns whether the
/// ration changed.
bool ration_output(const DayContext& context, std::uint32_t node, unsigned lane, DayState& state);

}  // namespace chokepoint::dynamics
