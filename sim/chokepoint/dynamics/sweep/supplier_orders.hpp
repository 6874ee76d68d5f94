#pragma once

#include <chokepoint/dynamics/day_context.hpp>
#include <vector>

namespace chokepoint::dynamics {

// Rules that only published presets use, on the slots of one lane.

/// Use of each slot [first, last) in days where a product has a slot per supplier: in proportion to what is there,
/// c_ij·x/c̄_is (Inoue and Todo 2019). Entry 0 of `used` is the first slot's.
void share_use(const Batch& batch, std::uint32_t first, std::uint32_t last, const DayState& state,
               std::vector<double>& used);

/// Keeps the orders of slots [first, last) per unit of what their suppliers could make together, o·A / Σ_e w_e·k_j: so
/// an order may change by their capacity alone. `before` holds what is kept from the day before.
void split_by_capacity(const DayContext& context, std::uint32_t first, std::uint32_t last,
                       const std::vector<double>& before, DayState& state);

}  // namespace chokepoint::dynamics
