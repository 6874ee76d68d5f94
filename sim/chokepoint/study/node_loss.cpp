#include <chokepoint/study/node_loss.hpp>

namespace chokepoint {

// The loss of a node on a day, x̄ − x, in parts that add up to it. With N the sales denied, D the orders received on
// open links, F = F̄·G + gained + redeployed the fresh final demand and B' the backlog served:
//     x̄ − x = N + (Σ z̄ − N − D) + F̄·(1 − G) − gained − redeployed − B' + (D + F + B' − x),
// and the last bracket is booked to what held the output: an input, capacity, or a restart.
NodeLoss loss_of_node(const DayStep& step, std::uint32_t node, double baseline_sales, unsigned lane) {
    const SupplyNetwork& network = step.batch().network(lane);
    const DayState& state = step.state();
    const std::size_t i = std::size_t{node} * step.batch().lanes() + lane;
    NodeLoss loss;
    loss.denied = step.links().denied_sales(node, lane);
    loss.demand = baseline_sales - loss.denied - state.orders_in[i];
    loss.goodwill = network.final_demand[node] * (1.0 - state.goodwill[i]);
    loss.rivals = -state.gained[i];
    loss.redeployed = -state.redeployed[i];
    loss.backlog = -state.backlog_served[i];
    loss.held = state.orders_in[i] + state.fresh[i] + state.backlog_served[i] - state.output[i];
    const auto set = [&](Channel channel) { loss.held_by = static_cast<std::uint32_t>(channel); };
    if (state.bound[i] == Bound::demand) set(Channel::demand);  // rounding
    if (state.bound[i] == Bound::restart) set(Channel::restart);
    if (state.suspended[i] == kClosed) set(Channel::insolvency);
    if (state.bound_slot[i] != kNone && state.suspended[i] != kClosed) {
        set(Channel::input);
        loss.held_by += network.slot_product[state.bound_slot[i]];
    }
    return loss;
}

}  // namespace chokepoint
