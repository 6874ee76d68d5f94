#pragma once

#include <chokepoint/dynamics/day_context.hpp>

namespace chokepoint::dynamics {

/// What a node does with the orders it has (steps 2 to 7 of the day): capacity, suspension, output, rationing, the
/// plan. Does lanes from `lane` on, as many as V has, for Single and Pack; `orders` is Σ O_e in USD a day. Returns what
/// it changed, as bits of DayState::changed.
template <class V>
std::uint8_t work_node(const DayContext& context, std::uint32_t node, unsigned lane, const V& orders, DayState& state);

/// Capacity of a node that today's demand leaves, USD per day; negative where it falls short of demand.
double spare_capacity(const DayContext& context, std::uint32_t node, unsigned lane, const DayState& state);

}  // namespace chokepoint::dynamics
