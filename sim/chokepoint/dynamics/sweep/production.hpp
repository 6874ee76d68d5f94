#pragma once

#include <chokepoint/dynamics/day_context.hpp>
#include <chokepoint/dynamics/sweep/sweep_plan.hpp>
#include <cstdint>
#include <vector>

namespace chokepoint::dynamics {

/// Steps 2 to 7 of the day for the nodes of a plan: demand, capacity, output, rationing. Reads yesterday's orders and
/// input limits; writes only entries of these nodes and what changed in them. Adds nodes whose final demand may be
/// adapting to `unsettled`.
void produce(const DayContext& context, const NodeSweepPlan& plan, DayState& state,
             std::vector<std::uint32_t>& unsettled);

/// The same for one node.
void produce_node(const DayContext& context, std::uint32_t node, DayState& state);

/// The same for nodes [first, last) of a batch of 8 or 16 lanes.
void produce_lanes(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state);

}  // namespace chokepoint::dynamics
