#pragma once

#include <chokepoint/dynamics/sweep/production.hpp>
#include <limits>

namespace chokepoint::dynamics {

// L_i = min_p [(1 − d_ip)·x̄_i + d_ip·S_ip/a_ip], with S_ip/a_ip = c_ip·x̄_i, c the cover in days of baseline use; d = 0
// never limits (Pichler et al. 2022, half critical; d between is the share of output that cannot be made without p).
// Three of their other functions are the same minimum with other d, which the batch has. The linear one is ΣS/Σa:
// L_i/x̄_i = Σ A_ip·c_ip / Σ A_ip. Where output slows down before a stock is out, c/max(1, ψ·n) takes the place of c
// (ARIO, Hallegatte 2014, where ψ·n < 1 would make output of a stock that is not there).

/// What stocks let a node make.
struct InputLimit {
    double share = std::numeric_limits<double>::infinity();  ///< L_i / x̄_i.
    std::uint32_t slot = kNone;                              ///< The slot (the first of its product) that gives it.
};

/// Slots [first, last) of a node that hold one product: one, or one a supplier.
struct ProductSlots {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// The slots of the product of slot `s`, the first of it at its node.
ProductSlots slots_of_product(const Batch& batch, std::uint32_t s);

/// Σ S / Σ A over the slots of a product, in days: exactly their cover if all have the same.
double joint_cover(const Batch& batch, ProductSlots slots, unsigned lane, const DayState& state);

/// `cap_days` caps the cover counted, for the question whether a suspended node has stock enough to start again; 0: no
/// cap.
InputLimit find_limit(const DayContext& context, std::uint32_t node, unsigned lane, const DayState& state,
                      double cap_days = 0.0);

}  // namespace chokepoint::dynamics
