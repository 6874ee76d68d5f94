#pragma once

#include <chokepoint/dynamics/behaviour.hpp>
#include <chokepoint/dynamics/production.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <chokepoint/policy/openness.hpp>
#include <span>
#include <unordered_map>
#include <vector>

namespace chokepoint {

/// The weight of every link, w_e = m_e·z̄_e + u_e, kept in both orders of the network.
///
/// m_e is the policy's openness; u_e is flow re-sourced to an open link because others of its slot are blocked. Only
/// the links of the schedule's slots ever differ from their baseline, so a small ban costs what it touches.
class LinkControl {
   public:
    LinkControl(const SupplyNetwork& network, const Behaviour& behaviour, const OpennessSchedule& schedule);

    /// Applies the openness changes of `day`; days must come in order.
    void apply_policy(int day);
    /// Moves blocked flow to open suppliers after yesterday's state, within the capacity that they had left.
    void resource(const DayContext& context, const DayState& state);
    /// Controlled links whose weight has changed since the last call, by index into the schedule; the list is then
    /// emptied.
    std::vector<std::uint32_t> take_changed_links();

    std::span<const double> purchase_weights() const { return purchase_weight_; }
    std::span<const double> sale_weights() const { return sale_weight_; }
    /// One a slot, not 0 where policy blocks a part of it; empty without actions.
    std::span<const std::uint8_t> blocked() const { return blocked_; }
    /// N_i: the baseline sales that policy refuses to node i today.
    double denied_sales(std::size_t node) const { return denied_.empty() ? 0.0 : denied_[node]; }
    /// The customer of controlled link `k`.
    std::uint32_t customer(std::uint32_t k) const { return customer_[k]; }
    /// The suppliers with at least one link in the schedule, ascending.
    std::span<const std::uint32_t> controlled_suppliers() const { return suppliers_; }

   private:
    /// A slot of the schedule: its blocked flow, how long that has lasted, and the share moved to open suppliers.
    struct ControlledSlot {
        std::uint32_t slot = 0;
        std::uint32_t first = 0;
        std::uint32_t last = 0;
        double blocked_share = 0.0;
        int days_blocked = 0;
        double moved_share = 0.0;
        bool settled = true;  ///< Nothing can change until policy does or the ramp goes on.
    };

    void set_weight(std::uint32_t k);
    void recount_blocked(ControlledSlot& slot);
    void recount_denied();
    double share_to_move(const ControlledSlot& slot) const;
    double load(std::uint32_t k, double target, double order, const DayContext& context, const DayState& state);
    void move_share(ControlledSlot& slot, const DayContext& context, const DayState& state);

    const SupplyNetwork& network_;
    const Behaviour& behaviour_;
    const OpennessSchedule& schedule_;
    std::vector<double> purchase_weight_;
    std::vector<double> sale_weight_;
    std::vector<ControlledSlot> slots_;
    std::vector<double> openness_;  ///< One entry a controlled link, as the next two.
    std::vector<double> uplift_;
    std::vector<std::uint64_t> sale_;
    std::vector<std::uint32_t> customer_;
    std::vector<double> denied_;  ///< One entry a node, empty without actions.
    std::vector<std::uint32_t> suppliers_;
    std::vector<std::uint8_t> blocked_;
    std::vector<std::uint32_t> changed_;
    std::unordered_map<std::uint32_t, double> spare_;  ///< Of the suppliers loaded today.
    std::size_t next_change_ = 0;
};

}  // namespace chokepoint
