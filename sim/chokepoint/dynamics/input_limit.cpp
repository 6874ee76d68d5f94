#include <chokepoint/dynamics/input_limit.hpp>

namespace chokepoint::dynamics {

ProductSlots slots_of_product(const Batch& batch, std::uint32_t s) {
    if (batch.rules().slots == SlotRule::product) return {s, s + 1};
    const network::SupplyNetwork& network = batch.network();
    const std::uint32_t end = network.node_slots[network.slot_customer[s] + std::size_t{1}];
    ProductSlots slots{s, s + 1};
    while (slots.last < end && network.slot_product[slots.last] == network.slot_product[s])
        ++slots.last;
    return slots;
}

template <class V>
V joint_cover(const Batch& batch, ProductSlots slots, unsigned lane, const DayState& state) {
    const auto cover = [&](std::uint32_t s) {
        return V(state.cover.data() + std::size_t{s} * batch.lanes() + lane, kAligned);
    };
    const V first = cover(slots.first);
    if (slots.last == slots.first + 1) return max(V(0.0), first);
    V beyond = 0.0;
    V need = 0.0;
    for (std::uint32_t s = slots.first; s < slots.last; ++s) {
        const V slot_need = read_column<V>(batch.slot_need, s, batch.lanes(), lane);
        beyond += slot_need * (cover(s) - first);
        need += slot_need;
    }
    return max(V(0.0), V(first + beyond / need));
}

namespace {

template <class V>
V counted(const Batch& batch, ProductSlots slots, unsigned lane, const DayState& state, bool for_restart) {
    const V cover = joint_cover<V>(batch, slots, lane, state);
    const V days = read_column<V>(batch.held_days, slots.first, batch.lanes(), lane);
    if (!for_restart) return slowed_cover(cover, batch.rules(lane).slowdown, days);
    const network::SupplyNetwork& network = batch.network();
    const std::uint32_t product = network.node_product[network.slot_customer[slots.first]];
    const double* restart_days = batch.products().restart_cover_days.data();
    return restart_cover(cover, V(restart_days + std::size_t{product} * batch.lanes() + lane, kAligned), days);
}

/// L/x̄ = Σ_p A·c / Σ_p A: exactly the cover if all have the same; the slot is that of the lowest.
template <class V>
InputLimit<V> linear_limit(const Batch& batch, std::uint32_t node, unsigned lane, const DayState& state,
                           bool for_restart) {
    InputLimit<V> limit;
    V first = 0.0;
    V lowest = kNoLimit;
    V beyond = 0.0;
    V all = 0.0;
    const std::uint32_t end = batch.network().node_slots[node + 1];
    for (std::uint32_t s = batch.network().node_slots[node]; s < end;) {
        const ProductSlots slots = slots_of_product(batch, s);
        const V cover = counted<V>(batch, slots, lane, state, for_restart);
        where(all == 0.0, first) = cover;
        where(cover < lowest, limit.slot) = static_cast<double>(s);
        lowest = min(cover, lowest);
        for (; s < slots.last; ++s) {
            const V need = read_column<V>(batch.slot_need, s, batch.lanes(), lane);
            beyond += need * (cover - first);
            all += need;
        }
    }
    where(all > 0.0, limit.share) = max(V(0.0), V(first + beyond / all));
    return limit;
}

}  // namespace

template <class V>
InputLimit<V> find_limit(const DayContext& context, std::uint32_t node, unsigned lane, const DayState& state,
                         bool for_restart) {
    const Batch& batch = context.batch;
    if (batch.rules().production == ProductionRule::linear)
        return linear_limit<V>(batch, node, lane, state, for_restart);
    InputLimit<V> limit;
    const std::uint32_t end = batch.network().node_slots[node + 1];
    for (std::uint32_t s = batch.network().node_slots[node]; s < end;) {
        const ProductSlots slots = slots_of_product(batch, s);
        const V dependence = read_column<V>(batch.dependence, s, batch.lanes(), lane);
        const V share = share_with_input(dependence, counted<V>(batch, slots, lane, state, for_restart));
        const auto lower = share < limit.share;
        where(lower, limit.share) = share;
        where(lower, limit.slot) = static_cast<double>(s);
        s = slots.last;
    }
    return limit;
}

// Where production is linear, of all inputs together, and the last is named.
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
        if (!keeps_up(dependence, open, need, threshold)) return slots.first;
        open = need = 0.0;
    }
    return kNone;
}

template Single joint_cover<Single>(const Batch&, ProductSlots, unsigned, const DayState&);
template InputLimit<Single> find_limit<Single>(const DayContext&, std::uint32_t, unsigned, const DayState&, bool);
template InputLimit<Pack> find_limit<Pack>(const DayContext&, std::uint32_t, unsigned, const DayState&, bool);

}  // namespace chokepoint::dynamics
