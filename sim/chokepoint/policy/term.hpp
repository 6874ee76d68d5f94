#pragma once

#include <chokepoint/policy/action.hpp>
#include <chokepoint/policy/selection.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::policy {

/// How a term changes the openness m left by the terms before it. The order does not matter within scales or passes.
enum class Effect : std::uint8_t {
    sets,    ///< A denial: m = o.
    raises,  ///< A licence: m = max(m, o).
    scales,  ///< Over-compliance: m·o, a reduction of what is allowed.
    passes,  ///< A leak of share o: 1 − (1 − m)·(1 − o), as a share of the denied flow arrives.
};

/// A period of days on which an action has one effect on its links. Every action on links becomes a list of terms.
struct Term {
    std::uint32_t action = 0;  ///< An index into the scenario's actions.
    Effect effect = Effect::sets;
    int began = 0;  ///< The first day of the action, which decides precedence.
    int first_day = 0;
    int last_day = 0;
    double openness = 0.0;
    std::vector<std::uint64_t> links;  ///< Ascending.
    /// For a content rule, the controlled share of what each link carries, or NaN for a link caught for its technology.
    std::vector<double> content = {};
    std::vector<Ownership> held = {};  ///< For an ownership rule, the holdings that make its targets affiliates.
    bool until_replaced = false;       ///< For a content rule: ends once suppliers have replaced enough.
};

/// The terms of an arm after lifts and amendments, in the order in which they apply, with days counted from `start`:
/// rules before over-compliance before leaks, then by the day on which the action began, then denials before licences.
/// Throws InputError if two denials that begin on the same day give a link different openness.
std::vector<Term> make_terms(const network::SupplyNetwork& network, const network::Directory& directory,
                             std::span<const Action> actions, std::span<const std::uint32_t> arm, Date start);

/// The openness of a link, the last term that set it, and the last that made it less open (kNone: none, or it is open).
struct LinkOpenness {
    double openness = 1.0;
    std::uint32_t term = kNone;
    std::uint32_t closed_by = kNone;
};

/// The openness of each of `links` (ascending) on a day, after all terms.
std::vector<LinkOpenness> openness_on(std::span<const Term> terms, std::span<const std::uint64_t> links, int day);

/// The days from 0 on which a term begins, or on which one has just ended, in ascending order.
std::vector<int> days_of_change(std::span<const Term> terms);

}  // namespace chokepoint::policy
