#include <algorithm>
#include <chokepoint/dynamics/delivery.hpp>
#include <vector>

namespace chokepoint {

namespace {

/// The arrays of the sweep as plain pointers, so that the compiler need not look them up after every store.
struct SweepArrays {
    const std::uint32_t* node_slots;
    const std::uint64_t* slot_links;
    const std::uint32_t* link_supplier;
    const double* need;
    const double* stock_days;
    const double* weight;
    const double* ration;
    double* cover;
    double* order;
};

SweepArrays arrays_of(const DayContext& context, DayState& state) {
    const SupplyNetwork& network = context.network;
    return {network.node_slots.data(),
            network.slot_links.data(),
            network.link_supplier.data(),
            network.slot_need.data(),
            context.behaviour.slot_stock_days.data(),
            context.purchase_weights.data(),
            state.ration.data(),
            state.cover.data(),
            state.order.data()};
}

// Shipped into slot s / A: Σ_e w_e·min(o_s, λ_j) under water-filling, o_s·Σ_e w_e·f_j under the shares. `rations` are
// those of the links' suppliers, from link `from` on.
template <bool kByLevel>
double shipped(const SweepArrays& at, std::uint32_t s, const double* rations, std::uint64_t from) {
    const double order = at.order[s];
    const std::uint64_t end = at.slot_links[s + 1];
    double sum = 0.0;
    for (std::uint64_t e = at.slot_links[s]; e < end; ++e) {
        const double ration = rations[e - from];
        sum += at.weight[e] * (kByLevel ? std::min(order, ration) : ration);
    }
    return kByLevel ? sum / at.need[s] : order * (sum / at.need[s]);
}

/// With a transit lag, what arrives is a lag's share of what is under way, and what is shipped joins it. Returns what
/// is under way.
double put_under_way(double lag, double& transit, double& arrived, std::uint8_t& bits) {
    const double before = transit;
    const double under_way = std::max(0.0, before + (arrived - before / lag));
    arrived = before / lag;
    if (put(transit, under_way)) bits |= kStockChanged;
    return under_way;
}

// Stocks:  S += delivered − min(S, a·x).   Orders for tomorrow:  a·y + (n·a·y − S)/τ, floored at 0 and held to a
// ceiling, y = min(α·x̄, D) the output planned. A suspended node orders only what its stocks lack. With a transit lag,
// what is under way counts as stock, and what arrives is a lag's share of it. In a slot that policy blocks in part an
// order does not exceed the planned use. An order is read by its own slot only until the
// next sweep by supplier, so tomorrow's may take today's place.
template <bool kByLevel>
void settle_nodes(const DayContext& context, const SweepArrays& at, std::uint32_t first, std::uint32_t last,
                  const double* rations, std::uint64_t from, DayState& state) {
    const Rules& rules = context.behaviour.rules;
    const double adjust = 1.0 / rules.order_adjust_days;
    const double ceiling = rules.order_ceiling;
    const bool lags = !state.transit.empty();
    const bool keep_received = !state.received.empty();
    const std::uint8_t* blocked = context.blocked.empty() ? nullptr : context.blocked.data();
    for (std::uint32_t i = first; i < last; ++i) {
        const double plan = state.plan[i];
        const double use = state.suspended[i] != 0 ? 0.0 : plan;
        const double rate = state.use_rate[i];
        std::uint8_t bits = state.changed[i] & ~(kStockChanged | kOrderChanged);
        for (std::uint32_t s = at.node_slots[i]; s < at.node_slots[i + 1]; ++s) {
            double arrived = shipped<kByLevel>(at, s, rations, from);
            double under_way = 0.0;
            double lag = 0.0;
            if (lags && (lag = transit_lag(context.behaviour.products[context.network.slot_product[s]])) > 0.0) {
                under_way = put_under_way(lag, state.transit[s], arrived, bits);
            }
            if (keep_received) state.received[s] = arrived;
            const double before = at.cover[s];
            const double cover = std::max(0.0, before + (arrived - std::min(before, rate)));
            if (put(at.cover[s], cover)) bits |= kStockChanged;
            const double target = (at.stock_days[s] + lag) * plan;
            const double wanted = use + (target - (cover + under_way)) * adjust;
            // What is open of a slot that policy blocks in part stands for its own share only; the rest is
            // re-sourcing's.
            const double most = blocked != nullptr && blocked[s] != 0 ? std::min(plan, ceiling) : ceiling;
            if (put(at.order[s], std::clamp(wanted, 0.0, most))) bits |= kOrderChanged;
        }
        if ((bits & kStockChanged) != 0) refresh_input_limit(context, i, state);
        put(state.changed[i], bits);
    }
}

/// Gathers the rations of a block's links first, for the reason that produce() gives.
template <bool kByLevel>
void sweep(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state) {
    const SweepArrays at = arrays_of(context, state);
    const auto first_link = [&](std::uint32_t node) { return at.slot_links[at.node_slots[node]]; };
    std::vector<double> rations;
    for (std::uint32_t begin = first; begin < last;) {
        const std::uint64_t from = first_link(begin);
        std::uint32_t end = begin + 1;
        while (end < last && first_link(end + 1) - from <= kGatherBlock)
            ++end;
        const std::uint64_t count = first_link(end) - from;
        if (rations.size() < count) rations.resize(count);
        for (std::uint64_t e = 0; e < count; ++e)
            rations[e] = at.ration[at.link_supplier[from + e]];
        settle_nodes<kByLevel>(context, at, begin, end, rations.data(), from, state);
        begin = end;
    }
}

}  // namespace

void deliver_and_order(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state) {
    if (context.behaviour.rules.rationing == Rationing::water_filling) return sweep<true>(context, first, last, state);
    sweep<false>(context, first, last, state);
}

}  // namespace chokepoint
