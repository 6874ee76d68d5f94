#pragma once

#include <chokepoint/dynamics/day_context.hpp>
#include <vector>

namespace chokepoint::dynamics {

// Rules on the slots of one lane that only published presets use.

/// The use of slots [first, last) in days if a product has one slot per supplier: in proportion to their stocks,
/// c_ij·x/c̄_is (Inoue and Todo 2019). `used` begins with slot `first`.
void share_use(const Batch& batch, std::uint32_t first, std::uint32_t last, const DayState& state,
               std::vector<double>& used);

/// Divides the orders of slots [first, last) by what their suppliers could make together, o·A / Σ_e w_e·k_j, so that a
/// change of their capacity changes an order. `before` holds the divided orders of the day before.
void split_by_capacity(const DayContext& context, std::uint32_t first, std::uint32_t last,
                       const std::vector<double>& before, DayState& state);

}  // namespace chokepoint::dynamics
