#pragma once

#include <chokepoint/dynamics/control/link_control.hpp>
#include <chokepoint/dynamics/day_state.hpp>
#include <chokepoint/dynamics/sweep/sweep_plan.hpp>
#include <cstdint>
#include <vector>

namespace chokepoint::dynamics {

/// What a day's kernels read; all of it outlives the call.
struct DayContext {
    const Batch& batch;
    const LinkControl& links;
    int day = 0;  ///< Days since the calendar's start.
};

/// The weights of a node's sales in one lane.
struct SaleWeights {
    const double* first = nullptr;
    std::size_t step = 1;
    double operator[](std::uint64_t k) const { return first[k * step]; }
};
SaleWeights sale_weights(const DayContext& context, std::uint32_t node, unsigned lane);

/// Steps 2 to 6 of the day for the nodes of a plan: demand, capacity, output, rationing.
/// Reads yesterday's orders and input limits; writes only entries of these nodes, and what changed in them. Nodes whose
/// final demand may be adapting are added to `unsettled`.
void produce(const DayContext& context, const NodeSweepPlan& plan, DayState& state,
             std::vector<std::uint32_t>& unsettled);

/// The same for one node.
void produce_node(const DayContext& context, std::uint32_t node, DayState& state);

/// The same for nodes [first, last) of a batch of 8 or 16 lanes.
void produce_lanes(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state);

/// Production of one lane of a node after its orders have been added up. Returns what it changed, as bits.
std::uint8_t work_lane(const DayContext& context, std::uint32_t node, unsigned lane, double orders, DayState& state);

/// The same for as many lanes as a pack holds, from `lane` on, under the rules that run in lanes.
std::uint8_t work_pack(const DayContext& context, std::uint32_t node, unsigned lane, const double* orders,
                       DayState& state);

/// The product (its first slot) of which so little may be bought today, at the baseline order, that a suspended node
/// could not stay above `threshold`; kNone: none.
std::uint32_t unsustained_slot(const DayContext& context, std::uint32_t node, unsigned lane, double threshold);

/// L_i / x̄_i from a node's stocks.
double input_limit(const DayContext& context, std::uint32_t node, unsigned lane, const DayState& state);

/// Capacity of a node that today's demand leaves, USD per day; negative where it falls short of demand.
double spare_capacity(const DayContext& context, std::uint32_t node, unsigned lane, const DayState& state);

}  // namespace chokepoint::dynamics
