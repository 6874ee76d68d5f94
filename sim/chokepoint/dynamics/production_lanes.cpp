// 8 or 16 lanes: a slot's orders for all lanes lie side by side, so that one miss serves the batch.
#include <algorithm>
#include <chokepoint/dynamics/lane_pack.hpp>
#include <chokepoint/dynamics/production.hpp>
#include <limits>

namespace chokepoint {

namespace {

constexpr std::uint64_t kSalesAhead = 12;

/// D_i of all lanes, from the sales one after the other; `weights` are those of a controlled supplier's sales, or the
/// flows of all sales. A sale that carries nothing adds nothing.
template <unsigned kLanes, bool kControlled, bool kOwnFlows>
void add_orders(const SupplyNetwork& network, std::uint32_t i, const double* weights, const std::uint8_t* carries,
                const double* order, double* orders) {
    const std::uint64_t first = network.node_sales[i];
    const std::uint64_t last = network.node_sales[i + 1];
    const std::uint32_t* slot = network.sale_slot.data();
    const std::uint64_t most = network.link_count() - 1;
    Pack sum[kLanes / kPack];
    for (Pack& pack : sum)
        pack = 0.0;
    for (std::uint64_t k = first; k < last; ++k) {
        if (kControlled && carries[k - first] == 0) continue;
        const double* next = order + std::size_t{slot[std::min(k + kSalesAhead, most)]} * kLanes;
        __builtin_prefetch(next);
        if constexpr (kLanes > 8) __builtin_prefetch(next + 8);
        const double* of_slot = order + std::size_t{slot[k]} * kLanes;
        for (unsigned p = 0; p < kLanes / kPack; ++p) {
            const Pack weight = kControlled ? load_pack(weights + (k - first) * kLanes + p * kPack)
                                            : column_pack<kOwnFlows>(weights, k, kLanes, p * kPack);
            sum[p] += weight * load_pack(of_slot + p * kPack);
        }
    }
    for (unsigned p = 0; p < kLanes / kPack; ++p)
        store_pack(sum[p], orders + p * kPack);
}

/// Whether every lane works and is past its restart ramp, with no final demand waiting: it makes what is asked of it if
/// capacity and inputs allow.
template <unsigned kLanes>
bool works_freely(std::size_t at, const DayState& state) {
    auto free = Pack(0.0) == Pack(0.0);
    for (unsigned l = 0; l < kLanes; l += kPack) {
        free = free && load_pack(state.ramp.data() + at + l) >= 1.0 && load_pack(state.backlog.data() + at + l) == 0.0;
        if (!state.intact.empty()) free = free && load_pack(state.intact.data() + at + l) == 1.0;
    }
    std::uint8_t suspended = 0;
    for (unsigned l = 0; l < kLanes; ++l)
        suspended |= state.suspended[at + l];
    return all_of(free) && suspended == 0;
}

/// What a node that makes all that is asked of it writes beside its work: everyone is served in full.
template <unsigned kLanes>
std::uint8_t serve_all(const DayContext& context, std::uint32_t i, DayState& state) {
    const std::size_t at = std::size_t{i} * kLanes;
    const double full = fills_by_level(context.batch.rules().rationing) ? std::numeric_limits<double>::max() : 1.0;
    auto ration_changed = Pack(0.0) != Pack(0.0);
    for (unsigned l = 0; l < kLanes; l += kPack) {
        ration_changed = ration_changed || load_pack(state.ration.data() + at + l) != full;
        store_pack(full, state.ration.data() + at + l);
        store_pack(load_pack(state.fresh.data() + at + l), state.fresh_served.data() + at + l);
        store_pack(0.0, state.backlog_served.data() + at + l);
    }
    std::fill_n(state.bound.data() + at, kLanes, Bound::demand);
    std::fill_n(state.bound_slot.data() + at, kLanes, kNone);
    bool unsettled = false;
    for (unsigned l = 0; l < kLanes; ++l) {
        const double normal = context.batch.final_demand.at(i, l);
        const bool calm = (state.fresh[at + l] == normal) & (state.unsettled[at + l] == 0);
        state.calm[at + l] = calm ? 1 : 0;
        unsettled |= (!calm) & ((normal > 0.0) | (state.unsettled[at + l] != 0));
    }
    return static_cast<std::uint8_t>((any_of(ration_changed) ? kRationChanged : 0) |
                                     (unsettled ? kDemandUnsettled : 0));
}

/// Lanes that can make all that is asked of them are done at once, if all are; else each takes its own way.
template <unsigned kLanes, bool kOwnFlows>
std::uint8_t work(const DayContext& context, std::uint32_t i, const double* orders, DayState& state) {
    const Batch& batch = context.batch;
    const std::size_t at = std::size_t{i} * kLanes;
    const double* most = batch.overproduction().data() + std::size_t{batch.network().node_product[i]} * kLanes;
    const double* fresh = state.fresh.data() + at;
    const double* limit = state.limit.data() + at;
    double wanted_of[kLanes];
    double demand_of[kLanes];
    auto easy = Pack(0.0) == Pack(0.0);
    for (unsigned l = 0; l < kLanes; l += kPack) {
        const Pack demand = load_pack(orders + l) + load_pack(fresh + l);
        const Pack wanted = demand / column_pack<kOwnFlows>(batch.output.data(), i, kLanes, l);
        easy = easy && wanted <= load_pack(most + l) && wanted <= load_pack(limit + l);
        store_pack(demand, demand_of + l);
        store_pack(wanted, wanted_of + l);
    }
    const std::uint8_t* calm = state.calm.data() + at;
    const bool all_calm = std::none_of(calm, calm + kLanes, [](std::uint8_t one) { return one == 0; });
    std::uint8_t bits = 0;
    if (!all_of(easy) || !(all_calm || works_freely<kLanes>(at, state))) {
        for (unsigned l = 0; l < kLanes; ++l)
            bits |= work_lane(context, i, l, orders[l], state);
        return bits;
    }
    if (!all_calm) bits = serve_all<kLanes>(context, i, state);
    auto changed = Pack(0.0) != Pack(0.0);
    double* plan = state.plan.data() + at;
    double* use_rate = state.use_rate.data() + at;
    for (unsigned l = 0; l < kLanes; l += kPack) {
        const Pack wanted = load_pack(wanted_of + l);
        changed = changed || load_pack(plan + l) != wanted || load_pack(use_rate + l) != wanted;
        store_pack(wanted, plan + l);
        store_pack(wanted, use_rate + l);
    }
    std::copy_n(orders, kLanes, state.orders_in.data() + at);
    std::copy_n(demand_of, kLanes, state.output.data() + at);
    return bits | (any_of(changed) ? kWorkChanged : 0);
}

template <unsigned kLanes, bool kOwnFlows>
void produce(const DayContext& context, std::uint32_t i, DayState& state) {
    const SupplyNetwork& network = context.batch.network();
    double orders[kLanes];
    if (const double* weights = context.links.sale_weights(i); weights != nullptr) {
        add_orders<kLanes, true, kOwnFlows>(network, i, weights, context.links.sale_carries(i), state.order.data(),
                                            orders);
    } else {
        add_orders<kLanes, false, kOwnFlows>(network, i, context.batch.sale_flow.data(), nullptr, state.order.data(),
                                             orders);
    }
    state.changed[i] = work<kLanes, kOwnFlows>(context, i, orders, state);
}

}  // namespace

void produce_lanes(const DayContext& context, std::uint32_t node, DayState& state) {
    const bool own = context.batch.own_flows();
    if (context.batch.lanes() == 8)
        return own ? produce<8, true>(context, node, state) : produce<8, false>(context, node, state);
    return own ? produce<16, true>(context, node, state) : produce<16, false>(context, node, state);
}

}  // namespace chokepoint
