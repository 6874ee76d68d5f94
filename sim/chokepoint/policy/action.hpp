#pragma once

#include <chokepoint/base/date.hpp>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/ids.hpp>
#include <chokepoint/network/directory.hpp>
#include <chokepoint/policy/damage.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace chokepoint {

/// What an action does. Denials and licences set the openness of links, damage takes capacity; the others mark a date
/// or move cash.
enum class ActionType : std::uint8_t { deny, license, lift, settlement, signal, damage };

/// Which links an action is about; an empty list means "any". Numbers are those of the Directory.
struct LinkSelector {
    std::vector<std::uint32_t> exporter_countries;
    std::vector<std::uint32_t> exporter_companies;
    std::vector<std::uint32_t> target_countries;
    std::vector<std::uint32_t> target_companies;
    std::vector<std::uint32_t> products;
    std::vector<Kind> kinds;
};

/// A policy step, named once in a scenario and used by its arms.
struct Action {
    std::string name;
    ActionType type = ActionType::deny;
    Date from{};            ///< First day in force.
    Date until{};           ///< Last day in force.
    double openness = 0.0;  ///< Of the selected links while in force: 0 denied, 1 free.
    LinkSelector selector;
    std::uint32_t ends = kNone;     ///< A lift: the action that it ends (index into the scenario's actions).
    std::uint32_t company = kNone;  ///< A settlement: who pays.
    double penalty_usd = 0.0;       ///< Paid on the day.
    double escrow_usd = 0.0;        ///< Laid aside on the day, forfeited on a later breach.
    std::string text;               ///< A signal: what was said.
    Damage damage;                  ///< Damage: what each selected node (an exporter of the selector) loses.
    Diagnostic where;               ///< Where it stands, for messages that name two places.
};

}  // namespace chokepoint
