#include <algorithm>
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

double joint_cover(const Batch& batch, ProductSlots slots, unsigned lane, const DayState& state) {
    const auto cover = [&](std::uint32_t s) { return state.cover[std::size_t{s} * batch.lanes() + lane]; };
    const double first = cover(slots.first);
    if (slots.last == slots.first + 1) return std::max(0.0, first);
    double beyond = 0.0;
    double need = 0.0;
    for (std::uint32_t s = slots.first; s < slots.last; ++s) {
        beyond += batch.slot_need.at(s, lane) * (cover(s) - first);
        need += batch.slot_need.at(s, lane);
    }
    return std::max(0.0, first + beyond / need);
}

namespace {

/// A cover as the limit counts it: slowed down, or up to what is enough for a restart.
double counted(const Batch& batch, ProductSlots slots, unsigned lane, const DayState& state, double cap_days) {
    const double cover = joint_cover(batch, slots, lane, state);
    const double days = batch.held_days.at(slots.first, lane);
    if (cap_days > 0.0) return std::min(1.0, cover / std::min(cap_days, days));
    const double slowdown = batch.rules(lane).slowdown;
    return slowdown > 0.0 ? cover / std::max(1.0, slowdown * days) : cover;
}

/// Exactly the cover if all have the same; the slot is that of the lowest.
InputLimit linear_limit(const Batch& batch, std::uint32_t node, unsigned lane, const DayState& state, double cap_days) {
    InputLimit limit;
    double first = 0.0;
    double lowest = limit.share;
    double beyond = 0.0;
    double all = 0.0;
    const std::uint32_t end = batch.network().node_slots[node + 1];
    for (std::uint32_t s = batch.network().node_slots[node]; s < end;) {
        const ProductSlots slots = slots_of_product(batch, s);
        const double cover = counted(batch, slots, lane, state, cap_days);
        if (all == 0.0) first = cover;
        if (cover < lowest) {
            lowest = cover;
            limit.slot = s;
        }
        for (; s < slots.last; ++s) {
            beyond += batch.slot_need.at(s, lane) * (cover - first);
            all += batch.slot_need.at(s, lane);
        }
    }
    if (all > 0.0) limit.share = std::max(0.0, first + beyond / all);
    return limit;
}

}  // namespace

InputLimit find_limit(const DayContext& context, std::uint32_t node, unsigned lane, const DayState& state,
                      double cap_days) {
    InputLimit limit;
    const Batch& batch = context.batch;
    if (batch.rules().production == ProductionRule::linear) return linear_limit(batch, node, lane, state, cap_days);
    const std::uint32_t end = batch.network().node_slots[node + 1];
    for (std::uint32_t s = batch.network().node_slots[node]; s < end;) {
        const ProductSlots slots = slots_of_product(batch, s);
        const double dependence = batch.dependence.at(s, lane);
        if (dependence > 0.0) {
            const double share = 1.0 + dependence * (counted(batch, slots, lane, state, cap_days) - 1.0);
            if (share < limit.share) limit = {share, s};
        }
        s = slots.last;
    }
    return limit;
}

}  // namespace chokepoint::dynamics
