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
    std::span<const double> purchase_weights;  ///< One a link, by customer.
    std::span<const double> sale_weights;      ///< One a link, by supplier.
};

/// Steps 2 to 6 of the day for nodes [first, last): demand, capacity, input limit, output, rationing.
/// Reads yesterday's orders and stocks; writes only entries of these nodes.
void produce(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state);

}  // namespace chokepoint
