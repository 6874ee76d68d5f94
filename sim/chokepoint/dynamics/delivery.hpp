#pragma once

#include <chokepoint/dynamics/production.hpp>

namespace chokepoint {

/// Steps 7 to 9 of the day for nodes [first, last): deliveries, stocks, tomorrow's input limit, orders for tomorrow.
/// Reads every node's ration; writes only slots of these nodes, and what changed in them. Returns how many of the nodes
/// have changed in this sweep or in production.
std::size_t deliver_and_order(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state);

}  // namespace chokepoint
