#include <algorithm>
#include <chokepoint/dynamics/production.hpp>
#include <chokepoint/dynamics/rationing.hpp>
#include <limits>

namespace chokepoint {

namespace {

// L_i = min_p [(1 − d_ip)·x̄_i + d_ip·S_ip/a_ip], with S_ip/a_ip = c_ip·x̄_i, c the cover in days of baseline use; d = 0
// never limits (Pichler et al. 2022; d between is the share of output that cannot be made without p). `cap_days` caps
// the cover counted, for the question whether a suspended node has stock enough to start again.
struct InputLimit {
    double share = std::numeric_limits<double>::infinity();  ///< L_i / x̄_i.
    std::uint32_t slot = kNone;                              ///< The slot that gives it.
};

InputLimit find_limit(const DayContext& context, std::uint32_t node, unsigned lane, const DayState& state,
                      double cap_days) {
    InputLimit limit;
    const Batch& batch = context.batch;
    for (std::uint32_t s = batch.network().node_slots[node]; s < batch.network().node_slots[node + 1]; ++s) {
        const double dependence = batch.dependence.at(s, lane);
        if (dependence <= 0.0) continue;
        double cover = state.cover[std::size_t{s} * batch.lanes() + lane];
        if (cap_days > 0.0) cover = std::min(1.0, cover / std::min(cap_days, batch.stock_days.at(s, lane)));
        const double share = 1.0 + dependence * (cover - 1.0);
        if (share < limit.share) limit = {share, s};
    }
    return limit;
}

/// Whether what may be bought today, at the baseline order, would keep a suspended node above its threshold: with
/// q = Σ_e w_e / A the open share of a slot, 1 + d·(q − 1) >= θ·min(1, D/x̄) in every slot.
bool could_be_sustained(const DayContext& context, std::uint32_t node, unsigned lane, double threshold) {
    const Batch& batch = context.batch;
    const SupplyNetwork& network = batch.network();
    for (std::uint32_t s = network.node_slots[node]; s < network.node_slots[node + 1]; ++s) {
        const double dependence = batch.dependence.at(s, lane);
        const double* weights = context.links.slot_weights(s);
        if (dependence <= 0.0) continue;
        double open = 0.0;
        for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
            open += weights != nullptr ? weights[(e - network.slot_links[s]) * batch.lanes() + lane]
                                       : batch.link_flow.at(e, lane);
        }
        if (1.0 + dependence * (open / batch.slot_need.at(s, lane) - 1.0) < threshold) return false;
    }
    return true;
}

// A node whose inputs allow less than the share θ of what is wanted of it suspends. It starts again, along a ramp, once
// stock for some days of work allows at least the restart share and what may be bought would keep it above θ: nobody
// opens a plant to burn a stock that cannot be filled again. Source: Caixin and the company's own notice describe lines
// that stopped whole, not throttled.
void suspend_or_restart(const DayContext& context, std::uint32_t i, unsigned lane, double wanted, DayState& state) {
    const std::size_t at = std::size_t{i} * context.batch.lanes() + lane;
    const ProductBehaviour& product = context.batch.product_of(i, lane);
    if (state.suspended[at] == kClosed) return;
    const double threshold = product.suspend_below * std::min(1.0, wanted);
    if (state.suspended[at] == 0) {
        if (state.limit[at] < threshold) {
            state.suspended[at] = 1;
            state.bound_slot[at] = find_limit(context, i, lane, state, 0.0).slot;
        } else if (state.ramp[at] < 1.0) {
            state.ramp[at] = std::min(1.0, state.ramp[at] + 1.0 / std::max(1.0, product.restart_ramp_days));
        }
        return;
    }
    const InputLimit ready = find_limit(context, i, lane, state, product.restart_cover_days);
    if (ready.share >= product.restart_above && could_be_sustained(context, i, lane, threshold)) {
        state.suspended[at] = 0;
        state.ramp[at] = std::min(1.0, 1.0 / std::max(1.0, product.restart_ramp_days));
    } else {
        state.bound_slot[at] = ready.slot;
    }
}

/// Production of one lane of a node after its orders have been added up. Returns what it changed, as bits.
std::uint8_t work(const DayContext& context, std::uint32_t i, unsigned lane, double orders, DayState& state) {
    const std::size_t at = std::size_t{i} * context.batch.lanes() + lane;
    const double baseline = context.batch.output.at(i, lane);
    if (baseline <= 0.0) return 0;
    const ProductBehaviour& product = context.batch.product_of(i, lane);
    const double demand = orders + state.fresh[at] + state.backlog[at];
    const double wanted = demand / baseline;
    const std::uint8_t was_suspended = state.suspended[at];
    if (context.batch.rules().adaptations.suspension) suspend_or_restart(context, i, lane, wanted, state);
    const double ramp = state.ramp[at];
    double use = wanted;
    Bound bound = Bound::demand;
    std::uint32_t bound_slot = kNone;
    if (state.suspended[at] != 0) {
        use = 0.0;
        bound = Bound::suspended;
        bound_slot = state.bound_slot[at];
    } else {
        if (product.overproduction * ramp < use) {
            use = product.overproduction * ramp;
            bound = ramp < 1.0 ? Bound::restart : Bound::capacity;
        }
        if (state.limit[at] < use) {
            use = state.limit[at];
            bound = Bound::input;
            bound_slot = find_limit(context, i, lane, state, 0.0).slot;
        }
    }
    state.bound[at] = bound;
    state.bound_slot[at] = bound_slot;
    state.orders_in[at] = orders;
    state.output[at] = bound == Bound::demand ? demand : use * baseline;
    std::uint8_t bits = ration_output(context, i, lane, state) ? kRationChanged : 0;
    // Who has closed for good plans nothing and orders nothing.
    const bool closed = state.suspended[at] == kClosed;
    bool changed = put(state.plan[at], closed ? 0.0 : std::min(product.overproduction, wanted));
    changed = put(state.use_rate[at], use) || changed;
    // A ramp or a suspension goes on by itself, whatever else stands still.
    changed = changed || was_suspended != state.suspended[at] || state.suspended[at] == 1 || ramp < 1.0;
    if (changed) bits |= kWorkChanged;
    const double normal = context.batch.final_demand.at(i, lane);
    const bool settled = bound == Bound::demand && state.fresh[at] == normal && state.backlog[at] == 0.0;
    state.calm[at] = settled && state.unsettled[at] == 0 && state.suspended[at] == 0 && ramp >= 1.0 ? 1 : 0;
    if (state.calm[at] == 0 && (normal > 0.0 || state.unsettled[at] != 0)) bits |= kDemandUnsettled;
    return bits;
}

/// D_i of `kLanes` lanes, from the sales one after the other.
template <unsigned kLanes, bool kOwnFlows>
void add_orders(const DayContext& context, std::uint32_t i, const DayState& state, double* orders) {
    const SupplyNetwork& network = context.batch.network();
    const std::uint64_t first = network.node_sales[i];
    const std::uint64_t last = network.node_sales[i + 1];
    const std::uint32_t* slot = network.sale_slot.data();
    const double* order = state.order.data();
    double sum[kLanes] = {};
    if (const double* weight = context.links.sale_weights(i); weight != nullptr) {
        for (std::uint64_t k = first; k < last; ++k, weight += kLanes) {
            const double* of_slot = order + std::size_t{slot[k]} * kLanes;
            for (unsigned l = 0; l < kLanes; ++l)
                sum[l] += weight[l] * of_slot[l];
        }
    } else {
        const double* flow = context.batch.sale_flow.data();
        for (std::uint64_t k = first; k < last; ++k) {
            const double* of_slot = order + std::size_t{slot[k]} * kLanes;
            for (unsigned l = 0; l < kLanes; ++l)
                sum[l] += (kOwnFlows ? flow[k * kLanes + l] : flow[k]) * of_slot[l];
        }
    }
    for (unsigned l = 0; l < kLanes; ++l)
        orders[l] = sum[l];
}

// x_i = min(cap_i, D_i, L_i), with D_i = Σ_out O_e + fresh_i + backlog_i and cap_i = α_i·κ_i·x̄_i. A calm lane that can
// make all that is asked of it is done in a few operations, all such lanes at once; the others take work().
template <unsigned kLanes, bool kOwnFlows>
std::uint8_t work_lanes(const DayContext& context, std::uint32_t i, const double* orders, DayState& state) {
    const Batch& batch = context.batch;
    const std::size_t at = std::size_t{i} * kLanes;
    const double* most = batch.overproduction().data() + std::size_t{batch.network().node_product[i]} * kLanes;
    const double* baseline = batch.output.data() + (kOwnFlows ? at : i);
    double demand[kLanes];
    double wanted[kLanes];
    bool easy[kLanes];
    bool all_easy = true;
    bool changed = false;
    for (unsigned l = 0; l < kLanes; ++l) {
        demand[l] = orders[l] + state.fresh[at + l];
        wanted[l] = demand[l] / baseline[kOwnFlows ? l : 0];
        easy[l] = (state.calm[at + l] != 0) & (wanted[l] <= most[l]) & (wanted[l] <= state.limit[at + l]);
        all_easy &= easy[l];
    }
    if (all_easy) {
        for (unsigned l = 0; l < kLanes; ++l) {
            changed |= (state.plan[at + l] != wanted[l]) | (state.use_rate[at + l] != wanted[l]);
            state.orders_in[at + l] = orders[l];
            state.output[at + l] = demand[l];
            state.use_rate[at + l] = wanted[l];
            state.plan[at + l] = wanted[l];
        }
        return changed ? kWorkChanged : 0;
    }
    std::uint8_t bits = 0;
    for (unsigned l = 0; l < kLanes; ++l)
        bits |= work(context, i, l, orders[l], state);
    return bits;
}

/// The orders of a block of nodes are gathered first, in a loop of its own: a processor looks some hundred instructions
/// ahead, and with the nodes' work in between it would have few of the gathers' misses under way at once.
void gather_orders(const SupplyNetwork& network, std::uint64_t from, std::uint64_t count, const double* order,
                   double* gathered) {
    const double* flow = network.sale_flow.data() + from;
    const std::uint32_t* slot = network.sale_slot.data() + from;
    for (std::uint64_t k = 0; k < count; ++k)
        gathered[k] = flow[k] * order[slot[k]];
}

void finish_node(std::uint32_t i, std::uint8_t bits, DayState& state, std::vector<std::uint32_t>& unsettled) {
    if ((bits & kDemandUnsettled) != 0) unsettled.push_back(i);
    state.changed[i] = bits;
}

void produce_block(const DayContext& context, std::uint32_t first, std::uint32_t last, const double* gathered,
                   DayState& state, std::vector<std::uint32_t>& unsettled) {
    const std::uint64_t* sales = context.batch.network().node_sales.data();
    const double* next = gathered;
    for (std::uint32_t i = first; i < last; ++i) {
        double orders = 0.0;
        if (context.links.sale_weights(i) != nullptr) {
            add_orders<1, false>(context, i, state, &orders);
            next += sales[i + 1] - sales[i];
        } else {
            for (const double* end = next + (sales[i + 1] - sales[i]); next < end; ++next)
                orders += *next;
        }
        finish_node(i, work_lanes<1, false>(context, i, &orders, state), state, unsettled);
    }
}

template <unsigned kLanes, bool kOwnFlows>
void produce_lanes(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state,
                   std::vector<std::uint32_t>& unsettled) {
    double orders[kLanes];
    for (std::uint32_t i = first; i < last; ++i) {
        add_orders<kLanes, kOwnFlows>(context, i, state, orders);
        finish_node(i, work_lanes<kLanes, kOwnFlows>(context, i, orders, state), state, unsettled);
    }
}

void produce_single(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state,
                    std::vector<std::uint32_t>& unsettled) {
    if (last - first == 1) return produce_lanes<1, false>(context, first, last, state, unsettled);
    const SupplyNetwork& network = context.batch.network();
    std::vector<double> gathered;
    for (std::uint32_t begin = first; begin < last;) {
        const std::uint64_t from = network.node_sales[begin];
        std::uint32_t end = begin + 1;
        while (end < last && network.node_sales[end + 1] - from <= kGatherBlock)
            ++end;
        const std::uint64_t count = network.node_sales[end] - from;
        if (gathered.size() < count) gathered.resize(count);
        gather_orders(network, from, count, state.order.data(), gathered.data());
        produce_block(context, begin, end, gathered.data(), state, unsettled);
        begin = end;
    }
}

}  // namespace

SaleWeights sale_weights(const DayContext& context, std::uint32_t node, unsigned lane) {
    const Batch& batch = context.batch;
    if (const double* weights = context.links.sale_weights(node); weights != nullptr) {
        return {weights + lane, batch.lanes()};
    }
    const std::uint64_t first = batch.network().node_sales[node];
    if (!batch.own_flows()) return {batch.sale_flow.data() + first, 1};
    return {batch.sale_flow.data() + first * batch.lanes() + lane, batch.lanes()};
}

double input_limit(const DayContext& context, std::uint32_t node, unsigned lane, const DayState& state) {
    return find_limit(context, node, lane, state, 0.0).share;
}

double spare_capacity(const DayContext& context, std::uint32_t i, unsigned lane, const DayState& state) {
    const std::size_t at = std::size_t{i} * context.batch.lanes() + lane;
    if (state.suspended[at] != 0) return 0.0;
    const ProductBehaviour& product = context.batch.product_of(i, lane);
    const double demand = state.orders_in[at] + state.fresh[at] + state.backlog[at];
    return std::max(0.0, product.overproduction * context.batch.output.at(i, lane) - demand);
}

void produce(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state,
             std::vector<std::uint32_t>& unsettled) {
    const bool own = context.batch.own_flows();
    switch (context.batch.lanes()) {
        case 8:
            return own ? produce_lanes<8, true>(context, first, last, state, unsettled)
                       : produce_lanes<8, false>(context, first, last, state, unsettled);
        case 16:
            return own ? produce_lanes<16, true>(context, first, last, state, unsettled)
                       : produce_lanes<16, false>(context, first, last, state, unsettled);
        default:
            return produce_single(context, first, last, state, unsettled);
    }
}

}  // namespace chokepoint
