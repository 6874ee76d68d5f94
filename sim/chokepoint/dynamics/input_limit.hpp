#pragma once

#include <chokepoint/dynamics/day_context.hpp>
#include <chokepoint/dynamics/equations.hpp>
#include <chokepoint/dynamics/lane_pack.hpp>

namespace chokepoint::dynamics {

/// The number of no slot in a pack of slot numbers.
inline constexpr double kNoSlot = -1.0;

/// What stocks let a node make (step 4 of the day).
template <class V>
struct InputLimit {
    V share = kNoLimit;  ///< L_i / x̄_i.
    V slot = kNoSlot;    ///< The slot (the first of its product) that gives it; of several, the first.
};

/// Slots [first, last) of a node that hold one product: one, or one a supplier.
struct ProductSlots {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// The slots of the product of slot `s`, the first of it at its node.
inline ProductSlots slots_of_product(const Batch& batch, std::uint32_t s) {
    ProductSlots slots{s, s + 1};
    if (batch.rules().slots == SlotRule::product) return slots;
    const network::SupplyNetwork& network = batch.network();
    const std::uint32_t end = network.node_slots[network.slot_customer[s] + std::size_t{1}];
    while (slots.last < end && network.slot_product[slots.last] == network.slot_product[s])
        ++slots.last;
    return slots;
}

/// Σ S / Σ A over the slots of a product, in days: exactly their cover if all have the same.
template <class V>
V joint_cover(const Batch& batch, ProductSlots slots, unsigned lane, const DayState& state);

/// The limit from the stocks as they are, or, for the question whether a suspended node may start again, from the
/// stocks as restart_cover() counts them. Lanes from `lane` on, as many as V has; for Single and Pack.
template <class V>
InputLimit<V> find_limit(const DayContext& context, std::uint32_t node, unsigned lane, const DayState& state,
                         bool for_restart = false);

/// The product (its first slot) of which so little may be bought today, at the baseline order, that a suspended node
/// could not stay above `threshold` (step 5); kNone: none.
std::uint32_t unsustained_slot(const DayContext& context, std::uint32_t node, unsigned lane, double threshold);

}  // namespace chokepoint::dynamics
