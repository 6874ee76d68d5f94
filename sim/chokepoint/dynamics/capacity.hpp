#pragma once

#include <chokepoint/dynamics/sweep/production.hpp>
#include <span>
#include <vector>

namespace chokepoint::dynamics {

/// Keeps DayState::intact: damage of nodes, and its recovery.
class DamageControl {
   public:
    explicit DamageControl(const Batch& batch);

    /// Writes what is intact on `day`; returns the nodes where that differs from the day before.
    std::span<const std::uint32_t> apply(int day, DayState& state);

   private:
    const Batch& batch_;
    std::vector<std::vector<policy::Damage>> by_node_;  ///< Of each lane.
    std::vector<std::uint32_t> changed_;
};

/// cap_i / x̄_i of the day. Moves overproduction on first: with s = (D − x)/D, D today's demand and x yesterday's
/// output, α += ((α_max − α)·s + (1 − α)·[s = 0])/τ, at least 1, from the third day on (Hallegatte 2014).
double capacity_of_day(const DayContext& context, std::uint32_t node, unsigned lane, double wanted, DayState& state);

/// After the day's output: labour l += γ·(min(L, D) − l), γ that of hiring or firing (Pichler et al. 2022). Says
/// whether tomorrow's capacity may differ from today's, for all else the same.
bool adjust_capacity(const DayContext& context, std::uint32_t node, unsigned lane, double wanted, DayState& state);

}  // namespace chokepoint::dynamics
