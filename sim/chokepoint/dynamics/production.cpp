#include <algorithm>
#include <chokepoint/dynamics/production.hpp>
#include <chokepoint/dynamics/rationing.hpp>
#include <limits>
#include <vector>

namespace chokepoint {

namespace {

struct InputLimit {
    double share = std::numeric_limits<double>::infinity();  ///< L_i / x̄_i.
    std::uint32_t slot = kNone;                              ///< The slot that gives it.
};

// L_i = min_p [(1 − d_ip)·x̄_i + d_ip·S_ip/a_ip], with S_ip/a_ip = c_ip·x̄_i, c the cover in days of baseline use; d = 0
// never limits (Pichler et al. 2022; d between is the share of output that cannot be made without p). `cap_days` caps
// the cover counted, for the question whether a suspended node has stock enough to start again.
InputLimit input_limit(const DayContext& context, const DayState& state, std::uint32_t node, double cap_days) {
    InputLimit limit;
    const SupplyNetwork& network = context.network;
    for (std::uint32_t s = network.node_slots[node]; s < network.node_slots[node + 1]; ++s) {
        const double dependence = context.behaviour.slot_dependence[s];
        if (dependence <= 0.0) continue;
        double cover = state.cover[s];
        if (cap_days > 0.0) cover = std::min(1.0, cover / std::min(cap_days, context.behaviour.slot_stock_days[s]));
        const double share = 1.0 + dependence * (cover - 1.0);
        if (share < limit.share) limit = {share, s};
    }
    return limit;
}

/// Whether what may be bought today, at the baseline order, would keep a suspended node above its threshold: with
/// q = Σ_e w_e / A the open share of a slot, 1 + d·(q − 1) >= θ·min(1, D/x̄) in every slot.
bool could_be_sustained(const DayContext& context, std::uint32_t node, double threshold) {
    const SupplyNetwork& network = context.network;
    for (std::uint32_t s = network.node_slots[node]; s < network.node_slots[node + 1]; ++s) {
        const double dependence = context.behaviour.slot_dependence[s];
        if (dependence <= 0.0) continue;
        double open = 0.0;
        for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
            open += context.purchase_weights[e];
        }
        if (1.0 + dependence * (open / network.slot_need[s] - 1.0) < threshold) return false;
    }
    return true;
}

// A node whose inputs allow less than the share θ of what is wanted of it suspends. It starts again, along a ramp, once
// stock for some days of work allows at least the restart share and what may be bought would keep it above θ: nobody
// opens a plant to burn a stock that cannot be filled again. Source: Caixin and the company's own notice describe lines
// that stopped whole, not throttled.
void suspend_or_restart(const DayContext& context, std::uint32_t i, double wanted, const InputLimit& limit,
                        DayState& state) {
    const ProductBehaviour& product = context.behaviour.products[context.network.node_product[i]];
    if (state.suspended[i] == kClosed) return;
    if (state.suspended[i] == 0) {
        if (limit.share < product.suspend_below * std::min(1.0, wanted)) {
            state.suspended[i] = 1;
            state.bound_slot[i] = limit.slot;
        } else if (state.ramp[i] < 1.0) {
            state.ramp[i] = std::min(1.0, state.ramp[i] + 1.0 / std::max(1.0, product.restart_ramp_days));
        }
        return;
    }
    const InputLimit ready = input_limit(context, state, i, product.restart_cover_days);
    const double threshold = product.suspend_below * std::min(1.0, wanted);
    if (ready.share >= product.restart_above && could_be_sustained(context, i, threshold)) {
        state.suspended[i] = 0;
        state.ramp[i] = std::min(1.0, 1.0 / std::max(1.0, product.restart_ramp_days));
    } else {
        state.bound_slot[i] = ready.slot;
    }
}

/// Everything of produce_node() after the orders have been added up. Values are written only where they differ: most of
/// a large network stands still, and a line of memory that is not written need not go back.
void work(const DayContext& context, std::uint32_t i, double orders, DayState& state) {
    const double baseline = context.network.output[i];
    if (baseline <= 0.0) return;
    const ProductBehaviour& product = context.behaviour.products[context.network.node_product[i]];
    const double demand = orders + state.fresh[i] + state.backlog[i];
    const double wanted = demand / baseline;
    const std::uint8_t was_suspended = state.suspended[i];
    if (context.behaviour.rules.adaptations.suspension) {
        suspend_or_restart(context, i, wanted, {state.limit[i], state.limit_slot[i]}, state);
    }
    const double ramp = state.ramp[i];
    const double limit = state.limit[i];
    double use = wanted;
    Bound bound = Bound::demand;
    std::uint32_t bound_slot = kNone;
    if (state.suspended[i] != 0) {
        use = 0.0;
        bound = Bound::suspended;
        bound_slot = state.bound_slot[i];
    } else {
        if (product.overproduction * ramp < use) {
            use = product.overproduction * ramp;
            bound = ramp < 1.0 ? Bound::restart : Bound::capacity;
        }
        if (limit < use) {
            use = limit;
            bound = Bound::input;
            bound_slot = state.limit_slot[i];
        }
    }
    put(state.bound[i], bound);
    put(state.bound_slot[i], bound_slot);
    put(state.orders_in[i], orders);
    put(state.output[i], bound == Bound::demand ? demand : use * baseline);
    const bool ration_changed = ration_output(context, i, state);
    // Who has closed for good plans nothing and orders nothing.
    const bool closed = state.suspended[i] == kClosed;
    bool changed = put(state.plan[i], closed ? 0.0 : std::min(product.overproduction, wanted));
    changed = put(state.use_rate[i], use) || changed;
    // A ramp or a suspension goes on by itself, whatever else stands still.
    changed = changed || was_suspended != state.suspended[i] || state.suspended[i] == 1 || ramp < 1.0;
    std::uint8_t bits = changed ? kWorkChanged : 0;
    if (ration_changed) bits |= kRationChanged;
    const double normal = context.network.final_demand[i];
    const bool settled = bound == Bound::demand && state.fresh[i] == normal && state.backlog[i] == 0.0;
    if (!settled && normal > 0.0) bits |= kDemandUnsettled;
    put(state.changed[i], bits);
}

}  // namespace

void refresh_input_limit(const DayContext& context, std::uint32_t node, DayState& state) {
    const InputLimit limit = input_limit(context, state, node, 0.0);
    state.limit[node] = limit.share;
    state.limit_slot[node] = limit.slot;
}

double spare_capacity(const DayContext& context, std::uint32_t i, const DayState& state) {
    if (state.suspended[i] != 0) return 0.0;
    const ProductBehaviour& product = context.behaviour.products[context.network.node_product[i]];
    const double demand = state.orders_in[i] + state.fresh[i] + state.backlog[i];
    return std::max(0.0, product.overproduction * context.network.output[i] - demand);
}

// x_i = min(cap_i, D_i, L_i), with D_i = Σ_out O_e + fresh_i + backlog_i and cap_i = α_i·κ_i·x̄_i.
void produce_node(const DayContext& context, std::uint32_t i, DayState& state) {
    const SupplyNetwork& network = context.network;
    double orders = 0.0;
    for (std::uint64_t k = network.node_sales[i]; k < network.node_sales[i + 1]; ++k) {
        orders += context.sale_weights[k] * state.order[network.sale_slot[k]];
    }
    work(context, i, orders, state);
}

// The orders of a block of nodes are gathered first, in a loop of its own: a processor looks some hundred instructions
// ahead, and with the nodes' work in between it would have few of the gathers' misses under way at once.
void produce(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state) {
    const SupplyNetwork& network = context.network;
    const double* weight = context.sale_weights.data();
    const std::uint32_t* slot = network.sale_slot.data();
    const double* order = state.order.data();
    std::vector<double> gathered;
    for (std::uint32_t begin = first; begin < last;) {
        const std::uint64_t from = network.node_sales[begin];
        std::uint32_t end = begin + 1;
        while (end < last && network.node_sales[end + 1] - from <= kGatherBlock)
            ++end;
        const std::uint64_t count = network.node_sales[end] - from;
        if (gathered.size() < count) gathered.resize(count);
        for (std::uint64_t k = 0; k < count; ++k)
            gathered[k] = weight[from + k] * order[slot[from + k]];
        for (; begin < end; ++begin) {
            double orders = 0.0;
            for (std::uint64_t k = network.node_sales[begin]; k < network.node_sales[begin + 1]; ++k) {
                orders += gathered[k - from];
            }
            work(context, begin, orders, state);
        }
    }
}

}  // namespace chokepoint
