#pragma once

#include <algorithm>
#include <chokepoint/dynamics/sweep/production.hpp>
#include <span>

namespace chokepoint::dynamics {

// Steps 7 to 9 of the day: deliveries, stocks, orders for tomorrow, tomorrow's input limit.
//
// Stocks:  S += delivered − min(S, a·x).   Orders for tomorrow:  a·y + (n·a·y − S)/τ, floored at 0 and held to a
// ceiling, y = min(α·x̄, D) the output planned. A suspended node orders only what its stocks lack. With a transit lag,
// what is under way counts as stock, and what arrives is a lag's share of it. In a slot that policy blocks in part an
// order does not exceed the planned use: what is open of it stands for its own share only, the rest is re-sourcing's.
// Shipped into slot s is Σ_e w_e·min(o_s, λ_j) under water-filling, o_s·Σ_e w_e·f_j under the shares. An order is read
// by its own slot only until the next sweep by supplier, so tomorrow's may take today's place.

/// For the nodes of a plan. Reads every node's ration; writes only slots of these nodes, their limits, and what changed
/// in them. Returns how many of the nodes have changed in this sweep or in production.
std::size_t deliver_and_order(const DayContext& context, const NodeSweepPlan& plan, DayState& state);

/// For a few nodes.
void deliver_and_order(const DayContext& context, std::span<const std::uint32_t> nodes, DayState& state);

/// For nodes [first, last) of a batch of 8 or 16 lanes.
std::size_t deliver_lanes(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state);

/// With a transit lag: what is under way after today, in days of baseline use. What has arrived replaces what was
/// shipped.
inline double put_under_way(double lag, double& transit, double& arrived, std::uint8_t& bits) {
    const double before = transit;
    const double under_way = std::max(0.0, before + (arrived - before / lag));
    arrived = before / lag;
    if (put(transit, under_way)) bits |= kStockChanged;
    return under_way;
}

}  // namespace chokepoint::dynamics
