#pragma once

#include <chokepoint/study/spread.hpp>
#include <string>
#include <utility>

namespace chokepoint::study {

/// Two moves of a share price, as shares of the price before each: it fell on the ban, and rose on news of a reversal.
struct PriceMoves {
    double fell = 0.0;  ///< In (0, 1).
    double rose = 0.0;  ///< Above 0.
};

/// The probability of a reversal that two moves imply, and what it comes from.
struct ImpliedReversal {
    std::string firm;
    std::string arm_a;  ///< The ban.
    std::string arm_b;  ///< Its reversal.
    Period period;
    PriceMoves moves;
    double rebound = 0.0;  ///< Share of the fall that came back.
    Spread saved;          ///< Share of the loss under arm_a that arm_b saves.
    Spread probability;
};

/// ρ = rose·(1 − fell)/fell, the share of the lost value that came back.
double rebound_share(const PriceMoves& moves);

/// Let V be the value before, k the value of a dollar of revenue, and L_a and L_b what a company loses under a ban and
/// under its reversal. On the ban V falls by k·L_a; on the news it becomes V − k·(p·L_b + (1 − p)·L_a). So ρ = p·s and
///     p = ρ/s,  s = (L_a − L_b)/L_a.
/// Assumes that before the news the market expected no reversal and was certain of the ban, that value is proportional
/// to the period's revenue, and that nothing else moved the price. A result above 1 means that the moves are larger
/// than the model's reversal can explain. `place` is the company's place in the report. Samples in which the company
/// loses nothing under arm_a say nothing about p and are left out. Throws std::invalid_argument if no sample with
/// weight is left, or if arm_b saves nothing in any of them.
ImpliedReversal implied_reversal(const scenario::Scenario& scenario, const Ensemble& ensemble,
                                 std::pair<std::size_t, std::size_t> arms, std::size_t place, std::size_t period,
                                 const PriceMoves& moves);

}  // namespace chokepoint::study
