#include <algorithm>
#include <chokepoint/dynamics/input_limit.hpp>

namespace chokepoint {

ProductSlots slots_of_product(const Batch& batch, std::uint32_t s) {
    if (batch.rules().slots == SlotRule::product) return {s, s + 1};
    const SupplyNetwork& network = batch.network();
    const std::uint32_t end = network.node_slots[network.slot_customer[s] + std::size_t{1}];
    ProductSlots slots{s, s + 1};
    while (slots.last < end && network.slot_product[slots.last] == network.slot_product[s])
        ++slots.last;
    return slots;
}

double joint_cover(const Batch& batch, ProductSlots slots, unsigned lane, const DayState& state) {
    const auto cover = [&](std::uint32_t s) { return state.cover[std::size_t{s} * batch.lanes() + lane]; };
    const double first = cover(slots.first);
    double beyond = 0.0;
    double need = 0.0;
    for (std::uint32_t s = slots.first; s < slots.last; ++s) {
        beyond += batch.slot_need.at(s, lane) * (cover(s) - first);
        need += batch.slot_need.at(s, lane);
    }
    return std::max(0.0, first + beyond / need);
}

InputLimit find_limit(const DayContext& context, std::uint32_t node, unsigned lane, const DayState& state,
                      double cap_days) {
    InputLimit limit;
    const Batch& batch = context.batch;
    const double slowdown = batch.rules(lane).slowdown;
    const std::uint32_t end = batch.network().node_slots[node + 1];
    for (std::uint32_t s = batch.network().node_slots[node]; s < end;) {
        const ProductSlots slots = slots_of_product(batch, s);
        const double dependence = batch.dependence.at(s, lane);
        if (dependence > 0.0) {
            double cover = joint_cover(batch, slots, lane, state);
            const double days = batch.stock_days.at(s, lane);
            if (slowdown > 0.0 && cap_days <= 0.0) cover /= slowdown * days;
            if (cap_days > 0.0) cover = std::min(1.0, cover / std::min(cap_days, days));
            const double share = 1.0 + dependence * (cover - 1.0);
            if (share < limit.share) limit = {share, s};
        }
        s = slots.last;
    }
    return limit;
}

}  // namespace chokepoint
