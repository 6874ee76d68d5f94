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
// what is under way counts as stock, and what arrives is a lag's share of it. In a slot that policy blocks in part an
// order does not exceed the planned use. An order is read by its own slot only until the
// next sweep by supplier, so tomorrow's may take today's place.
void deliver_and_order(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state) {
    const SupplyNetwork& network = context.network;
    const Rules& rules = context.behaviour.rules;
    const bool lags = !state.transit.empty();
    const double adjust = 1.0 / rules.order_adjust_days;
    const bool keep_received = !state.received.empty();
    for (std::uint32_t i = first; i < last; ++i) {
        const double plan = state.plan[i];
        const double use = state.suspended[i] != 0 ? 0.0 : plan;
        const double rate = state.use_rate[i];
        std::uint8_t bits = state.changed[i] & ~(kStockChanged | kOrderChanged);
        for (std::uint32_t s = network.node_slots[i]; s < network.node_slots[i + 1]; ++s) {
            double arrived = shipped(context, s, state);
            double under_way = 0.0;
            double lag = 0.0;
            if (lags && (lag = transit_lag(context.behaviour.products[network.slot_product[s]])) > 0.0) {
                const double before = state.transit[s];
                under_way = std::max(0.0, before + (arrived - before / lag));
                arrived = before / lag;
                if (under_way != before) bits |= kStockChanged;
                state.transit[s] = under_way;
            }
            if (keep_received) state.received[s] = arrived;
            const double before = state.cover[s];
            const double cover = std::max(0.0, before + (arrived - std::min(before, rate)));
            if (put(state.cover[s], cover)) bits |= kStockChanged;
            const double target = (context.behaviour.slot_stock_days[s] + lag) * plan;
            const double wanted = use + (target - (cover + under_way)) * adjust;
            // What is open of a slot that policy blocks in part stands for its own share only; the rest is
            // re-sourcing's.
            const bool blocked = !context.blocked.empty() && context.blocked[s] != 0;
            const double ceiling = blocked ? std::min(plan, rules.order_ceiling) : rules.order_ceiling;
            if (put(state.order[s], std::clamp(wanted, 0.0, ceiling))) bits |= kOrderChanged;
        }
        if ((bits & kStockChanged) != 0) refresh_input_limit(context, i, state);
        put(state.changed[i], bits);
    }
}

}  // namespace chokepoint
