#pragma once

#include <chokepoint/base/date.hpp>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/files/input_file.hpp>
#include <chokepoint/base/ids.hpp>
#include <chokepoint/network/directory.hpp>
#include <chokepoint/policy/content_rule.hpp>
#include <chokepoint/policy/damage.hpp>
#include <chokepoint/policy/stockpile.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace chokepoint::policy {

/// What an action does. The first three set the openness of links that they select, a leak and a content rule that of
/// links that follow from a denial; a stockpile raises stocks, damage takes capacity; the others mark a date or move
/// cash.
enum class ActionType : std::uint8_t {
    deny,
    license,
    hold_back,
    leak,
    content,
    lift,
    settlement,
    stockpile,
    signal,
    damage
};

/// Which links an action is about; an empty list means "any". Numbers are those of the Directory.
struct LinkSelector {
    std::vector<std::uint32_t> exporter_countries;
    std::vector<std::uint32_t> exporter_companies;
    std::vector<std::uint32_t> target_countries;
    std::vector<std::uint32_t> target_companies;
    std::vector<std::uint32_t> products;
    std::vector<network::Kind> kinds;

    bool operator==(const LinkSelector&) const = default;
};

/// From `first_day` of an action on, its links have this openness.
struct OpennessPhase {
    int first_day = 0;  ///< Days since the action's `from`.
    double openness = 0.0;
};

/// An entry of a list of denied parties, in force on these days only. The selector names all companies of the list; if
/// there is none, kNone, which selects nothing.
struct ListedParty {
    std::string name;
    std::vector<std::uint32_t> companies;  ///< None: no firm of the model goes by this name and country.
    Date from{};
    Date until{};
    Diagnostic where;
    std::string note = {};  ///< On how the party was matched, or why not; "": by name and country, or unknown.
};

/// A policy step, named once in a scenario and used by its arms.
struct Action {
    std::string name;
    ActionType type = ActionType::deny;
    Date from{};                        ///< First day in force.
    Date until{};                       ///< Last day in force.
    double openness = 0.0;              ///< Of the selected links while in force: 0 denied, 1 free. A leak: its share.
    std::vector<OpennessPhase> phases;  ///< Ascending by day; empty: `openness` from the first day on.
    LinkSelector selector;
    std::vector<ListedParty> parties;  ///< Of the list that the target is read from.
    InputFile list;                    ///< That list.
    std::uint32_t ends = kNone;        ///< A lift or an amendment: the action that it ends (index into the scenario's).
    std::uint32_t of = kNone;          ///< A leak, a content rule: whose denial; a breach: what it restores.
    std::uint32_t settlement = kNone;  ///< A breach: the settlement that is broken.
    std::uint32_t company = kNone;     ///< A settlement or breach: who pays.
    double penalty_usd = 0.0;          ///< Paid on the day.
    double escrow_usd = 0.0;     ///< Laid aside on the day, given back on `escrow_back` unless a breach forfeits it.
    double suspended_usd = 0.0;  ///< A settlement: paid on the day of a breach.
    Date escrow_back = Date::max();
    int delay_days = 0;  ///< A leak: between the denial and the first goods.
    ContentRule content;
    std::string text;     ///< A signal: what was said.
    Damage damage;        ///< Damage: what each selected node (an exporter of the selector) loses.
    Stockpile stockpile;  ///< A stockpile: of each slot that holds a selected link.
    Diagnostic where;     ///< Where it stands, for messages that name two places.
};

/// Whether an action of this type sets the openness of links that it selects itself.
constexpr bool selects_links(ActionType type) {
    return type <= ActionType::hold_back;
}

}  // namespace chokepoint::policy
