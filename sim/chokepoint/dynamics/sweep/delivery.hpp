#pragma once

#include <chokepoint/dynamics/day_context.hpp>
#include <chokepoint/dynamics/sweep/sweep_plan.hpp>
#include <cstddef>
#include <cstdint>
#include <span>

namespace chokepoint::dynamics {

// Steps 8 and 9 of the day and tomorrow's input limit (step 4): deliveries, stocks, orders for tomorrow.
//
// Shipped into slot s is Σ_e w_e·min(o_s, λ_j) under water-filling, o_s·Σ_e w_e·f_j under shares. An order is read by
// its own slot only until the next sweep by supplier, so tomorrow's may take today's place. With a transit time, what
// is under way counts as stock. In a slot that policy blocks in part an order does not exceed the planned use: what is
// open of it stands for its own share only; the rest is left to re-sourcing.

/// For the nodes of a plan. Reads the rations of all nodes; writes only the slots of these nodes, their limits and what
/// changed in them. Returns the number of nodes that changed in this sweep or in production.
std::size_t deliver_and_order(const DayContext& context, const NodeSweepPlan& plan, DayState& state);

/// For a few nodes.
void deliver_and_order(const DayContext& context, std::span<const std::uint32_t> nodes, DayState& state);

/// For nodes [first, last) of a batch of 8 or 16 lanes.
std::size_t deliver_lanes(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state);

}  // namespace chokepoint::dynamics
