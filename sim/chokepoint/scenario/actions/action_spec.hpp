#pragma once

#include <chokepoint/policy/action.hpp>
#include <chokepoint/scenario/lists/list_spec.hpp>
#include <chokepoint/scenario/schema/bound_key.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

struct Scenario;

/// A kind of action: the key that names it, and what it is to the engine.
struct ActionKind {
    /// When an action of the kind is active: from day to day, while the action that it extends is, on one day, or
    /// exactly when the action that it belongs to is.
    enum class Days : std::uint8_t { lasting, within, one, none };

    std::string_view key;
    policy::ActionType type;
    Days days;
    double openness;  ///< Where the action does not state it.
};

/// Companies and countries as an action names them.
struct PartySpec {
    std::vector<StatedText> company;
    std::vector<StatedText> country;
    std::optional<Stated<bool>> subsidiaries;
    std::optional<ListSpec> list;
};

/// Links as an action names them; what is missing selects everything.
struct SelectorSpec {
    std::optional<PartySpec> exporters;
    std::optional<PartySpec> target;
    std::vector<StatedText> products;
    std::vector<StatedText> controls;
    std::vector<StatedText> kinds;
    StatedText amended;  ///< Of an amendment: the action whose links these are from now on.
};

/// Countries with a threshold of their own.
struct DestinationSpec {
    std::vector<StatedText> country;
    Parameter de_minimis;
};

/// Controlled content that is known.
struct KnownContentSpec {
    std::vector<StatedText> company;
    Parameter share;
};

/// An action as its scenario states it. The keys of its kind are members as well, since an action has one kind.
struct ActionSpec {
    std::string id;
    Words words;
    Diagnostic id_where;
    Diagnostic where;
    const ActionKind* kind = nullptr;
    SelectorSpec selector;
    StatedText of;                                           ///< The action that it ends, leaks, extends or restores.
    StatedText settlement;                                   ///< A breach: the settlement that is broken.
    StatedText company;                                      ///< Who pays.
    std::vector<StatedText> companies, countries, products;  ///< Whose capacity is damaged, or who builds stock.
    std::string signal;                                      ///< What was said.

    std::optional<Parameter> from, until, on;
    std::optional<Duration> length;
    std::optional<Duration> probation;
    std::optional<Stated<int>> renewals;
    std::optional<StatedText> licence_policy;
    std::optional<Parameter> openness, wind_down_days, approval_rate, delay_days, permit_days;

    std::optional<Parameter> share, leak_delay_days;
    std::optional<Parameter> penalty_usd, escrow_usd, suspended_usd, amount_usd;
    std::optional<Parameter> cover_days, over_days;
    std::optional<Parameter> lost, recovery_days;
    std::string recovery = "none";
    std::string response = "lose";
    std::optional<Parameter> threshold;
    std::optional<Parameter> de_minimis, switching_cost_share, redesign_days;
    std::vector<DestinationSpec> destinations;
    std::vector<KnownContentSpec> stated;
    std::vector<StatedText> foreign_direct_product;

    /// What does not depend on a parameter, once find_names() has looked it up in the model.
    policy::Action found;

    bool is(std::string_view kind_key) const { return kind->key == kind_key; }
};

/// The keys of an action.
const Schema& action_schema();

/// Reads `actions:` of a scenario and checks which keys the kind of each allows and needs.
void read_actions(const AcceptedValue& at, std::vector<ActionSpec>& actions);

/// Looks up the companies, countries and products that an action names in the scenario's model.
void find_names(const Scenario& scenario, ActionSpec& spec, Diagnostics& diagnostics);

/// Reads the list that gives an action its target, and finds its parties in the scenario's model. Warns of parties that
/// are not there, and of those found by name alone.
void find_listed_parties(const Scenario& scenario, const PartySpec& target, policy::Action& action,
                         Diagnostics& diagnostics);

/// The actions with the values that their parameters have now. Faults are dates and references that contradict each
/// other.
std::vector<policy::Action> make_actions(const std::vector<ActionSpec>& specs, Date start, Date end,
                                         Diagnostics& diagnostics);

/// Fills in what actions take from others: what a lift ends, what an amendment leaves as it was, what leaks or is
/// extended, what a breach costs and restores.
void resolve_references(const std::vector<ActionSpec>& specs, std::vector<policy::Action>& actions,
                        Diagnostics& diagnostics);

}  // namespace chokepoint::scenario
