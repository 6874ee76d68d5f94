#pragma once

#include <chokepoint/base/date.hpp>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/files/input_file.hpp>
#include <chokepoint/base/ids.hpp>
#include <chokepoint/network/directory.hpp>
#include <chokepoint/policy/content_rule.hpp>
#include <chokepoint/policy/damage.hpp>
#include <chokepoint/policy/ownership.hpp>
#include <chokepoint/policy/stockpile.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace chokepoint::policy {

/// What an action does. The first three types set the openness of the links that they select; a leak, a content rule
/// and an ownership rule that of links that follow from a denial. A stockpile raises stocks, damage takes capacity, the
/// others mark a date or move cash.
enum class ActionType : std::uint8_t {
    deny,
    license,
    hold_back,
    leak,
    content,
    ownership,
    lift,
    settlement,
    stockpile,
    signal,
    damage
};

/// Which links an action affects. An empty list means "any". Numbers are those of the Directory.
struct LinkSelector {
    std::vector<std::uint32_t> exporter_countries;
    std::vector<std::uint32_t> exporter_companies;
    std::vector<std::uint32_t> target_countries;
    std::vector<std::uint32_t> target_companies;
    std::vector<std::uint32_t> products;
    std::vector<network::Kind> kinds;

    bool operator==(const LinkSelector&) const = default;
};

/// The openness of an action's links from `first_day` on.
struct OpennessPhase {
    int first_day = 0;  ///< Days since the action's `from`.
    double openness = 0.0;
};

/// An entry in a list of denied parties, in force only on these days. The selector names all companies of the list. If
/// there are none, it names kNone, which selects nothing.
struct ListedParty {
    std::string name;
    std::vector<std::uint32_t> companies;  ///< Empty if no firm in the model has this name and country.
    Date from{};
    Date until{};
    Diagnostic where;
    std::string note = {};  ///< How it was matched or why not; "": by name and country, or unknown.
};

/// The list that gives an action its target.
struct UsedList {
    std::vector<InputFile> files;  ///< The list, then files beside it that belong to it.
    std::size_t unknown = 0;       ///< Entities that are not in the model and that `parties` leaves out, being many.
    std::size_t left_out = 0;      ///< Persons, vessels and the like.
};

/// A policy step. A scenario defines it once, and its arms use it by name.
struct Action {
    std::string name;
    std::string label;    ///< As people read it.
    std::string meaning;  ///< In a sentence; "" if the scenario has none.
    ActionType type = ActionType::deny;
    Date from{};                        ///< The first day in force.
    Date until{};                       ///< The last day in force.
    double openness = 0.0;              ///< Of the selected links: 0 denied, 1 free. A leak: its share.
    std::vector<OpennessPhase> phases;  ///< Ascending by day. Empty: `openness` from the first day on.
    LinkSelector selector;
    std::vector<ListedParty> parties;  ///< The parties on the list that gives the target.
    UsedList list;
    std::uint32_t ends = kNone;        ///< A lift or amendment: the action that it ends (scenario index).
    std::uint32_t of = kNone;          ///< What follows from a denial: the denial. A breach: what it restores.
    std::uint32_t settlement = kNone;  ///< A breach: the settlement that it breaks.
    std::uint32_t company = kNone;     ///< A settlement or breach: the company that pays.
    double penalty_usd = 0.0;          ///< Paid on the first day.
    double escrow_usd = 0.0;  ///< Set aside on the first day, returned on `escrow_back` unless forfeited by a breach.
    double suspended_usd = 0.0;  ///< A settlement: paid on the day of a breach.
    Date escrow_back = Date::max();
    int delay_days = 0;  ///< A leak: days from the denial to the first goods.
    ContentRule content;
    double threshold = 0.5;         ///< An ownership rule: the share that makes an affiliate.
    std::vector<Ownership> owners;  ///< An ownership rule: who owns whom.
    std::string text;               ///< A signal: what was announced.
    Damage damage;                  ///< Damage: the loss of each selected node (an exporter of the selector).
    Stockpile stockpile;            ///< A stockpile: for each slot with a selected link.
    Diagnostic where;               ///< Its place, for messages that name two places.
};

/// Whether an action of this type sets the openness of links that it selects itself.
constexpr bool selects_links(ActionType type) {
    return type <= ActionType::hold_back;
}

}  // namespace chokepoint::policy
