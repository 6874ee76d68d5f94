#pragma once

#include <chokepoint/dynamics/behaviour.hpp>
#include <chokepoint/dynamics/day_state.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <cstdint>
#include <span>

namespace chokepoint {

/// What a day's kernels read; all of it outlives the call.
struct DayContext {
    const SupplyNetwork& network;
    const Behaviour& behaviour;
    std::span<const double> purchase_weights;    ///< One a link, by customer.
    std::span<const double> sale_weights;        ///< One a link, by supplier.
    std::span<const std::uint8_t> blocked = {};  ///< One a slot: policy blocks it in part; empty without actions.
};

/// Links that a sweep gathers at a time: the buffer stays in the nearest cache.
inline constexpr std::uint64_t kGatherBlock = 2048;

/// Steps 2 to 6 of the day for nodes [first, last): demand, capacity, output, rationing.
/// Reads yesterday's orders and input limits; writes only entries of these nodes, and what changed in them.
void produce(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state);

/// The same for one node.
void produce_node(const DayContext& context, std::uint32_t node, DayState& state);

/// Writes limit and limit_slot of a node: L_i / x̄_i from its stocks.
void refresh_input_limit(const DayContext& context, std::uint32_t node, DayState& state);

/// Capacity of a node that today's demand leaves, USD per day.
double spare_capacity(const DayContext& context, std::uint32_t node, const DayState& state);

}  // namespace chokepoint
