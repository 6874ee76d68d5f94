#pragma once

#include <chokepoint/policy/action.hpp>
#include <chokepoint/policy/selection.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::policy {

/// How a term changes the openness m that those before it leave. Within each of the last two the order does not matter.
enum class Effect : std::uint8_t {
    sets,    ///< A denial: m = o.
    raises,  ///< A licence: m = max(m, o).
    scales,  ///< Holding back: m·o, since who holds back does so of what is allowed.
    passes,  ///< A leak of share o: 1 − (1 − m)·(1 − o), since a share of the denied flow arrives.
};

/// Some days of an action on which it does one thing to its links. Every kind of action on links is a list of terms.
struct Term {
    std::uint32_t action = 0;  ///< Index into the scenario's actions.
    Effect effect = Effect::sets;
    int began = 0;  ///< First day of the action, whatever its phases: what precedence goes by.
    int first_day = 0;
    int last_day = 0;
    double openness = 0.0;
    std::vector<std::uint64_t> links;  ///< Ascending.
    /// Of a content rule, by link: controlled share of what it carries; NaN where a technology is what catches it.
    std::vector<double> content = {};
    bool until_replaced = false;  ///< Of a content rule: ends when the suppliers have replaced enough of it.
};

/// The terms of an arm after its lifts and amendments, days counted from `start`, in the order in which they apply:
/// rules before behaviour, behaviour before leaks, then by the day on which the action began, then denials before
/// licences. Throws InputError where two denials that began together leave a link differently open.
std::vector<Term> make_terms(const network::SupplyNetwork& network, const network::Directory& directory,
                             std::span<const Action> actions, std::span<const std::uint32_t> arm, Date start);

/// The openness of a link, the term that gave it (kNone: no term changed it), and the last that made it less open
/// (kNone: the link is open).
struct LinkOpenness {
    double openness = 1.0;
    std::uint32_t term = kNone;
    std::uint32_t closed_by = kNone;
};

/// The openness of each of `links` (ascending) on a day, after all terms.
std::vector<LinkOpenness> openness_on(std::span<const Term> terms, std::span<const std::uint64_t> links, int day);

/// The days on which a term begins, or is over for the first time, ascending; none before 0.
std::vector<int> days_of_change(std::span<const Term> terms);

}  // namespace chokepoint::policy
