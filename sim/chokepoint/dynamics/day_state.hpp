#pragma once

#include <chokepoint/base/ids.hpp>
#include <chokepoint/dynamics/batch.hpp>
#include <cstdint>
#include <vector>

namespace chokepoint::dynamics {

/// What limited the output of a node on a day.
enum class Bound : std::uint8_t {
    demand,     ///< Demand: the node made all that was ordered.
    capacity,   ///< Capacity.
    restart,    ///< The ramp after a suspension.
    input,      ///< A stock that is empty or too low for demand.
    suspended,  ///< The node is suspended because its inputs allowed too little output.
};

/// The value of DayState::suspended for a node whose company ran out of cash.
inline constexpr std::uint8_t kClosed = 2;

/// Bits of DayState::changed: what the last evaluation of a node changed. If nothing that a step reads has changed,
/// repeating it would give the same bits, so the sweep may skip it.
inline constexpr std::uint8_t kRationChanged = 1;     ///< The share that its customers get.
inline constexpr std::uint8_t kWorkChanged = 2;       ///< Its use of inputs, its plan or its suspension.
inline constexpr std::uint8_t kStockChanged = 4;      ///< One of its stocks.
inline constexpr std::uint8_t kOrderChanged = 8;      ///< One of its orders.
inline constexpr std::uint8_t kDemandUnsettled = 16;  ///< Its final demand may still be adapting.

/// The state of one day. Slots are measured in days of baseline use and multiples of the baseline order, nodes in USD
/// per day, so that at rest every number is exactly its baseline. Every array has one number per lane: lane l of node i
/// is at i·lanes + l.
struct DayState {
    // One entry per slot.
    std::vector<double> cover;     ///< S_ip / A_ip, days.
    std::vector<double> order;     ///< O_ip / A_ip for the day to come.
    std::vector<double> received;  ///< Arrived today / A_ip; kept only if cash accounts (or a test) need it.
    std::vector<double> transit;   ///< In transit / A_ip, days; empty if no product has a transit time.

    // One entry per node.
    std::vector<double> output;     ///< x_i.
    std::vector<double> use_rate;   ///< x_i / x̄_i.
    std::vector<double> plan;       ///< Planned output / x̄_i.
    std::vector<double> ration;     ///< Share of the order that is filled, or multiple of the baseline order.
    std::vector<double> orders_in;  ///< Σ O_e over the node's sales.
    std::vector<double> fresh;      ///< New final demand: own customers, gains from rivals, redeployed sales.
    std::vector<double> fresh_served;
    std::vector<double> backlog;  ///< Waiting final demand.
    std::vector<double> backlog_served;
    std::vector<double> goodwill;           ///< G_i in [0, 1].
    std::vector<double> gained;             ///< Final demand gained from rivals.
    std::vector<double> redeployed;         ///< Denied sales that found other buyers.
    std::vector<double> limit;              ///< L_i / x̄_i after today's deliveries.
    std::vector<double> ramp;               ///< κ_i of a restart in [0, 1].
    std::vector<double> intact;             ///< Share of capacity not damaged; empty if no node is ever damaged.
    std::vector<double> effort;             ///< Overproduction α_i, or labour; empty if capacity is fixed.
    std::vector<double> can_make;           ///< Today's capacity / x̄_i; kept only if orders are split by it.
    std::vector<std::uint8_t> suspended;    ///< 0: working, 1: suspended, kClosed: closed for good.
    std::vector<Bound> bound;               ///< Empty, like bound_slot, if no caller needs it.
    std::vector<std::uint32_t> bound_slot;  ///< The slot that limited or suspended output; else kNone.
    std::vector<std::uint8_t> unsettled;    ///< Final demand is not completely at rest.
    /// 1 if rations, suspension and ramp (and final demand, in a single lane) are at rest, so that production need not
    /// write them for a node that meets all demand. One entry per node, for all lanes.
    std::vector<std::uint8_t> calm;
    std::vector<std::uint8_t> changed;  ///< Bits as defined above; one entry per node, for all lanes.

    // One entry per cash account.
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
