// One lane. A sweep visits its nodes in blocks whose links fit into the nearest cache, and each block in three loops.
// The first gathers the rations of its links, with nothing between the cache misses. The second adds up the deliveries
// of each slot. The third settles the slots a pack at a time and finds their nodes by slot_customer, because the end of
// a loop over the two or three slots of a node would be mispredicted a million times a day.
#include <algorithm>
#include <chokepoint/dynamics/input_limit.hpp>
#include <chokepoint/dynamics/sweep/delivery.hpp>
#include <chokepoint/dynamics/sweep/supplier_orders.hpp>
#include <span>
#include <vector>

namespace chokepoint::dynamics {

namespace {

// Compiles to one instruction, without a branch.
inline double smaller(double a, double b) {
    return b < a ? b : a;
}

/// The working memory of a block: rations by link, deliveries by slot, use by node.
struct Buffers {
    std::vector<double> rations;
    std::vector<double> arrived;
    std::vector<double> use;
    std::vector<double> goal;    ///< By node: the output that stocks are filled for.
    std::vector<double> used;    ///< By slot, if a product has several.
    std::vector<double> before;  ///< Orders of the day before by slot, if they are split by capacity.
    void grow(std::size_t links, std::size_t slots, std::size_t nodes) {
        if (rations.size() < links) rations.resize(links);
        if (arrived.size() < slots) arrived.resize(slots);
        if (used.size() < slots) used.resize(slots);
        if (use.size() < nodes) use.resize(nodes);
        if (goal.size() < nodes) goal.resize(nodes);
    }
};

template <bool kByLevel>
class Sweep1 {
   public:
    Sweep1(const DayContext& context, DayState& state)
        : context_(context),
          batch_(context.batch),
          network_(context.batch.network()),
          state_(state),
          policy_(!context.links.controlled_suppliers().empty()),
          by_link_(context.batch.rules().slots == SlotRule::link),
          linear_(context.batch.rules().production == ProductionRule::linear),
          no_excess_(orders_no_excess(context.batch.rules().orders)) {}

    std::size_t run(const NodeSweepPlan& plan) {
        std::size_t changed = 0;
        for (std::size_t b = 0; b + 1 < plan.purchase_blocks.size(); ++b) {
            const std::span<const NodeSweepPlan::FurtherLink> further(
                plan.further.data() + plan.further_of_block[b], plan.further.data() + plan.further_of_block[b + 1]);
            const bool last = b + 2 == plan.purchase_blocks.size();
            ahead_ = last ? GatherAhead()
                          : GatherAhead(state_.ration.data(),
                                        suppliers(plan.purchase_blocks[b + 1], plan.purchase_blocks[b + 2]));
            changed += block(plan.purchase_blocks[b], plan.purchase_blocks[b + 1], further);
        }
        return changed;
    }

    /// A single node, without a plan.
    void run_node(std::uint32_t node) {
        further_.clear();
        const std::uint32_t first = network_.node_slots[node];
        for (std::uint32_t s = first; s < network_.node_slots[node + 1]; ++s) {
            for (std::uint64_t e = network_.slot_links[s] + 1; e < network_.slot_links[s + 1]; ++e)
                further_.push_back({s - first, static_cast<std::uint32_t>(e - network_.slot_links[first])});
        }
        block(node, node + 1, further_);
    }

   private:
    /// The suppliers of all links of nodes [first, last).
    std::span<const std::uint32_t> suppliers(std::uint32_t first, std::uint32_t last) const {
        const std::uint64_t from = network_.slot_links[network_.node_slots[first]];
        const std::uint64_t to = network_.slot_links[network_.node_slots[last]];
        return {network_.link_supplier.data() + from, to - from};
    }

    std::size_t block(std::uint32_t first, std::uint32_t last, std::span<const NodeSweepPlan::FurtherLink> further) {
        const std::uint32_t first_slot = network_.node_slots[first];
        const std::uint32_t last_slot = network_.node_slots[last];
        const std::uint64_t from = network_.slot_links[first_slot];
        const std::uint64_t to = network_.slot_links[last_slot];
        buffers_.grow(to - from, last_slot - first_slot, last - first);
        gather(from, to);
        sum(first_slot, last_slot, further);
        if (policy_) sum_controlled(first_slot, last_slot);
        set_aims(first, last);
        for (std::uint32_t i = first; i < last; ++i) {
            state_.limit[i] = kNoLimit;
            state_.changed[i] &= static_cast<std::uint8_t>(~(kStockChanged | kOrderChanged));
        }
        if (by_link_) share_use(batch_, first_slot, last_slot, state_, buffers_.used);
        if (batch_.rules().split_by_capacity) {
            buffers_.before.assign(state_.order.begin() + first_slot, state_.order.begin() + last_slot);
        }
        const bool published = by_link_ || no_excess_ || batch_.rules().slowdown > 0.0;
        if (policy_ || published || !state_.transit.empty() || !state_.received.empty()) {
            settle_all<false>(first, first_slot, last_slot);
        } else {
            settle_all<true>(first, first_slot, last_slot);
        }
        if (by_link_ || linear_) {
            for (std::uint32_t i = first; i < last; ++i)
                state_.limit[i] = number_of(find_limit<Single>(context_, i, 0, state_).share);
        }
        if (batch_.rules().split_by_capacity)
            split_by_capacity(context_, first_slot, last_slot, buffers_.before, state_);
        std::size_t changed = 0;
        for (std::uint32_t i = first; i < last; ++i)
            changed += state_.changed[i] != 0 ? 1 : 0;
        return changed;
    }

    void set_aims(std::uint32_t first, std::uint32_t last) {
        const OrderRule rule = batch_.rules().orders;
        for (std::uint32_t i = first; i < last; ++i) {
            const std::uint8_t suspended = state_.suspended[i];
            const OrderAim aim =
                order_aim(rule, state_.plan[i], state_.use_rate[i], suspended != 0, suspended == kClosed);
            buffers_.use[i - first] = aim.use;
            buffers_.goal[i - first] = aim.goal;
        }
    }

    void gather(std::uint64_t from, std::uint64_t to) {
        const double* ration = state_.ration.data();
        const std::uint32_t* supplier = network_.link_supplier.data() + from;
        double* rations = buffers_.rations.data();
        for (std::uint64_t e = 0; e < to - from; ++e)
            rations[e] = ration[supplier[e]];
    }

    static double part(double weight, double order, double ration) {
        return weight * number_of(shipped_per_weight<kByLevel>(Single(order), Single(ration)));
    }

    /// Adds up what is shipped into each slot of a block, in USD: its first link, then the others in order.
    void sum(std::uint32_t first_slot, std::uint32_t last_slot, std::span<const NodeSweepPlan::FurtherLink> further) {
        const std::uint64_t* slot_links = network_.slot_links.data() + first_slot;
        const double* flow = network_.link_flow.data() + slot_links[0];
        const double* order = state_.order.data() + first_slot;
        const double* rations = buffers_.rations.data();
        double* arrived = buffers_.arrived.data();
        for (std::uint32_t s = 0; s < last_slot - first_slot; ++s) {
            const std::uint64_t link = slot_links[s] - slot_links[0];
            arrived[s] = part(flow[link], order[s], rations[link]);
        }
        for (const auto [s, link] : further)
            arrived[s] += part(flow[link], order[s], rations[link]);
    }

    /// The same for slots under policy.
    void sum_controlled(std::uint32_t first_slot, std::uint32_t last_slot) {
        const std::uint64_t from = network_.slot_links[first_slot];
        for (std::uint32_t s = first_slot; s < last_slot; ++s) {
            const double* weight = context_.links.slot_weights(s);
            if (weight == nullptr) continue;
            double shipped = 0.0;
            for (std::uint64_t e = network_.slot_links[s]; e < network_.slot_links[s + 1]; ++e)
                shipped += part(*weight++, state_.order[s], buffers_.rations[e - from]);
            buffers_.arrived[s - first_slot] = shipped;
        }
    }

    /// The arrays of a block, starting at its first slot or node. They are local because the compiler must assume that
    /// the store of a byte changes anything that is reached through a pointer.
    struct Arrays {
        std::uint32_t first_slot;
        const std::uint32_t* customer;
        const double *arrived, *need, *stock_days, *held_days, *dependence;
        double *cover, *order;
        const double *goal, *use, *use_rate;
        double* limit;
        std::uint8_t* changed;
        double ceiling, adjust, slowdown;
    };

    template <bool kPlain>
    void settle_all(std::uint32_t first_node, std::uint32_t first_slot, std::uint32_t last_slot) {
        const Arrays at{first_slot,
                        network_.slot_customer.data() + first_slot,
                        buffers_.arrived.data(),
                        batch_.slot_need.data() + first_slot,
                        batch_.stock_days.data() + first_slot,
                        batch_.held_days.data() + first_slot,
                        batch_.dependence.data() + first_slot,
                        state_.cover.data() + first_slot,
                        state_.order.data() + first_slot,
                        buffers_.goal.data() - first_node,
                        buffers_.use.data() - first_node,
                        state_.use_rate.data(),
                        state_.limit.data(),
                        state_.changed.data(),
                        batch_.order_ceiling()[0],
                        batch_.order_adjust()[0],
                        batch_.rules().slowdown};
        const std::uint32_t slots = last_slot - first_slot;
        std::uint32_t s = 0;
        GatherAhead ahead = ahead_;
        for (; s + kPack <= slots; s += kPack) {
            ahead.ask(2 * kPack);
            settle<kPlain, Pack>(at, s);
        }
        for (; s < slots; ++s)
            settle<kPlain, Single>(at, s);
    }

    /// Further inputs of slots that are not plain.
    template <class V>
    struct Extras {
        V used;       ///< Use of the stock, in days.
        V under_way;  ///< In transit, in days.
        V most;       ///< Ceiling of the order.
    };

    /// Settles as many slots at once as V holds. `kPlain`: no transit, no policy, no record of deliveries, and none of
    /// the published rules.
    template <bool kPlain, class V>
    void settle(const Arrays at, std::uint32_t s) {
        const auto of_customer = [&](const double* column) {
            return V([&](auto k) { return column[at.customer[s + k]]; });
        };
        const V order(at.order + s, kAligned);
        const V goal = of_customer(at.goal);
        V arrived = V(at.arrived + s, kAligned) / V(at.need + s, kAligned);
        if constexpr (!kByLevel) arrived *= order;
        V days(at.stock_days + s, kAligned);
        Extras<V> extras{of_customer(at.use_rate), 0.0, at.ceiling};
        if constexpr (!kPlain) find_extras(at, s, goal, arrived, days, extras);
        const V before(at.cover + s, kAligned);
        const V now = next_cover(before, arrived, extras.used);
        V gap = days * goal - (now + extras.under_way);
        if constexpr (!kPlain) {
            if (no_excess_) gap = max(gap, V(0.0));
        }
        const V next = next_order(of_customer(at.use), gap, V(at.adjust), extras.most);
        now.copy_to(at.cover + s, kAligned);
        next.copy_to(at.order + s, kAligned);
        const V dependence(at.dependence + s, kAligned);
        const V share =
            share_with_input(dependence, kPlain ? now : slowed_cover(now, at.slowdown, V(at.held_days + s, kAligned)));
        const auto stock_changed = now != before;
        const auto order_changed = next != order;
        for (std::uint32_t k = 0; k < V::size(); ++k) {
            const std::uint32_t i = at.customer[s + k];
            const int bits = stock_changed[k] * kStockChanged | order_changed[k] * kOrderChanged;
            at.changed[i] |= static_cast<std::uint8_t>(bits);
            at.limit[i] = smaller(at.limit[i], share[k]);
        }
    }

    template <class V>
    void find_extras(const Arrays& at, std::uint32_t s, const V& goal, V& arrived, V& days, Extras<V>& extras) {
        const Rules& rules = batch_.rules();
        for (std::uint32_t k = 0; k < V::size(); ++k) {
            const std::uint32_t slot = at.first_slot + s + k;
            double lag = 0.0;
            double here = arrived[k];
            if (!state_.transit.empty()) lag = transit_lag(batch_.product(network_.slot_product[slot], 0));
            if (by_link_) extras.used[k] = buffers_.used[s + k];
            if (lag > 0.0) {
                const double under_way = next_transit(lag, state_.transit[slot], here);
                if (put(state_.transit[slot], under_way)) at.changed[at.customer[s + k]] |= kStockChanged;
                extras.under_way[k] = under_way;
                arrived[k] = here;
                days[k] = days[k] + lag;
            }
            if (!state_.received.empty()) state_.received[slot] = here;
            // The open part of a slot that policy blocks in part orders for its own share only.
            const double* blocked = context_.links.blocked_shares(slot);
            if (rules.orders == OrderRule::planned && blocked != nullptr && *blocked > 0.0) {
                extras.most[k] = smaller(extras.most[k], goal[k]);
            }
        }
    }

    const DayContext& context_;
    const Batch& batch_;
    const network::SupplyNetwork& network_;
    DayState& state_;
    const bool policy_;
    const bool by_link_;
    const bool linear_;
    const bool no_excess_;
    Buffers buffers_;
    GatherAhead ahead_;
    std::vector<NodeSweepPlan::FurtherLink> further_;
};

}  // namespace

std::size_t deliver_and_order(const DayContext& context, const NodeSweepPlan& plan, DayState& state) {
    if (context.batch.lanes() > 1) return deliver_lanes(context, plan.first, plan.last, state);
    if (fills_by_level(context.batch.rules().rationing)) return Sweep1<true>(context, state).run(plan);
    return Sweep1<false>(context, state).run(plan);
}

void deliver_and_order(const DayContext& context, std::span<const std::uint32_t> nodes, DayState& state) {
    if (context.batch.lanes() > 1) {
        for (const std::uint32_t i : nodes)
            deliver_lanes(context, i, i + 1, state);
        return;
    }
    const auto run = [&](auto sweep) {
        for (const std::uint32_t i : nodes)
            sweep.run_node(i);
    };
    if (fills_by_level(context.batch.rules().rationing)) {
        run(Sweep1<true>(context, state));
    } else {
        run(Sweep1<false>(context, state));
    }
}

}  // namespace chokepoint::dynamics
