#pragma once

#include <chokepoint/dynamics/batch.hpp>
#include <chokepoint/dynamics/control/spare_capacity.hpp>
#include <chokepoint/dynamics/day_state.hpp>
#include <chokepoint/dynamics/sweep/carrying_links.hpp>
#include <limits>
#include <span>
#include <vector>

namespace chokepoint::dynamics {

struct DayContext;

/// The weights w_e = m_e·z̄_e + u_e of the links that policy affects. All other links keep their baseline flow.
///
/// m_e is the openness that policy sets. u_e is flow that is re-sourced to an open link because other links of its slot
/// are blocked. Only links of the schedule's slots can differ from their baseline, so a small ban is cheap.
class LinkControl {
   public:
    explicit LinkControl(const Batch& batch);

    /// Applies the openness changes of `day`. Days must come in order.
    void apply_policy(int day);
    /// Moves blocked flow to open suppliers within the capacity that they had left yesterday, according to `state`.
    void resource(const DayContext& context, const DayState& state);
    /// Returns the controlled links whose weight has changed since the last call, as indices into the schedule, once
    /// for each lane that changed. Empties the list and refreshes what carries.
    std::vector<std::uint32_t> take_changed_links();

    /// The weights of a slot's links, link by link and lane by lane. Null if policy does not affect the slot.
    const double* slot_weights(std::uint32_t slot) const {
        const std::uint32_t number = number_of_slot(slot);
        return number == kNone ? nullptr : weight_.data() + std::size_t{schedule_.slot_first[number]} * lanes_;
    }
    /// The weights of a node's sales in the same order. Null if policy affects none of them.
    const double* sale_weights(std::uint32_t node) const {
        const std::uint32_t number = number_of_supplier(node);
        return number == kNone ? nullptr : sale_weight_.data() + supplier_first_[number] * lanes_;
    }
    /// The links of a controlled slot, or the sales of a controlled supplier, that have weight in any lane, numbered
    /// within it. The others carry nothing. Only for several lanes; up to date as of the last take_changed_links().
    std::span<const std::uint32_t> carrying_links(std::uint32_t slot) const {
        return links_carrying_.of(slot_index_[slot]);
    }
    std::span<const std::uint32_t> carrying_sales(std::uint32_t supplier) const {
        return sales_carrying_.of(supplier_index_[supplier]);
    }
    /// The share of a slot that policy blocks, lane by lane. Null if policy does not affect it.
    const double* blocked_shares(std::uint32_t slot) const {
        const std::uint32_t number = number_of_slot(slot);
        return number == kNone ? nullptr : blocked_share_.data() + std::size_t{number} * lanes_;
    }
    /// Σ_e w_e of a slot, in USD per day. Threads may call it concurrently only for slots of different nodes.
    double open_flow(std::uint32_t slot, unsigned lane) const;
    /// The weight of one link, by its number in the network, for reports and tests.
    double purchase_weight(std::uint64_t link, unsigned lane = 0) const;
    /// The weight of one sale, by its supplier and its number in the network, for reports and tests.
    double sale_weight(std::uint32_t supplier, std::uint64_t sale, unsigned lane = 0) const;
    /// N_i: the baseline sales that policy denies to node i today.
    double denied_sales(std::size_t node, unsigned lane = 0) const {
        const double* lanes = denied_sales_of(static_cast<std::uint32_t>(node));
        return lanes == nullptr ? 0.0 : lanes[lane];
    }
    /// The same for each lane. Null if policy affects none of its sales.
    const double* denied_sales_of(std::uint32_t supplier) const {
        const std::uint32_t number = number_of_supplier(supplier);
        return number == kNone ? nullptr : denied_.data() + std::size_t{number} * lanes_;
    }
    std::uint32_t customer(std::uint32_t k) const { return customer_[k]; }
    /// The suppliers with at least one link in the schedule, in ascending order.
    std::span<const std::uint32_t> controlled_suppliers() const { return suppliers_; }

   private:
    static constexpr int kNever = std::numeric_limits<int>::max();

    /// A slot of the schedule in one lane: its blocked flow, since when, and the share moved to open suppliers.
    struct ControlledSlot {
        std::uint32_t number = 0;  ///< An index into the schedule's slots.
        unsigned lane = 0;
        int blocked_since = kNever;
        double qualification_days = 0.0, ramp_days = 0.0;  ///< Those of its product.
        double most_share = 0.0;                           ///< The largest share that may be moved.
        double moved_share = 0.0;
        std::vector<std::uint32_t> open;           ///< Links that can take on flow.
        double open_sum = 0.0, standby_sum = 0.0;  ///< Flow and standby flow of the open links, USD per day.
        bool settled = true;  ///< Each open link carries its own share until policy or the ramp changes it.

        double share_to_move(int day) const;
        int next_due(int day) const;
    };

    /// A slot that asks for more flow today, or holds more than it needs, in USD per day.
    struct AskingSlot {
        ControlledSlot* slot = nullptr;
        double wanted = 0.0;   ///< The total re-sourced flow that it wants.
        double left = 0.0;     ///< The part it still lacks; negative if it has too much.
        double urgency = 1.0;  ///< Capacity per unit of flow: the slot's order over its need.
    };

    /// The index into the schedule's slots or into suppliers_, or kNone if policy does not affect it.
    std::uint32_t number_of_slot(std::uint32_t slot) const { return slot_index_.empty() ? kNone : slot_index_[slot]; }
    std::uint32_t number_of_supplier(std::uint32_t node) const {
        return supplier_index_.empty() ? kNone : supplier_index_[node];
    }
    void index_links();
    void copy_sales();
    std::size_t at(std::uint32_t k, unsigned lane) const { return std::size_t{k} * lanes_ + lane; }
    double flow(std::uint32_t k, unsigned lane) const { return batch_.link_flow.at(schedule_.links[k], lane); }
    double standby(std::uint32_t k, unsigned lane) const {
        const auto& all = batch_.network(lane).link_standby;
        return all.empty() ? 0.0 : all[schedule_.links[k]];
    }
    void set_weight(std::uint32_t k, unsigned lane);
    void recount_blocked(ControlledSlot& slot, int day);
    void list_open(ControlledSlot& slot);
    void recount_denied(unsigned lane);
    void find_asking_slots(unsigned lane, int day, const DayState& state);
    void find_spare(std::uint32_t k, unsigned lane, const DayContext& context, const DayState& state);
    void ask_own_share(const AskingSlot& asking, const DayContext& context, const DayState& state);
    bool ask_others(const AskingSlot& asking);
    bool take_granted(AskingSlot& asking);
    void give_up_excess(AskingSlot& asking);
    void share_spare_capacity(const DayContext& context, const DayState& state);
    double room(std::uint32_t k, const ControlledSlot& slot) const;
    void set_uplift(std::uint32_t k, unsigned lane, double uplift);

    const Batch& batch_;
    const policy::OpennessSchedule& schedule_;  ///< Its slots and links are the same in every lane.
    const unsigned lanes_;
    std::vector<ControlledSlot> slots_;      ///< Lane by lane and slot by slot.
    std::vector<int> due_;                   ///< In the same order: the day to check the slot again.
    std::vector<int> lane_due_;              ///< The earliest of these days in each lane.
    std::vector<double> blocked_share_;      ///< Slot by slot and lane by lane.
    mutable std::vector<double> open_flow_;  ///< In the same order; NaN once a weight has changed.
    std::vector<double> weight_;             ///< By controlled link and lane, like the next two.
    std::vector<double> openness_;
    std::vector<double> uplift_;
    std::vector<std::uint32_t> slot_of_;   ///< By controlled link: its index into the schedule's slots.
    std::vector<std::uint64_t> sale_;      ///< By controlled link: its place in sale_weight_, before lanes.
    std::vector<std::uint32_t> customer_;  ///< By controlled link.
    std::vector<std::uint32_t> suppliers_;
    std::vector<std::uint64_t> supplier_first_;  ///< By controlled supplier: its first sale; then the end.
    std::vector<double> sale_weight_;
    CarryingLinks links_carrying_;               ///< By controlled slot. Used only for several lanes.
    CarryingLinks sales_carrying_;               ///< By controlled supplier. Used only for several lanes.
    std::vector<double> denied_;                 ///< By controlled supplier and lane.
    std::vector<std::uint32_t> slot_index_;      ///< From the network's slots to the schedule's, or empty.
    std::vector<std::uint32_t> supplier_index_;  ///< From the network's nodes to suppliers_, or empty.
    std::vector<std::uint32_t> changed_;
    SpareCapacity spare_;                     ///< By controlled supplier, for the current lane.
    std::vector<std::uint32_t> supplier_of_;  ///< By controlled link: index into suppliers_. Only for re-sourcing.
    std::vector<double> goal_;                ///< By controlled link: the re-sourced flow wanted in this round.
    std::vector<AskingSlot> asking_;          ///< The asking slots of the current lane.
    std::vector<std::size_t> next_change_;    ///< By lane.
};

}  // namespace chokepoint::dynamics
