#pragma once

#include <chokepoint/dynamics/batch.hpp>
#include <chokepoint/dynamics/day_state.hpp>
#include <span>
#include <unordered_map>
#include <vector>

namespace chokepoint {

struct DayContext;

/// The weights w_e = m_e·z̄_e + u_e of the links that policy touches; all others keep their baseline flow.
///
/// m_e is the policy's openness; u_e is flow re-sourced to an open link because others of its slot are blocked. Only
/// the links of the schedule's slots ever differ from their baseline, so a small ban costs what it touches.
class LinkControl {
   public:
    explicit LinkControl(const Batch& batch);

    /// Applies the openness changes of `day`; days must come in order.
    void apply_policy(int day);
    /// Moves blocked flow to open suppliers after yesterday's state, within the capacity that they had left.
    void resource(const DayContext& context, const DayState& state);
    /// Controlled links whose weight has changed since the last call, by index into the schedule, once for each lane
    /// that changed; the list is then emptied.
    std::vector<std::uint32_t> take_changed_links();

    /// The weights of a slot's links, link by link and lane by lane; null where policy does not touch the slot.
    const double* slot_weights(std::uint32_t slot) const {
        if (slot_index_.empty() || slot_index_[slot] == kNone) return nullptr;
        return weight_.data() + std::size_t{schedule_.slot_first[slot_index_[slot]]} * lanes_;
    }
    /// The weights of a node's sales, likewise; null where policy touches none of them.
    const double* sale_weights(std::uint32_t node) const {
        if (supplier_index_.empty() || supplier_index_[node] == kNone) return nullptr;
        return sale_weight_.data() + supplier_first_[supplier_index_[node]] * lanes_;
    }
    /// Whether each link of a controlled slot, or sale of a controlled supplier, has weight in any lane; the others
    /// carry nothing.
    const std::uint8_t* slot_carries(std::uint32_t slot) const {
        return carries_.data() + schedule_.slot_first[slot_index_[slot]];
    }
    const std::uint8_t* sale_carries(std::uint32_t supplier) const {
        return sale_carries_.data() + supplier_first_[supplier_index_[supplier]];
    }
    /// Policy blocks a part of the slot.
    bool blocked(std::uint32_t slot, unsigned lane) const {
        return !slot_index_.empty() && slot_index_[slot] != kNone &&
               slots_[slot_index_[slot] * lanes_ + lane].blocked_share > 0.0;
    }
    /// The weight of one link, by its number in the network; for reports and tests.
    double purchase_weight(std::uint64_t link, unsigned lane = 0) const;
    /// The weight of one sale, by its supplier and its number in the network; for reports and tests.
    double sale_weight(std::uint32_t supplier, std::uint64_t sale, unsigned lane = 0) const;
    /// N_i: the baseline sales that policy refuses to node i today.
    double denied_sales(std::size_t node, unsigned lane = 0) const {
        if (supplier_index_.empty() || supplier_index_[node] == kNone) return 0.0;
        return denied_[supplier_index_[node] * lanes_ + lane];
    }
    /// The same of a controlled supplier, lane by lane.
    const double* denied_sales_of(std::uint32_t supplier) const {
        return denied_.data() + std::size_t{supplier_index_[supplier]} * lanes_;
    }
    /// The customer of controlled link `k`.
    std::uint32_t customer(std::uint32_t k) const { return customer_[k]; }
    /// The suppliers with at least one link in the schedule, ascending.
    std::span<const std::uint32_t> controlled_suppliers() const { return suppliers_; }

   private:
    /// A slot of the schedule in one lane: its blocked flow, how long that has lasted, and the share moved to open
    /// suppliers.
    struct ControlledSlot {
        std::uint32_t number = 0;  ///< Index into the schedule's slots.
        unsigned lane = 0;
        double blocked_share = 0.0;
        int days_blocked = 0;
        double moved_share = 0.0;
        bool settled = true;  ///< Nothing can change until policy does or the ramp goes on.
    };

    void index_links();
    void copy_sales();
    std::size_t at(std::uint32_t k, unsigned lane) const { return std::size_t{k} * lanes_ + lane; }
    double flow(std::uint32_t k, unsigned lane) const { return batch_.link_flow.at(schedule_.links[k], lane); }
    void set_weight(std::uint32_t k, unsigned lane);
    void recount_blocked(ControlledSlot& slot);
    void recount_denied(unsigned lane);
    double share_to_move(const ControlledSlot& slot) const;
    double load(std::uint32_t k, double target, double order, unsigned lane, const DayContext& context,
                const DayState& state);
    void move_share(ControlledSlot& slot, const DayContext& context, const DayState& state);

    const Batch& batch_;
    const OpennessSchedule& schedule_;  ///< Its slots and links hold for every lane.
    const unsigned lanes_;
    std::vector<ControlledSlot> slots_;  ///< Slot by slot and lane by lane.
    std::vector<double> weight_;         ///< One a controlled link and lane, as the next two.
    std::vector<double> openness_;
    std::vector<double> uplift_;
    std::vector<std::uint64_t> sale_;      ///< Place of each controlled link in sale_weight_, before lanes.
    std::vector<std::uint32_t> customer_;  ///< Of each controlled link.
    std::vector<std::uint32_t> suppliers_;
    std::vector<std::uint64_t> supplier_first_;  ///< First of each controlled supplier's sales in sale_weight_.
    std::vector<double> sale_weight_;
    std::vector<std::uint8_t> carries_;          ///< One a controlled link.
    std::vector<std::uint8_t> sale_carries_;     ///< One a sale of sale_weight_.
    std::vector<double> denied_;                 ///< One a controlled supplier and lane.
    std::vector<std::uint32_t> slot_index_;      ///< Of the network's slots in the schedule; empty without actions.
    std::vector<std::uint32_t> supplier_index_;  ///< Of the network's nodes in suppliers_; empty without actions.
    std::vector<std::uint32_t> changed_;
    std::unordered_map<std::uint32_t, double> spare_;  ///< Of the suppliers loaded today in the lane at hand.
    std::vector<std::size_t> next_change_;             ///< One a lane.
};

}  // namespace chokepoint
