#include <chokepoint/dynamics/input_limit.hpp>
#include <utility>

namespace chokepoint::dynamics {

namespace {

template <class V>
[[gnu::always_inline]] inline V cover_of(const Batch& batch, std::uint32_t slot, unsigned lane, const DayState& state) {
    return V(state.cover.data() + std::size_t{slot} * batch.lanes() + lane, kAligned);
}

}  // namespace

template <class V>
V joint_cover(const Batch& batch, ProductSlots slots, unsigned lane, const DayState& state) {
    const V first = cover_of<V>(batch, slots.first, lane, state);
    if (slots.last == slots.first + 1) return max(V(0.0), first);
    V beyond = 0.0;
    V need = 0.0;
    for (std::uint32_t s = slots.first; s < slots.last; ++s) {
        const V slot_need = read_column<V>(batch.slot_need, s, batch.lanes(), lane);
        beyond += slot_need * (cover_of<V>(batch, s, lane, state) - first);
        need += slot_need;
    }
    return max(V(0.0), V(first + beyond / need));
}

namespace {

/// Counts the covers of one node.
template <class V>
class CountedCover {
   public:
    CountedCover(const Batch& batch, std::uint32_t node, unsigned lane, const DayState& state, bool for_restart)
        : batch_(batch),
          state_(state),
          lane_(lane),
          for_restart_(for_restart),
          slowdown_(batch.rules().slowdown),
          restart_days_(batch.products().restart_cover_days.data() +
                            std::size_t{batch.network().node_product[node]} * batch.lanes() + lane,
                        kAligned) {}

    [[gnu::always_inline]] V of(ProductSlots slots) const {
        const V cover = slots.last == slots.first + 1 ? max(V(0.0), cover_of<V>(batch_, slots.first, lane_, state_))
                                                      : joint_cover<V>(batch_, slots, lane_, state_);
        if (!for_restart_ && slowdown_ <= 0.0) return cover;
        const V days = read_column<V>(batch_.held_days, slots.first, batch_.lanes(), lane_);
        return for_restart_ ? restart_cover(cover, restart_days_, days) : slowed_cover(cover, slowdown_, days);
    }

   private:
    const Batch& batch_;
    const DayState& state_;
    const unsigned lane_;
    const bool for_restart_;
    const double slowdown_;
    const V restart_days_;
};

/// L/x̄ = Σ_p A·c / Σ_p A: exactly the cover if all have the same; the slot is that of the lowest.
template <class V>
InputLimit<V> linear_limit(const Batch& batch, std::uint32_t node, unsigned lane, const DayState& state,
                           bool for_restart) {
    const CountedCover<V> covers(batch, node, lane, state, for_restart);
    InputLimit<V> limit;
    V first = 0.0;
    V lowest = kNoLimit;
    V beyond = 0.0;
    V all = 0.0;
    const std::uint32_t end = batch.network().node_slots[node + 1];
    for (std::uint32_t s = batch.network().node_slots[node]; s < end;) {
        const ProductSlots slots = slots_of_product(batch, s);
        const V cover = covers.of(slots);
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
    constexpr bool kBatch = V::size() > 1;  // no batch has linear production or several slots for a product
    if (!kBatch && batch.rules().production == ProductionRule::linear)
        return linear_limit<V>(batch, node, lane, state, for_restart);
    const CountedCover<V> covers(batch, node, lane, state, for_restart);
    InputLimit<V> limit;
    const std::uint32_t end = batch.network().node_slots[node + 1];
    for (std::uint32_t s = batch.network().node_slots[node]; s < end;) {
        const ProductSlots slots = kBatch ? ProductSlots{s, s + 1} : slots_of_product(batch, s);
        const V dependence = read_column<V>(batch.dependence, s, batch.lanes(), lane);
        const std::uint32_t first = std::exchange(s, slots.last);
        if (!kBatch && none_of(dependence > 0.0)) continue;
        const V share = share_with_input(dependence, covers.of(slots));
        const auto lower = share < limit.share;
        where(lower, limit.share) = share;
        where(lower, limit.slot) = static_cast<double>(first);
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
