#pragma once

#include <chokepoint/dynamics/behaviour.hpp>
#include <cmath>
#include <limits>

/// The arithmetic of a day, each rule once, under the number of its step in sim/docs/model.md, "The day".
///
/// V is one lane or a pack of lanes (lane_pack.hpp). Every lane gets the operations that it would get alone, in the
/// same order, so that its bytes do not depend on the lanes beside it. Stocks and orders of a slot count in days of
/// baseline use, a node's output, capacity and limit in shares of its baseline output x̄; amounts are in USD a day. The
/// code that calls these functions decides only in which order nodes, slots and links are read.
namespace chokepoint::dynamics {

inline constexpr double kNoLimit = std::numeric_limits<double>::infinity();

// Step 2: D = Σ_e w_e·o_e + F + B.
template <class V>
[[gnu::always_inline]] inline V demand_of(const V& orders, const V& fresh, const V& backlog) {
    return orders + fresh + backlog;
}

// Step 3: cap/x̄ = α·κ·(what is not damaged).
template <class V>
[[gnu::always_inline]] inline V capacity_of(const V& most, const V& ramp, const V& intact) {
    return most * ramp * intact;
}

/// α of a day under ARIO: with s = (D − x)/D, D today's demand and x yesterday's output,
/// α += ((α_max − α)·s + (1 − α)·[s = 0])/τ, at least 1 (Hallegatte 2014). A scarcity of rounding alone counts as none.
[[gnu::always_inline]] inline double next_overproduction(double effort, double most, double wanted, double made,
                                                         double days) {
    const double scarcity = wanted > 0.0 ? (wanted - made) / wanted : 0.0;
    const double back = std::abs(scarcity) <= 1e-12 ? 1.0 - effort : 0.0;
    return std::max(1.0, effort + ((most - effort) * scarcity + back) / days);
}

/// Labour of the next day: l += γ·(min(L, D) − l), γ the rate of hiring or of firing (Pichler et al. 2022).
[[gnu::always_inline]] inline double next_labour(double labour, double limit, double wanted, double hire_rate,
                                                 double fire_rate) {
    const double missing = std::min(limit, wanted) - labour;
    return std::max(0.0, labour + (missing > 0.0 ? hire_rate : fire_rate) * missing);
}

// Step 4: L/x̄ = min_p [(1 − d) + d·c], c = S/a in days of baseline use; d = 0 never limits (Pichler et al. 2022, half
// critical; three of their other functions are the same minimum with other d). `cover` is as counted() gives it.
template <class V>
[[gnu::always_inline]] inline V share_with_input(const V& dependence, const V& cover) {
    V share = 1.0 + dependence * (cover - 1.0);
    where(dependence <= 0.0, share) = kNoLimit;
    return share;
}

/// A cover where output slows down before a stock is out, ψ = `slowdown` (ARIO, Hallegatte 2014): c/max(1, ψ·n). Where
/// ψ·n < 1 the formula of the paper would make output from a stock that is not there.
template <class V>
[[gnu::always_inline]] inline V slowed_cover(const V& cover, double slowdown, const V& target_days) {
    return slowdown > 0.0 ? cover / max(V(1.0), slowdown * target_days) : cover;
}

/// A cover as a restart counts it (step 5): as a share of `restart_days` of work, or of its target if that is less.
template <class V>
[[gnu::always_inline]] inline V restart_cover(const V& cover, const V& restart_days, const V& target_days) {
    return min(V(1.0), cover / min(restart_days, target_days));
}

// Step 5: a node suspends once L < θ·min(D, x̄). It starts again along a ramp once its stocks, counted by
// restart_cover(), allow the restart share and it can buy enough of every input to stay above θ: no plant opens to burn
// a stock that cannot be refilled. Source: Caixin and the company's notice describe lines that stopped whole.
template <class V>
[[gnu::always_inline]] inline V suspension_threshold(const V& suspend_below, const V& wanted) {
    return suspend_below * min(V(1.0), wanted);
}

/// `open` of the baseline purchases `need` of an input may be bought today.
[[gnu::always_inline]] inline bool keeps_up(double dependence, double open, double need, double threshold) {
    return !(dependence > 0.0 && need > 0.0 && 1.0 + dependence * (open / need - 1.0) < threshold);
}

template <class V>
[[gnu::always_inline]] inline V next_ramp(const V& ramp, const V& step) {
    return min(V(1.0), ramp + step);
}

// Step 6: x = min(cap, D, L). A node past its ramp with no final demand waiting makes all that is asked of it if this
// holds, and then nothing else of it changes: sweeps take it without a call.
template <class V>
[[gnu::always_inline]] inline auto makes_all(const V& wanted, const V& capacity, const V& limit) {
    return (wanted <= capacity) & (wanted <= limit);
}

// Step 7, waiting final demand: what is left after the first claims. Served in full it is exactly what waited, since a
// difference of sums would leave a rest of rounding that never ends.
template <class V>
[[gnu::always_inline]] inline V backlog_served_of(const V& output, const V& first_claims, const V& backlog,
                                                  const V& left) {
    V served = min(backlog, max(V(0.0), left));
    where(output >= first_claims + backlog, served) = backlog;
    return served;
}

// Step 8. Shipped over a link is w·min(o, λ) where the ration is a level, o·w·f where it is a share: here per unit of
// w, and for shares without o, which is common to the links of a slot.
template <bool kByLevel, class V>
[[gnu::always_inline]] inline V shipped_per_weight(const V& order, const V& ration) {
    return kByLevel ? min(order, ration) : ration;
}

/// S += arrived − min(S, used), at least 0.
template <class V>
[[gnu::always_inline]] inline V next_cover(const V& cover, const V& arrived, const V& used) {
    return max(V(0.0), cover + (arrived - min(cover, used)));
}

/// With a mean time under way of `lag` >= 1 days: the part 1/lag of `transit` arrives, and what was shipped takes its
/// place. Replaces `arrived` (what was shipped) by what arrives; returns what is under way afterwards.
[[gnu::always_inline]] inline double next_transit(double lag, double transit, double& arrived) {
    const double under_way = std::max(0.0, transit + (arrived - transit / lag));
    arrived = transit / lag;
    return under_way;
}

// Step 9: O/A = min(ô, max(0, use + gap/τ)), `gap` being the target for the output aimed at less what is there.
template <class V>
[[gnu::always_inline]] inline V next_order(const V& use, const V& gap, const V& adjust, const V& most) {
    return min(max(use + gap * adjust, V(0.0)), most);
}

/// What an order replaces and for which output it fills the stock, both as shares of baseline output.
struct OrderAim {
    double use = 0.0;
    double goal = 0.0;
};

/// The aim by the rule in force. A suspended node orders nothing for use.
[[gnu::always_inline]] inline OrderAim order_aim(OrderRule rule, double plan, double use_rate, bool suspended,
                                                 bool closed) {
    const bool by_plan = rule == OrderRule::planned || rule == OrderRule::demand_fixed_target;
    const bool fixed_target = rule == OrderRule::actual_fixed_target || rule == OrderRule::demand_fixed_target;
    const bool for_plan = rule == OrderRule::planned || rule == OrderRule::capped_no_excess;
    const double use = suspended ? 0.0 : by_plan ? plan : use_rate;
    return {use, for_plan ? plan : fixed_target ? (closed ? 0.0 : 1.0) : use_rate};
}

/// Some rules never order less than the day's use.
[[gnu::always_inline]] inline bool orders_no_excess(OrderRule rule) {
    return rule == OrderRule::actual_no_excess || rule == OrderRule::capped_no_excess;
}

/// What a node plans to make: what is asked for, within capacity or not.
template <class V>
[[gnu::always_inline]] inline V planned_output(OrderRule rule, const V& wanted, const V& capacity, const V& most,
                                               const V& intact) {
    if (rule == OrderRule::demand_fixed_target) return wanted;
    if (rule == OrderRule::capped_no_excess) return min(wanted, capacity);
    return min(most * intact, wanted);
}

// Step 11: G += f·(1 − G)/T_return − (1 − f)·G/T_switch, f the share of fresh final demand that was served.
template <class V>
[[gnu::always_inline]] inline V next_goodwill(const V& goodwill, const V& filled, const V& return_days,
                                              const V& switch_days) {
    const V change = filled * (1.0 - goodwill) / return_days - (1.0 - filled) * goodwill / switch_days;
    return clamp(V(goodwill + change), V(0.0), V(1.0));
}

// Step 12: B becomes what still waits, less those who give up, plus those who `joined`.
template <class V>
[[gnu::always_inline]] inline V next_backlog(const V& waiting, const V& given_up, const V& joined) {
    return max(V(0.0), V(waiting - given_up)) + joined;
}

// Step 14: R += (ρ·N − R)·(1 − 2^(−1/h)), N the baseline sales denied to the node; `rate` is the second factor.
template <class V>
[[gnu::always_inline]] inline V next_redeployed(const V& redeployed, const V& share, const V& denied, const V& rate) {
    return redeployed + (share * denied - redeployed) * rate;
}

}  // namespace chokepoint::dynamics
