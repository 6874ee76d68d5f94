#pragma once

#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/dynamics/lane_pack.hpp>
#include <chokepoint/study/study.hpp>

namespace chokepoint::study {

/// A node whose losses are recorded, with its baseline in every lane of a batch.
struct Seller {
    std::uint32_t node = 0;
    const double* sales = nullptr;         ///< To customers, USD a day, summed as the day step does; one a lane.
    const double* final_demand = nullptr;  ///< USD a day; one a lane.
};

/// What a node lost on a day, USD, in parts that add up to x̄ − x; a gain is negative. V holds the lanes that
/// are computed at once.
template <class V>
struct NodeLoss {
    V denied, demand, goodwill, rivals, redeployed, backlog;
    V held;  ///< Asked for and not made; of the channel held_by().
};

// With N the sales denied, D the orders received on open links, F = F̄·G + gained + redeployed the fresh final demand
// and B' the backlog served:
//     x̄ − x = N + (Σ z̄ − N − D) + F̄·(1 − G) − gained − redeployed − B' + (D + F + B' − x),
// and the last bracket belongs to what held the output: an input, capacity, or a restart.
/// The parts in lanes from `lane` on, on the day that `step` has just done.
template <class V>
NodeLoss<V> loss_of_node(const dynamics::DayStep& step, const Seller& seller, unsigned lane) {
    const dynamics::DayState& state = step.state();
    const std::size_t i = std::size_t{seller.node} * step.batch().lanes() + lane;
    const auto load = [](const double* from) { return V(from, dynamics::kAligned); };
    const auto of = [&](const std::vector<double>& column) { return load(column.data() + i); };
    const double* denied = step.links().denied_sales_of(seller.node);
    const V orders = of(state.orders_in);
    const V backlog = of(state.backlog_served);
    NodeLoss<V> loss;
    loss.denied = denied == nullptr ? V(0.0) : load(denied + lane);
    loss.demand = load(seller.sales + lane) - loss.denied - orders;
    loss.goodwill = load(seller.final_demand + lane) * (1.0 - of(state.goodwill));
    loss.rivals = -of(state.gained);
    loss.redeployed = -of(state.redeployed);
    loss.backlog = -backlog;
    loss.held = orders + of(state.fresh) + backlog - of(state.output);
    return loss;
}

/// The channel of what held a node's output in a lane: demand where nothing did, and what is held is rounding.
std::uint32_t held_by(const dynamics::DayStep& step, std::uint32_t node, unsigned lane);

}  // namespace chokepoint::study
