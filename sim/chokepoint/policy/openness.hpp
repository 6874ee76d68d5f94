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

/// The openness of a link from day `day` on.
struct OpennessChange {
    int day = 0;             ///< Days since the calendar's start, never negative.
    std::uint32_t link = 0;  ///< An index into the schedule's links.
    double openness = 1.0;
};

/// The action that closes a link, partly or fully, from day `day` on.
struct Closure {
    int day = 0;
    std::uint32_t link = 0;        ///< An index into the schedule's links.
    std::uint32_t action = kNone;  ///< A scenario's action; kNone: the link is open again.
};

/// Money that leaves a company on a day. A negative amount comes back.
struct CashEvent {
    int day = 0;
    std::uint32_t company = 0;
    double amount_usd = 0.0;
};

/// An arm's policy as the day step needs it: only slots that some action affects, each with all its links.
struct OpennessSchedule {
    std::vector<std::uint32_t> slots;       ///< Ascending.
    std::vector<std::uint32_t> slot_first;  ///< Each slot's first position in `links`, plus the end.
    std::vector<std::uint64_t> links;       ///< The network's link numbers, in its order.
    std::vector<OpennessChange> changes;    ///< Ascending by (day, link).
    std::vector<Closure> closures;          ///< In the same order. Only reports read it.
    std::vector<CashEvent> cash;            ///< Ascending by day.
    std::vector<Stockpile> stockpiles;      ///< Ascending by slot. The highest target of a day counts.
    std::vector<Damage> damage;             ///< The largest loss of a node on a day counts.
};

/// Turns the actions of one arm into openness over time, from `start` to `end`, both included.
///
/// Precedence: of the rules in force on a link, the one that began last wins, whatever its phases. A licence is an
/// exception to denials: it opens what denials before it or on the same day close. Two denials that begin on the same
/// day and give a link different openness contradict each other, and the InputError names both places. A lift ends its
/// action and that action's amendments on the day before its date. An amendment ends what it amends and applies from
/// its own date. A breach denies what the restored action denied, from its own date. A content rule closes what it
/// catches while its denial, or an amendment or breach of it, is in force, and an ownership rule closes to affiliates
/// what its denial closes to its targets. Behaviour comes after all rules: over-compliance scales what they leave open,
/// and a leak then passes its share of what its denial selects while that lasts.
///
/// Cash: escrow leaves on the day of the settlement and comes back on `escrow_back`. A breach forfeits it and then
/// moves only the suspended penalty.
OpennessSchedule compile_openness(const network::SupplyNetwork& network, const network::Directory& directory,
                                  std::span<const Action> actions, std::span<const std::uint32_t> arm, Date start,
                                  Date end);

}  // namespace chokepoint::policy
