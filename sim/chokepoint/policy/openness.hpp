#pragma once

#include <chokepoint/network/directory.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <chokepoint/policy/action.hpp>
#include <chokepoint/policy/damage.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint {

/// From day `day` on, the link has this openness.
struct OpennessChange {
    int day = 0;             ///< Days since the calendar's start; never negative.
    std::uint32_t link = 0;  ///< Index into the schedule's links.
    double openness = 1.0;
};

/// Money that leaves a company on a day.
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
    std::vector<CashEvent> cash;            ///< Ascending by day.
    std::vector<Damage> damage;             ///< Where several hit a node, the largest loss of a day counts.
};

/// Turns the actions of one arm into openness over time, from `start` to `end` (both included).
///
/// Precedence: of the actions in force on a link, the one that began last holds; a licence holds over a denial that
/// began on the same day, since it is an exception to it. Two of one type that begin together on one link with
/// different openness contradict each other: InputError names both places. A lift ends its action on the day before its
/// date.
OpennessSchedule compile_openness(const SupplyNetwork& network, const Directory& directory,
                                  std::span<const Action> actions, std::span<const std::uint32_t> arm, Date start,
                                  Date end);

/// The nodes that a selector chooses by its exporters and products, ascending.
std::vector<std::uint32_t> select_nodes(const SupplyNetwork& network, const Directory& directory,
                                        const LinkSelector& selector);

/// The links that a selector chooses, ascending.
std::vector<std::uint64_t> select_links(const SupplyNetwork& network, const Directory& directory,
                                        const LinkSelector& selector);

}  // namespace chokepoint
