// 8 or 16 lanes. The rations of a supplier are adjacent for all lanes, so that one cache miss serves the batch, and the
// lanes of a slot are settled a pack at a time. The lines of the next links are prefetched instead of gathered.
#include <algorithm>
#include <chokepoint/dynamics/equations.hpp>
#include <chokepoint/dynamics/lane_pack.hpp>
#include <chokepoint/dynamics/sweep/delivery.hpp>

namespace chokepoint::dynamics {

namespace {

constexpr std::uint64_t kLinksAhead = 12;

/// `kFlows`, `kParameters`: each lane has its own flows or parameters.
template <unsigned kLanes, bool kByLevel, bool kFlows, bool kParameters>
class LaneSweep {
   public:
    LaneSweep(const DayContext& context, DayState& state)
        : context_(context),
          batch_(context.batch),
          network_(context.batch.network()),
          state_(state),
          has_transit_(!state.transit.empty()),
          policy_(!context.links.controlled_suppliers().empty()),
          far_(is_far(state.ration)) {}

    std::size_t run(std::uint32_t first, std::uint32_t last) {
        std::size_t changed = 0;
        for (std::uint32_t i = first; i < last; ++i) {
            if (network_.node_slots[i] != network_.node_slots[i + 1]) node(i);
            changed += state_.changed[i] != 0 ? 1 : 0;
        }
        return changed;
    }

   private:
    void node(std::uint32_t i) {
        const std::size_t at = std::size_t{i} * kLanes;
        const std::uint8_t* suspended = state_.suspended.data() + at;
        const double* plan = state_.plan.data() + at;
        for (unsigned l = 0; l < kLanes; l += kPack) {
            store_pack(load_pack(plan + l), use_ + l);
            store_pack(kNoLimit, limit_ + l);
        }
        for (unsigned l = 0; l < kLanes; ++l) {
            if (suspended[l] != 0) use_[l] = 0.0;
        }
        std::uint8_t bits = state_.changed[i] & static_cast<std::uint8_t>(~(kStockChanged | kOrderChanged));
        const std::uint32_t last_slot = network_.node_slots[i + 1];
        for (std::uint32_t s = network_.node_slots[i]; s < last_slot; ++s) {
            const double* weights = policy_ ? context_.links.slot_weights(s) : nullptr;
            bits |= weights != nullptr ? slot<true>(s, at, weights) : slot<false>(s, at, batch_.link_flow.data());
        }
        std::copy_n(limit_, kLanes, state_.limit.data() + at);
        state_.changed[i] = bits;
    }

    template <bool kControlled>
    std::uint8_t slot(std::uint32_t s, std::size_t node, const double* weights) {
        ship<kControlled>(s, weights);
        std::uint8_t bits = 0;
        if (has_transit_) carry(s, bits);
        if (!state_.received.empty()) {
            for (unsigned l = 0; l < kLanes; l += kPack)
                store_pack(load_pack(arrived_ + l), state_.received.data() + std::size_t{s} * kLanes + l);
        }
        bits |= has_transit_ ? settle<kControlled, true>(s, node) : settle<kControlled, false>(s, node);
        return bits;
    }

    void ask_ahead(std::uint64_t first, std::uint64_t last) const {
        const std::uint64_t end = std::min<std::uint64_t>(last + kLinksAhead, network_.link_count());
        for (std::uint64_t e = std::min(first + kLinksAhead, end); e < end; ++e) {
            const double* line = state_.ration.data() + std::size_t{network_.link_supplier[e]} * kLanes;
            __builtin_prefetch(line);
            if constexpr (kLanes > 8) __builtin_prefetch(line + 8);
        }
    }

    /// Fills arrived_. `weights` are the flows of all links or, for a controlled slot, the weights of its links.
    template <bool kControlled>
    void ship(std::uint32_t s, const double* weights) {
        const std::uint64_t first = network_.slot_links[s];
        const std::uint64_t last = network_.slot_links[s + 1];
        const std::uint32_t* supplier = network_.link_supplier.data();
        const double* ration = state_.ration.data();
        const double* order = state_.order.data() + std::size_t{s} * kLanes;
        if (far_) ask_ahead(first, last);
        const auto carrying = kControlled ? context_.links.carrying_links(s) : std::span<const std::uint32_t>();
        const std::uint64_t count = kControlled ? carrying.size() : last - first;
        Pack sum[kLanes / kPack];
        for (Pack& pack : sum)
            pack = 0.0;
        for (std::uint64_t n = 0; n < count; ++n) {
            const std::uint64_t k = kControlled ? carrying[n] : n;
            const double* rations = ration + std::size_t{supplier[first + k]} * kLanes;
            for (unsigned l = 0; l < kLanes; l += kPack) {
                const Pack weight = kControlled ? load_pack(weights + k * kLanes + l)
                                                : column_pack<kFlows>(weights, first + k, kLanes, l);
                const Pack given = load_pack(rations + l);
                sum[l / kPack] += weight * shipped_per_weight<kByLevel>(load_pack(order + l), given);
            }
        }
        for (unsigned l = 0; l < kLanes; l += kPack) {
            const Pack share = sum[l / kPack] / column_pack<kFlows>(batch_.slot_need.data(), s, kLanes, l);
            store_pack(kByLevel ? share : load_pack(order + l) * share, arrived_ + l);
        }
    }

    /// Puts shipments into transit and takes out what arrives.
    void carry(std::uint32_t s, std::uint8_t& bits) {
        for (unsigned l = 0; l < kLanes; ++l) {
            double& under_way = state_.transit[std::size_t{s} * kLanes + l];
            lag_[l] = transit_lag(batch_.product(network_.slot_product[s], l));
            under_way_[l] = lag_[l] > 0.0 ? next_transit(lag_[l], under_way, arrived_[l]) : 0.0;
            if (lag_[l] > 0.0 && put(under_way, under_way_[l])) bits |= kStockChanged;
        }
    }

    /// Updates the stock and order of a slot and the limit that it sets for the node.
    template <bool kControlled, bool kTransit>
    std::uint8_t settle(std::uint32_t s, std::size_t node) {
        double* cover = state_.cover.data() + std::size_t{s} * kLanes;
        double* order = state_.order.data() + std::size_t{s} * kLanes;
        const double* plans = state_.plan.data() + node;
        const double* rates = state_.use_rate.data() + node;
        const double* adjusts = batch_.order_adjust().data();
        const double* stock_days = batch_.stock_days.data();
        const double* dependences = batch_.dependence.data();
        const double* ceilings = batch_.order_ceiling().data();
        const double* blocked = kControlled ? context_.links.blocked_shares(s) : nullptr;
        auto stock_changed = Pack(0.0) != Pack(0.0);
        auto order_changed = stock_changed;
        for (unsigned l = 0; l < kLanes; l += kPack) {
            const Pack plan = load_pack(plans + l);
            const Pack before = load_pack(cover + l);
            const Pack now = next_cover(before, load_pack(arrived_ + l), load_pack(rates + l));
            Pack days = column_pack<kParameters>(stock_days, s, kLanes, l);
            Pack at_hand = now;
            if constexpr (kTransit) {
                days += load_pack(lag_ + l);
                at_hand += load_pack(under_way_ + l);
            }
            Pack most = load_pack(ceilings + l);
            // The open part of a slot that policy blocks in part orders for its own share only.
            if constexpr (kControlled) where(load_pack(blocked + l) > 0.0, most) = min(plan, most);
            const Pack next =
                next_order(load_pack(use_ + l), Pack(days * plan - at_hand), load_pack(adjusts + l), most);
            stock_changed = stock_changed || now != before;
            order_changed = order_changed || next != load_pack(order + l);
            store_pack(now, cover + l);
            store_pack(next, order + l);
            const Pack share = share_with_input(column_pack<kParameters>(dependences, s, kLanes, l), now);
            store_pack(min(load_pack(limit_ + l), share), limit_ + l);
        }
        return static_cast<std::uint8_t>((any_of(stock_changed) ? kStockChanged : 0) |
                                         (any_of(order_changed) ? kOrderChanged : 0));
    }

    const DayContext& context_;
    const Batch& batch_;
    const network::SupplyNetwork& network_;
    DayState& state_;
    const bool has_transit_;
    const bool policy_;
    const bool far_;
    // For the current slot or node, one per lane.
    double arrived_[kLanes];
    double use_[kLanes];
    double limit_[kLanes];
    double lag_[kLanes] = {};
    double under_way_[kLanes] = {};
};

template <unsigned kLanes, bool kByLevel>
std::size_t sweep(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state) {
    const Batch& batch = context.batch;
    if (batch.own_flows() && batch.own_parameters()) {
        return LaneSweep<kLanes, kByLevel, true, true>(context, state).run(first, last);
    }
    if (batch.own_flows()) return LaneSweep<kLanes, kByLevel, true, false>(context, state).run(first, last);
    if (batch.own_parameters()) return LaneSweep<kLanes, kByLevel, false, true>(context, state).run(first, last);
    return LaneSweep<kLanes, kByLevel, false, false>(context, state).run(first, last);
}

}  // namespace

std::size_t deliver_lanes(const DayContext& context, std::uint32_t first, std::uint32_t last, DayState& state) {
    const bool by_level = fills_by_level(context.batch.rules().rationing);
    if (context.batch.lanes() == 8) {
        return by_level ? sweep<8, true>(context, first, last, state) : sweep<8, false>(context, first, last, state);
    }
    return by_level ? sweep<16, true>(context, first, last, state) : sweep<16, false>(context, first, last, state);
}

}  // namespace chokepoint::dynamics
