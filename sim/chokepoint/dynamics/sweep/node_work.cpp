// What a node does with the orders it has: capacity, input limit, suspension, output, rationing. One lane at a time.
#include <algorithm>
#include <chokepoint/dynamics/capacity.hpp>
#include <chokepoint/dynamics/input_limit.hpp>
#include <chokepoint/dynamics/rationing.hpp>

namespace chokepoint::dynamics {

namespace {

// A node whose inputs allow less than the share θ of what is wanted of it suspends. It starts again, along a ramp, once
// stock for some days of work allows at least the restart share and what may be bought would keep it above θ: nobody
// opens a plant to burn a stock that cannot be filled again. Source: Caixin and the company's own notice describe lines
// that stopped whole, not throttled. Returns the slot for which it is suspended; kNone: it works.
std::uint32_t suspend_or_restart(const DayContext& context, std::uint32_t i, unsigned lane, double wanted,
                                 DayState& state) {
    const std::size_t at = std::size_t{i} * context.batch.lanes() + lane;
    const ProductBehaviour& product = context.batch.product_of(i, lane);
    const double threshold = product.suspend_below * std::min(1.0, wanted);
    if (state.suspended[at] == 0) {
        if (state.limit[at] < threshold) {
            state.suspended[at] = 1;
            return find_limit(context, i, lane, state).slot;
        }
        if (state.ramp[at] < 1.0)
            state.ramp[at] = std::min(1.0, state.ramp[at] + 1.0 / std::max(1.0, product.restart_ramp_days));
        return kNone;
    }
    const InputLimit ready = find_limit(context, i, lane, state, product.restart_cover_days);
    if (ready.share < product.restart_above) return ready.slot;
    const std::uint32_t unsustained = unsustained_slot(context, i, lane, threshold);
    if (unsustained != kNone) return unsustained;
    state.suspended[at] = 0;
    state.ramp[at] = std::min(1.0, 1.0 / std::max(1.0, product.restart_ramp_days));
    return kNone;
}

/// What orders for tomorrow aim at, as a share of baseline output: what demand asks for, within capacity or not.
double planned(const DayContext& context, std::uint32_t i, unsigned lane, double wanted, double capacity,
               const DayState& state) {
    switch (context.batch.rules(lane).orders) {
        case OrderRule::demand_fixed_target:
            return wanted;
        case OrderRule::capped_no_excess:
            return std::min(wanted, capacity);
        default:
            break;
    }
    const std::size_t at = std::size_t{i} * context.batch.lanes() + lane;
    const double intact = state.intact.empty() ? 1.0 : state.intact[at];
    return std::min(context.batch.product_of(i, lane).overproduction * intact, wanted);
}

}  // namespace

// With q = Σ_e w_e / A the open share of a product the node can if 1 + d·(q − 1) >= θ·min(1, D/x̄) of every one; where
// production is linear, of all of them together, and the last is named.
std::uint32_t unsustained_slot(const DayContext& context, std::uint32_t node, unsigned lane, double threshold) {
    const Batch& batch = context.batch;
    const network::SupplyNetwork& network = batch.network();
    const bool linear = batch.rules().production == ProductionRule::linear;
    const std::uint32_t end = network.node_slots[node + 1];
    double open = 0.0;
    double need = 0.0;
    for (std::uint32_t s = network.node_slots[node]; s < end;) {
        const ProductSlots slots = slots_of_product(batch, s);
        const double dependence = linear ? 1.0 : batch.dependence.at(s, lane);
        for (; s < slots.last; ++s) {
            open += context.links.open_flow(s, lane);
            need += batch.slot_need.at(s, lane);
        }
        if (linear && s < end) continue;
        if (dependence > 0.0 && need > 0.0 && 1.0 + dependence * (open / need - 1.0) < threshold) return slots.first;
        open = need = 0.0;
    }
    return kNone;
}

std::uint8_t work_lane(const DayContext& context, std::uint32_t i, unsigned lane, double orders, DayState& state) {
    const std::size_t at = std::size_t{i} * context.batch.lanes() + lane;
    const double baseline = context.batch.output.at(i, lane);
    if (baseline <= 0.0) return 0;
    if (!state.can_make.empty()) orders *= state.can_make[at];  // as it was when they were given
    const double demand = orders + state.fresh[at] + state.backlog[at];
    const double wanted = demand / baseline;
    const std::uint8_t was_suspended = state.suspended[at];
    const bool keeps_bounds = !state.bound.empty();
    std::uint32_t suspended_for = keeps_bounds ? state.bound_slot[at] : kNone;
    if (context.batch.rules().adaptations.suspension && was_suspended != kClosed)
        suspended_for = suspend_or_restart(context, i, lane, wanted, state);
    const double ramp = state.ramp[at];
    const double capacity = capacity_of_day(context, i, lane, wanted, state);
    double use = wanted;
    Bound bound = Bound::demand;
    std::uint32_t bound_slot = kNone;
    if (state.suspended[at] != 0) {
        use = 0.0;
        bound = Bound::suspended;
        bound_slot = suspended_for;
    } else {
        if (capacity < use) {
            use = capacity;
            bound = ramp < 1.0 ? Bound::restart : Bound::capacity;
        }
        if (state.limit[at] < use) {
            use = state.limit[at];
            bound = Bound::input;
            if (keeps_bounds) bound_slot = find_limit(context, i, lane, state).slot;
        }
    }
    if (keeps_bounds) {
        state.bound[at] = bound;
        state.bound_slot[at] = bound_slot;
    }
    state.orders_in[at] = orders;
    state.output[at] = bound == Bound::demand ? demand : use * baseline;
    std::uint8_t bits = ration_output(context, i, lane, state) ? kRationChanged : 0;
    // Who has closed for good plans nothing and orders nothing.
    const bool closed = state.suspended[at] == kClosed;
    bool changed = put(state.plan[at], closed ? 0.0 : planned(context, i, lane, wanted, capacity, state));
    changed = put(state.use_rate[at], use) || changed;
    changed = adjust_capacity(context, i, lane, wanted, state) || changed;
    if (!state.can_make.empty() && put(state.can_make[at], capacity)) {
        bits |= kRationChanged;
        changed = true;
    }
    // A ramp or a suspension goes on by itself, whatever else stands still.
    changed = changed || was_suspended != state.suspended[at] || state.suspended[at] == 1 || ramp < 1.0;
    if (changed) bits |= kWorkChanged;
    const double normal = context.batch.final_demand.at(i, lane);
    const bool settled = bound == Bound::demand && state.fresh[at] == normal && state.backlog[at] == 0.0;
    const bool whole = ramp >= 1.0 && state.effort.empty() && (state.intact.empty() || state.intact[at] == 1.0);
    const bool calm = settled && state.unsettled[at] == 0 && state.suspended[at] == 0 && whole;
    if (!calm && (normal > 0.0 || state.unsettled[at] != 0)) bits |= kDemandUnsettled;
    state.calm[i] = calm && context.batch.lanes() == 1 ? 1 : 0;
    return bits;
}

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
    return find_limit(context, node, lane, state).share;
}

double spare_capacity(const DayContext& context, std::uint32_t i, unsigned lane, const DayState& state) {
    const std::size_t at = std::size_t{i} * context.batch.lanes() + lane;
    const double demand = state.orders_in[at] + state.fresh[at] + state.backlog[at];
    if (state.suspended[at] != 0) return -demand;
    const ProductBehaviour& product = context.batch.product_of(i, lane);
    const double intact = state.intact.empty() ? 1.0 : state.intact[at];
    return product.overproduction * intact * context.batch.output.at(i, lane) - demand;
}

}  // namespace chokepoint::dynamics
