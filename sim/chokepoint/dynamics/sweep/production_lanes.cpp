// 8 or 16 lanes. The orders of a slot are adjacent for all lanes, so that one cache miss serves the batch.
#include <algorithm>
#include <chokepoint/dynamics/equations.hpp>
#include <chokepoint/dynamics/lane_pack.hpp>
#include <chokepoint/dynamics/node_work.hpp>
#include <chokepoint/dynamics/sweep/production.hpp>
#include <limits>

namespace chokepoint::dynamics {

namespace {

constexpr std::uint64_t kSalesAhead = 12;

/// Adds up the orders of all lanes over the sales of a node. `weights` are the flows of all sales or, for a controlled
/// supplier, the weights of its sales, of which only the `carrying` ones count.
template <unsigned kLanes, bool kControlled, bool kOwnFlows>
void add_orders(const network::SupplyNetwork& network, std::uint32_t i, const double* weights,
                std::span<const std::uint32_t> carrying, const std::vector<double>& order, double* orders) {
    const std::uint64_t first = network.node_sales[i];
    const std::uint64_t count = kControlled ? carrying.size() : network.node_sales[i + 1] - first;
    const std::uint32_t* slot = network.sale_slot.data();
    const std::uint64_t most = network.link_count() - 1;
    const bool far = is_far(order);
    Pack sum[kLanes / kPack];
    for (Pack& pack : sum)
        pack = 0.0;
    for (std::uint64_t n = 0; n < count; ++n) {
        const std::uint64_t k = kControlled ? carrying[n] : n;
        if (far) {
            const double* next = order.data() + std::size_t{slot[std::min(first + k + kSalesAhead, most)]} * kLanes;
            __builtin_prefetch(next);
            if constexpr (kLanes > 8) __builtin_prefetch(next + 8);
        }
        const double* of_slot = order.data() + std::size_t{slot[first + k]} * kLanes;
        for (unsigned p = 0; p < kLanes / kPack; ++p) {
            const Pack weight = kControlled ? load_pack(weights + k * kLanes + p * kPack)
                                            : column_pack<kOwnFlows>(weights, first + k, kLanes, p * kPack);
            sum[p] += weight * load_pack(of_slot + p * kPack);
        }
    }
    for (unsigned p = 0; p < kLanes / kPack; ++p)
        store_pack(sum[p], orders + p * kPack);
}

/// Whether every lane of a pack works, undamaged, past its restart ramp and without backlog. Such a lane meets demand
/// as far as capacity and inputs allow.
bool works_freely(std::size_t at, const DayState& state) {
    auto free = load_pack(state.ramp.data() + at) >= 1.0 && load_pack(state.backlog.data() + at) == 0.0;
    if (!state.intact.empty()) free = free && load_pack(state.intact.data() + at) == 1.0;
    return all_of(free) && !is_any<kPack>(state.suspended.data() + at);
}

/// Serves everyone in full. Returns whether the ration changed.
bool serve_all(const DayContext& context, std::size_t at, DayState& state) {
    const double full = fills_by_level(context.batch.rules().rationing) ? std::numeric_limits<double>::max() : 1.0;
    const bool changed = any_of(load_pack(state.ration.data() + at) != full);
    store_pack(full, state.ration.data() + at);
    store_pack(0.0, state.backlog_served.data() + at);
    if (state.bound.empty()) return changed;
    std::fill_n(state.bound.data() + at, kPack, Bound::demand);
    std::fill_n(state.bound_slot.data() + at, kPack, kNone);
    return changed;
}

/// Handles packs whose lanes can all meet their demand. work_node() handles the others.
template <unsigned kLanes, bool kOwnFlows>
std::uint8_t work_lanes(const DayContext& context, std::uint32_t i, const double* orders, DayState& state) {
    const Batch& batch = context.batch;
    const double* most = batch.products().overproduction.data() + std::size_t{batch.network().node_product[i]} * kLanes;
    const bool was_calm = state.calm[i] != 0;
    bool calm = true;
    std::uint8_t bits = 0;
    auto changed = Pack(0.0) != Pack(0.0);
    auto adapting = changed;
    for (unsigned l = 0; l < kLanes; l += kPack) {
        const std::size_t at = std::size_t{i} * kLanes + l;
        const Pack fresh = load_pack(state.fresh.data() + at);
        const Pack demand = load_pack(orders + l) + fresh;
        const Pack wanted = demand / column_pack<kOwnFlows>(batch.output.data(), i, kLanes, l);
        const auto easy = makes_all(wanted, load_pack(most + l), load_pack(state.limit.data() + at));
        if (!all_of(easy) || !(was_calm || works_freely(at, state))) {
            calm = false;
            bits |= work_node(context, i, l, load_pack(orders + l), state);
            continue;
        }
        if (!was_calm && serve_all(context, at, state)) bits |= kRationChanged;
        double* plan = state.plan.data() + at;
        double* use_rate = state.use_rate.data() + at;
        changed = changed || load_pack(plan) != wanted || load_pack(use_rate) != wanted;
        store_pack(wanted, plan);
        store_pack(wanted, use_rate);
        store_pack(demand, state.output.data() + at);
        store_pack(load_pack(orders + l), state.orders_in.data() + at);
        store_pack(fresh, state.fresh_served.data() + at);
        const Pack normal = column_pack<kOwnFlows>(batch.final_demand.data(), i, kLanes, l);
        adapting = adapting || (fresh != normal && normal > 0.0);
    }
    state.calm[i] = calm ? 1 : 0;
    if (any_of(changed)) bits |= kWorkChanged;
    if (any_of(adapting) || is_any<kLanes>(state.unsettled.data() + std::size_t{i} * kLanes)) bits |= kDemandUnsettled;
    return bits;
}

template <unsigned kLanes, bool kOwnFlows>
void produce(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state) {
    const network::SupplyNetwork& network = context.batch.network();
    double orders[kLanes];
    for (std::uint32_t i = first; i < last; ++i) {
        if (const double* weights = context.links.sale_weights(i); weights != nullptr) {
            add_orders<kLanes, true, kOwnFlows>(network, i, weights, context.links.carrying_sales(i), state.order,
                                                orders);
        } else {
            add_orders<kLanes, false, kOwnFlows>(network, i, context.batch.sale_flow.data(), {}, state.order, orders);
        }
        state.changed[i] = work_lanes<kLanes, kOwnFlows>(context, i, orders, state);
    }
}

}  // namespace

void produce_lanes(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state) {
    const bool own = context.batch.own_flows();
    if (context.batch.lanes() == 8)
        return own ? produce<8, true>(context, first, last, state) : produce<8, false>(context, first, last, state);
    return own ? produce<16, true>(context, first, last, state) : produce<16, false>(context, first, last, state);
}

}  // namespace chokepoint::dynamics
