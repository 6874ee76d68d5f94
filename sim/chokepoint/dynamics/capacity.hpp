#pragma once

#include <chokepoint/dynamics/day_context.hpp>
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

/// cap_i / x̄_i of the day with the restart ramp at `ramp` (step 3); moves overproduction on first, from the third day
/// on.
double capacity_of_day(const DayContext& context, std::uint32_t node, unsigned lane, double wanted, double ramp,
                       DayState& state);

/// After the day's output: moves labour on. Says whether tomorrow's capacity may differ from today's, for all else the
/// same.
bool adjust_capacity(const DayContext& context, std::uint32_t node, unsigned lane, double wanted, DayState& state);

}  // namespace chokepoint::dynamics
