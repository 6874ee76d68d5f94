#pragma once

#include <chokepoint/network/directory.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <chokepoint/policy/action.hpp>
#include <chokepoint/policy/damage.hpp>
#include <chokepoint/policy/selection.hpp>
#include <chokepoint/policy/stockpile.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::policy {

/// From day `day` on, the link has this openness.
struct OpennessChange {
    int day = 0;             ///< Days since the calendar's start; never negative.
    std::uint32_t link = 0;  ///< Index into the schedule's links.
    double openness = 1.0;
};

/// From day `day` on, this action is what closes the link, in part or in whole.
struct Closure {
    int day = 0;
    std::uint32_t link = 0;        ///< Index into the schedule's links.
    std::uint32_t action = kNone;  ///< Index into the scenario's actions; kNone: the link is open again.
};

/// Money that leaves a company on a day; below 0 it comes back.
struct CashEvent {
    int day = 0;
    std::uint32_t company = 0;
    double amount_usd = 0.0;
};

/// An arm's policy as the day step needs it. It holds only the slots that some action touches, each with all its links.
struct OpennessSchedule {
    std::vector<std::uint32_t> slots;       ///< Ascending.
    std::vector<std::uint32_t> slot_first;  ///< First of each slot's links here; one entry more than slots.
    std::vector<std::uint64_t> links;       ///< Link numbers of the network, in its order.
    std::vector<OpennessChange> changes;    ///< Ascending by (day, link).
    std::vector<Closure> closures;          ///< Likewise; for reports, no day step reads it.
    std::vector<CashEvent> cash;            ///< Ascending by day.
    std::vector<Stockpile> stockpiles;      ///< Ascending by slot; of several on a day the highest target counts.
    std::vector<Damage> damage;             ///< Where several hit a node, the largest loss of a day counts.
};

/// Turns the actions of one arm into openness over time, from `start` to `end` (both included).
///
/// Precedence: of the rules in force on a link, the one that began last holds, whatever its phases; a licence opens
/// what the denials before it and those of its own day close, since it is an exception to them. Two denials that begin
/// together on one link with different openness contradict each other: InputError names both places. A lift ends its
/// action, with its amendments, on the day before its date; an amendment ends what it amends and holds from its own
/// date on; a breach denies from its own date on what the restored action denied. A content rule closes what it
/// catches whenever its denial, an amendment or a breach of it holds. Behaviour comes after all rules: holding back
/// scales what they leave open, and a leak then passes its share of what its denial selects while that lasts.
///
/// Cash: escrow leaves on the day of the settlement and comes back on `escrow_back`, unless a breach forfeits it, which
/// then moves the suspended penalty alone.
OpennessSchedule compile_openness(const network::SupplyNetwork& network, const network::Directory& directory,
                                  std::span<const Action> actions, std::span<const std::uint32_t> arm, Date start,
                                  Date end);

}  // namespace chokepoint::policy
