#pragma once

#include <chokepoint/base/ids.hpp>
#include <chokepoint/dynamics/behaviour.hpp>
#include <cstdint>
#include <vector>

namespace chokepoint {

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

/// The state of one day. Slots count in days of baseline use and in multiples of the baseline order, nodes in USD per
/// day, so that at rest every number is exactly its baseline.
struct DayState {
    // One entry a slot.
    std::vector<double> cover;     ///< S_ip / A_ip, days.
    std::vector<double> order;     ///< O_ip / A_ip for the day to come.
    std::vector<double> received;  ///< Arrived on the day / A_ip.
    std::vector<double> transit;   ///< Under way / A_ip, days.

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
    std::vector<double> goodwill;         ///< G_i in [0, 1].
    std::vector<double> gained;           ///< Final demand taken over from rivals.
    std::vector<double> redeployed;       ///< Denied sales for which other buyers were found.
    std::vector<double> spare;            ///< Capacity left after the day's demand.
    std::vector<double> ramp;             ///< κ_i of a restart in [0, 1].
    std::vector<std::uint8_t> suspended;  ///< 0 works, 1 suspended, kClosed for good.
    std::vector<Bound> bound;
    std::vector<std::uint32_t> bound_slot;  ///< The slot that held the output (or suspended it); kNone otherwise.

    // One entry a cash account.
    std::vector<double> cash_usd;
};

/// The state at rest: every flow at its bar, every stock at its target.
DayState baseline_state(const SupplyNetwork& network, const Behaviour& behaviour);

}  // namespace chokepoint
