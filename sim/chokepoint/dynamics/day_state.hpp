#pragma once

#include <chokepoint/base/ids.hpp>
#include <chokepoint/dynamics/batch.hpp>
#include <cstdint>
#include <vector>

namespace chokepoint::dynamics {

/// Which of demand, capacity and inputs held a node's output on a day.
enum class Bound : std::uint8_t {
    demand,     ///< It made all that was asked for.
    capacity,   ///< Asked for more than capacity.
    restart,    ///< On the ramp after a suspension.
    input,      ///< A stock is out, or too low for what was asked.
    suspended,  ///< Output stopped because inputs allowed too little of it.
};

/// Value of DayState::suspended for a node whose company ran out of cash.
inline constexpr std::uint8_t kClosed = 2;

/// What a node's last evaluation changed, as bits of DayState::changed. Where nothing that a step reads has changed,
/// doing it again would give the same bits, so the sweep may leave it out.
inline constexpr std::uint8_t kRationChanged = 1;     ///< Its customers get another share.
inline constexpr std::uint8_t kWorkChanged = 2;       ///< Its use of inputs, plan or suspension changed.
inline constexpr std::uint8_t kStockChanged = 4;      ///< A stock of it changed.
inline constexpr std::uint8_t kOrderChanged = 8;      ///< An order of it changed.
inline constexpr std::uint8_t kDemandUnsettled = 16;  ///< Its final demand may still be adapting.

/// The state of one day. Slots count in days of baseline use and in multiples of the baseline order, nodes in USD per
/// day, so that at rest every number is exactly its baseline. Every array has one number a lane: lane l of node i
/// stands at i·lanes + l.
struct DayState {
    // One entry a slot.
    std::vector<double> cover;     ///< S_ip / A_ip, days.
    std::vector<double> order;     ///< O_ip / A_ip for the day to come.
    std::vector<double> received;  ///< Arrived on the day / A_ip; kept if cash accounts (or a test) ask for it.
    std::vector<double> transit;   ///< Under way / A_ip, days; empty if no product has a transit time.

    // One entry a node.
    std::vector<double> output;     ///< x_i.
    std::vector<double> use_rate;   ///< x_i / x̄_i.
    std::vector<double> plan;       ///< Planned output / x̄_i.
    std::vector<double> ration;     ///< Share (proportional) or multiple of the baseline order that is filled.
    std::vector<double> orders_in;  ///< Σ O_e over the links that leave the node.
    std::vector<double> fresh;      ///< Final demand of the day: own customers, gained from rivals, redeployed.
    std::vector<double> fresh_served;
    std::vector<double> backlog;  ///< Final demand that waits.
    std::vector<double> backlog_served;
    std::vector<double> goodwill;           ///< G_i in [0, 1].
    std::vector<double> gained;             ///< Final demand taken over from rivals.
    std::vector<double> redeployed;         ///< Denied sales for which other buyers were found.
    std::vector<double> limit;              ///< L_i / x̄_i after the day's deliveries.
    std::vector<double> ramp;               ///< κ_i of a restart in [0, 1].
    std::vector<double> intact;             ///< Capacity not damaged, in [0, 1]; empty if no node is ever damaged.
    std::vector<double> effort;             ///< α_i of overproduction, or labour; empty where capacity is fixed.
    std::vector<double> can_make;           ///< Capacity / x̄_i of the day; kept where orders are split by it.
    std::vector<std::uint8_t> suspended;    ///< 0 works, 1 suspended, kClosed for good.
    std::vector<Bound> bound;               ///< Empty, as the next, where nobody asks.
    std::vector<std::uint32_t> bound_slot;  ///< The slot that held the output (or suspended it); kNone otherwise.
    std::vector<std::uint8_t> unsettled;    ///< Final demand is not wholly at rest.
    /// 1 where all that production writes but does not for a node that makes all that is asked of it is at rest:
    /// rations, suspension and ramp, and in a lane that runs alone final demand. One entry a node, for all lanes.
    std::vector<std::uint8_t> calm;
    std::vector<std::uint8_t> changed;  ///< Bits of the constants above; one entry a node, for all lanes.

    // One entry a cash account.
    std::vector<double> cash_usd;
};

/// Writes a value where it differs from what is there, and says whether it did.
template <class T>
inline bool put(T& place, T value) {
    if (place == value) return false;
    place = value;
    return true;
}

/// The state at rest: every flow at its bar, every stock at its target.
DayState baseline_state(const Batch& batch);

}  // namespace chokepoint::dynamics
