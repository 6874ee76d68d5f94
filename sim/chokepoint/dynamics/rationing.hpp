#pragma once

#include <chokepoint/dynamics/day_context.hpp>

namespace chokepoint::dynamics {

/// Splits a node's output over customers, fresh final demand and backlog by the run's rationing rule, and writes
/// ration, fresh_served and backlog_served of the lane. What is split adds up to the output. Returns whether the ration
/// differs from what it was.
bool ration_output(const DayContext& context, std::uint32_t node, unsigned lane, DayState& state);

}  // namespace chokepoint::dynamics
