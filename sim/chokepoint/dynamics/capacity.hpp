#pragma once

#include <chokepoint/dynamics/day_context.hpp>
#include <span>
#include <vector>

namespace chokepoint::dynamics {

/// Maintains DayState::intact, the damage to nodes and their recovery.
class DamageControl {
   public:
    explicit DamageControl(const Batch& batch);

    /// Writes the intact share of capacity on `day`. Returns the nodes for which it differs from the day before.
    std::span<const std::uint32_t> apply(int day, DayState& state);

   private:
    const Batch& batch_;
    std::vector<std::vector<policy::Damage>> by_node_;  ///< One list per lane.
    std::vector<std::uint32_t> changed_;
};

/// The day's cap_i / x̄_i (step 3) with the restart ramp at `ramp`. From the third day on it updates overproduction
/// first.
double capacity_of_day(const DayContext& context, std::uint32_t node, unsigned lane, double wanted, double ramp,
                       DayState& state);

/// Updates labour after the day's output. Returns whether tomorrow's capacity may differ from today's, all else equal.
bool adjust_capacity(const DayContext& context, std::uint32_t node, unsigned lane, double wanted, DayState& state);

}  // namespace chokepoint::dynamics
