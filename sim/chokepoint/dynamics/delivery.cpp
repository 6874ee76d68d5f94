#include <algorithm>
#include <chokepoint/dynamics/delivery.hpp>
#include <limits>
#include <vector>

namespace chokepoint {

namespace {

/// Which of a batch's numbers each lane has of its own: the kernels are compiled once for each kind.
template <unsigned kLanesOf, bool kFlows, bool kParameters>
struct Lanes {
    static constexpr unsigned kLanes = kLanesOf;
    static constexpr bool kOwnFlows = kFlows;
    static constexpr bool kOwnParameters = kParameters;
    static double flow(const double* column, std::size_t entry, unsigned lane) {
        return kOwnFlows ? column[entry * kLanes + lane] : column[entry];
    }
    static double parameter(const double* column, std::size_t entry, unsigned lane) {
        return kOwnParameters ? column[entry * kLanes + lane] : column[entry];
    }
};

/// The arrays of the sweep as plain pointers, so that the compiler need not look them up after every store.
struct SweepArrays {
    const std::uint32_t* node_slots;
    const std::uint64_t* slot_links;
    const std::uint32_t* link_supplier;
    const double* flow;
    const double* need;
    const double* dependence;
    const double* stock_days;
    const double* ration;
    const double* plan;
    const double* use_rate;
    const std::uint8_t* suspended;
    double* cover;
    double* order;
    double* limit;
};

SweepArrays arrays_of(const DayContext& context, DayState& state) {
    const Batch& batch = context.batch;
    const SupplyNetwork& network = batch.network();
    return {network.node_slots.data(), network.slot_links.data(), network.link_supplier.data(), batch.link_flow.data(),
            batch.slot_need.data(),    batch.dependence.data(),   batch.stock_days.data(),      state.ration.data(),
            state.plan.data(),         state.use_rate.data(),     state.suspended.data(),       state.cover.data(),
            state.order.data(),        state.limit.data()};
}

// Shipped into slot s / A: Σ_e w_e·min(o_s, λ_j) / A under water-filling, o_s·(Σ_e w_e·f_j) / A under the shares, for
// all lanes; `weight(k, l)` is that of the slot's k-th link, `ration(k)` points to its supplier's.
template <class L, bool kByLevel, class Weight, class Ration>
void ship(const SweepArrays& at, std::uint32_t s, std::uint64_t links, const Weight& weight, const Ration& ration,
          double* arrived) {
    const double* order = at.order + std::size_t{s} * L::kLanes;
    double sum[L::kLanes] = {};
    for (std::uint64_t k = 0; k < links; ++k) {
        const double* of_supplier = ration(k);
        for (unsigned l = 0; l < L::kLanes; ++l)
            sum[l] += weight(k, l) * (kByLevel ? std::min(order[l], of_supplier[l]) : of_supplier[l]);
    }
    for (unsigned l = 0; l < L::kLanes; ++l) {
        const double share = sum[l] / L::flow(at.need, s, l);
        arrived[l] = kByLevel ? share : order[l] * share;
    }
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

/// What settling needs beyond the sweep's arrays, where some lane of a slot has a transit lag, is blocked in part, or
/// is asked what it received. `under_way` and `lag` in days, `most` the ceiling of orders.
template <unsigned kLanes>
struct SlotExtras {
    double under_way[kLanes];
    double lag[kLanes];
    double most[kLanes];
};

template <unsigned kLanes>
void find_extras(const DayContext& context, std::uint32_t s, bool controlled, const double* plan, DayState& state,
                 double* arrived, std::uint8_t& bits, SlotExtras<kLanes>& extras) {
    const Batch& batch = context.batch;
    const std::size_t at = std::size_t{s} * kLanes;
    for (unsigned l = 0; l < kLanes; ++l) {
        const double lag = state.transit.empty() ? 0.0 : transit_lag(batch.product(batch.network().slot_product[s], l));
        extras.lag[l] = lag;
        extras.under_way[l] = lag > 0.0 ? put_under_way(lag, state.transit[at + l], arrived[l], bits) : 0.0;
        if (!state.received.empty()) state.received[at + l] = arrived[l];
        // What is open of a slot that policy blocks in part stands for its own share only; the rest is re-sourcing's.
        const double ceiling = batch.order_ceiling()[l];
        extras.most[l] = controlled && context.links.blocked(s, l) ? std::min(plan[l], ceiling) : ceiling;
    }
}

/// Stocks and orders of the lanes of one slot, and what the slot lets the node make.
template <class L>
std::uint8_t settle(const SweepArrays& at, std::uint32_t s, const double* arrived, const double* plan,
                    const double* use, const double* rate, const double* adjust, const SlotExtras<L::kLanes>& extras,
                    double* limit) {
    double* cover = at.cover + std::size_t{s} * L::kLanes;
    double* order = at.order + std::size_t{s} * L::kLanes;
    bool stock_changed = false;
    bool order_changed = false;
    for (unsigned l = 0; l < L::kLanes; ++l) {
        const double before = cover[l];
        const double now = std::max(0.0, before + (arrived[l] - std::min(before, rate[l])));
        const double target = (L::parameter(at.stock_days, s, l) + extras.lag[l]) * plan[l];
        const double wanted = use[l] + (target - (now + extras.under_way[l])) * adjust[l];
        const double next = std::min(std::max(wanted, 0.0), extras.most[l]);
        stock_changed |= now != before;
        order_changed |= next != order[l];
        cover[l] = now;
        order[l] = next;
        const double dependence = L::parameter(at.dependence, s, l);
        const double share = 1.0 + dependence * (now - 1.0);
        const bool limits = (dependence > 0.0) & (share < limit[l]);
        limit[l] = limits ? share : limit[l];
    }
    return static_cast<std::uint8_t>((stock_changed ? kStockChanged : 0) | (order_changed ? kOrderChanged : 0));
}

// Stocks:  S += delivered − min(S, a·x).   Orders for tomorrow:  a·y + (n·a·y − S)/τ, floored at 0 and held to a
// ceiling, y = min(α·x̄, D) the output planned. A suspended node orders only what its stocks lack. With a transit lag,
// what is under way counts as stock, and what arrives is a lag's share of it. In a slot that policy blocks in part an
// order does not exceed the planned use. An order is read by its own slot only until the next sweep by supplier, so
// tomorrow's may take today's place. `gathered` are the rations of the links' suppliers from link `from` on (one lane
// only); null: they are read where they stand.
template <class L, bool kByLevel>
std::size_t deliver_nodes(const DayContext& context, const SweepArrays& at, std::uint32_t first, std::uint32_t last,
                          const double* gathered, std::uint64_t from, DayState& state) {
    constexpr unsigned kLanes = L::kLanes;
    const double* adjust = context.batch.order_adjust().data();
    const bool special = !state.transit.empty() || !state.received.empty();
    const bool policy = !context.links.controlled_suppliers().empty();
    SlotExtras<kLanes> none;
    for (unsigned l = 0; l < kLanes; ++l) {
        none.under_way[l] = none.lag[l] = 0.0;
        none.most[l] = context.batch.order_ceiling()[l];
    }
    std::size_t changed_nodes = 0;
    for (std::uint32_t i = first; i < last; ++i) {
        const std::size_t node = std::size_t{i} * kLanes;
        double plan[kLanes];
        double use[kLanes];
        double rate[kLanes];
        double limit[kLanes];
        for (unsigned l = 0; l < kLanes; ++l) {
            plan[l] = at.plan[node + l];
            use[l] = at.suspended[node + l] != 0 ? 0.0 : plan[l];
            rate[l] = at.use_rate[node + l];
            limit[l] = std::numeric_limits<double>::infinity();
        }
        std::uint8_t bits = state.changed[i] & ~(kStockChanged | kOrderChanged);
        for (std::uint32_t s = at.node_slots[i]; s < at.node_slots[i + 1]; ++s) {
            const std::uint64_t links = at.slot_links[s];
            const std::uint64_t count = at.slot_links[s + 1] - links;
            const double* weights = policy ? context.links.slot_weights(s) : nullptr;
            const auto ration = [&](std::uint64_t k) {
                if (kLanes == 1 && gathered != nullptr) return gathered + (links - from) + k;
                return at.ration + std::size_t{at.link_supplier[links + k]} * kLanes;
            };
            double arrived[kLanes];
            if (weights != nullptr) {
                const auto weight = [&](std::uint64_t k, unsigned l) { return weights[k * kLanes + l]; };
                ship<L, kByLevel>(at, s, count, weight, ration, arrived);
            } else {
                const auto weight = [&](std::uint64_t k, unsigned l) { return L::flow(at.flow, links + k, l); };
                ship<L, kByLevel>(at, s, count, weight, ration, arrived);
            }
            if (special || weights != nullptr) {
                SlotExtras<kLanes> extras;
                find_extras<kLanes>(context, s, weights != nullptr, plan, state, arrived, bits, extras);
                bits |= settle<L>(at, s, arrived, plan, use, rate, adjust, extras, limit);
            } else {
                bits |= settle<L>(at, s, arrived, plan, use, rate, adjust, none, limit);
            }
        }
        for (unsigned l = 0; l < kLanes; ++l)
            at.limit[node + l] = limit[l];
        state.changed[i] = bits;
        changed_nodes += bits != 0 ? 1 : 0;
    }
    return changed_nodes;
}

/// Gathers the rations of a block's links first, for the reason that produce() gives.
template <bool kByLevel>
std::size_t sweep_single(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state) {
    using L = Lanes<1, false, false>;
    const SweepArrays at = arrays_of(context, state);
    if (last - first == 1) return deliver_nodes<L, kByLevel>(context, at, first, last, nullptr, 0, state);
    const auto first_link = [&](std::uint32_t node) { return at.slot_links[at.node_slots[node]]; };
    std::vector<double> rations;
    std::size_t changed = 0;
    for (std::uint32_t begin = first; begin < last;) {
        const std::uint64_t from = first_link(begin);
        std::uint32_t end = begin + 1;
        while (end < last && first_link(end + 1) - from <= kGatherBlock)
            ++end;
        const std::uint64_t count = first_link(end) - from;
        if (rations.size() < count) rations.resize(count);
        for (std::uint64_t e = 0; e < count; ++e)
            rations[e] = at.ration[at.link_supplier[from + e]];
        changed += deliver_nodes<L, kByLevel>(context, at, begin, end, rations.data(), from, state);
        begin = end;
    }
    return changed;
}

template <class L>
std::size_t sweep_lanes(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state) {
    const SweepArrays at = arrays_of(context, state);
    if (context.batch.rules().rationing == Rationing::water_filling) {
        return deliver_nodes<L, true>(context, at, first, last, nullptr, 0, state);
    }
    return deliver_nodes<L, false>(context, at, first, last, nullptr, 0, state);
}

template <unsigned kLanes>
std::size_t sweep_batch(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state) {
    const Batch& batch = context.batch;
    if (batch.own_flows() && batch.own_parameters()) {
        return sweep_lanes<Lanes<kLanes, true, true>>(context, first, last, state);
    }
    if (batch.own_flows()) return sweep_lanes<Lanes<kLanes, true, false>>(context, first, last, state);
    if (batch.own_parameters()) return sweep_lanes<Lanes<kLanes, false, true>>(context, first, last, state);
    return sweep_lanes<Lanes<kLanes, false, false>>(context, first, last, state);
}

}  // namespace

std::size_t deliver_and_order(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state) {
    switch (context.batch.lanes()) {
        case 8:
            return sweep_batch<8>(context, first, last, state);
        case 16:
            return sweep_batch<16>(context, first, last, state);
        default:
            return context.batch.rules().rationing == Rationing::water_filling
                       ? sweep_single<true>(context, first, last, state)
                       : sweep_single<false>(context, first, last, state);
    }
}

}  // namespace chokepoint
