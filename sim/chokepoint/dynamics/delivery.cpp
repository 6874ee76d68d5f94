#include <algorithm>
#include <chokepoint/dynamics/delivery.hpp>

namespace chokepoint {

namespace {

// Shipped into slot s / A: Σ_e w_e·min(o_s, λ_j) under water-filling, o_s·Σ_e w_e·f_j under the shares.
double shipped(const DayContext& context, std::uint32_t s, const DayState& state) {
    const SupplyNetwork& network = context.network;
    const double order = state.order[s];
    double sum = 0.0;
    if (context.behaviour.rules.rationing == Rationing::water_filling) {
        for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
            sum += context.purchase_weights[e] * std::min(order, state.ration[network.link_supplier[e]]);
        }
        return sum / network.slot_need[s];
    }
    for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
        sum += context.purchase_weights[e] * state.ration[network.link_supplier[e]];
    }
    return order * (sum / network.slot_need[s]);
}

}  // namespace

// Stocks:  S += delivered − min(S, a·x).   Orders for tomorrow:  a·y + (n·a·y − S)/τ, floored at 0 and held to a
// ceiling, y = min(α·x̄, D) the output planned. A suspended node orders only what its stocks lack. With a transit lag,
// what is under way counts as stock, and what arrives is a lag's share of it.
void deliver_and_order(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state,
                       std::span<double> next_order) {
    const SupplyNetwork& network = context.network;
    const Rules& rules = context.behaviour.rules;
    for (std::uint32_t i = first; i < last; ++i) {
        const double plan = state.plan[i];
        const double use = state.suspended[i] != 0 ? 0.0 : plan;
        for (std::uint32_t s = network.node_slots[i]; s < network.node_slots[i + 1]; ++s) {
            const double lag = context.behaviour.products[network.slot_product[s]].transit_days;
            double arrived = shipped(context, s, state);
            if (lag > 0.0) {
                const double under_way = state.transit[s] + (arrived - state.transit[s] / lag);
                arrived = state.transit[s] / lag;
                state.transit[s] = std::max(0.0, under_way);
            }
            state.received[s] = arrived;
            const double used = std::min(state.cover[s], state.use_rate[i]);
            state.cover[s] = std::max(0.0, state.cover[s] + (arrived - used));
            const double target = (context.behaviour.slot_stock_days[s] + lag) * plan;
            const double order = use + (target - (state.cover[s] + state.transit[s])) / rules.order_adjust_days;
            next_order[s] = std::clamp(order, 0.0, rules.order_ceiling);
        }
    }
}

}  // namespace chokepoint
