// Which keys an action may and must have, which its kind alone decides.
#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/scenario/actions/action_spec.hpp>
#include <chokepoint/scenario/schema/schema_check.hpp>

namespace chokepoint::scenario {

namespace {

using Days = ActionKind::Days;

constexpr std::array kActionKinds = {
    ActionKind{"deny", policy::ActionType::deny, Days::lasting, 0.0},
    ActionKind{"list", policy::ActionType::deny, Days::lasting, 0.0},
    ActionKind{"license", policy::ActionType::license, Days::lasting, 1.0},
    ActionKind{"hold_back", policy::ActionType::hold_back, Days::lasting, 0.0},
    ActionKind{"leak", policy::ActionType::leak, Days::none, 0.0},
    ActionKind{"content", policy::ActionType::content, Days::within, 0.0},
    ActionKind{"owned_by", policy::ActionType::ownership, Days::within, 0.0},
    ActionKind{"ends", policy::ActionType::lift, Days::one, 0.0},
    ActionKind{"amend", policy::ActionType::deny, Days::lasting, 0.0},
    ActionKind{"settlement", policy::ActionType::settlement, Days::one, 0.0},
    ActionKind{"breach", policy::ActionType::deny, Days::one, 0.0},
    ActionKind{"payment", policy::ActionType::settlement, Days::one, 0.0},
    ActionKind{"stockpile", policy::ActionType::stockpile, Days::lasting, 0.0},
    ActionKind{"damage", policy::ActionType::damage, Days::lasting, 0.0},
    ActionKind{"signal", policy::ActionType::signal, Days::one, 0.0},
};

/// Checks the keys of one action against its kind.
class KindCheck {
   public:
    KindCheck(const AcceptedValue& at, const YamlNode& name, const YamlNode& node, const ActionKind& kind)
        : at_(at), name_(name), node_(node), kind_(kind) {}

    void check_keys() {
        for (const Key& key : action_schema().keys) {
            const auto kinds = split_words(key.only_in, ' ');
            if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), kind_.key) == kinds.end())
                refuse(key.name, key.only_hint);
        }
    }

    void check_days() {
        switch (kind_.days) {
            case Days::none:
                for (const std::string_view key : {"from", "until", "for", "on"})
                    refuse(key, "a leak is active on the same days as the action it belongs to");
                return;
            case Days::one:
                for (const std::string_view key : {"from", "until", "for"})
                    refuse(key, "it happens on one day: use 'on'");
                return need("on", "the day on which it happens");
            case Days::within:
                refuse("on", "use 'from', and 'until' or 'for'");
                if (node_.find("from") != nullptr) return;
                for (const std::string_view key : {"until", "for"})
                    refuse(key, "add 'from', or remove it: then the rule lasts as long as the action it extends");
                return;
            case Days::lasting:
                refuse("on", "use 'from', and 'until' or 'for'");
                return need("from", "the first day in force");
        }
    }

   private:
    void refuse(std::string_view key, std::string_view hint) {
        if (const YamlNode* value = node_.find(key))
            at_.diagnostics.add(at_.tree.fault(*value, Fault::contradiction,
                                               fmt::format("'{}' does not belong to this action", key),
                                               std::string(hint)));
    }
    void need(std::string_view key, std::string_view meaning) {
        if (node_.find(key) == nullptr)
            at_.diagnostics.add(at_.tree.fault(name_, Fault::missing_key,
                                               fmt::format("'{}' has no '{}'", name_.scalar, key),
                                               fmt::format("add '{}: 2018-04-16': {}", key, meaning)));
    }

    const AcceptedValue& at_;
    const YamlNode& name_;
    const YamlNode& node_;
    const ActionKind& kind_;
};

/// Keys that need another key of the same action.
void check_pairs(const ActionSpec& spec, Diagnostics& diagnostics) {
    const auto refuse = [&](const std::optional<Parameter>& parameter, std::string_view where, std::string hint) {
        if (parameter)
            diagnostics.add(fault_at(parameter->where, Fault::contradiction,
                                     fmt::format("'{}' {}", parameter->key, where), std::move(hint)));
    };
    if (!spec.licence_policy || spec.licence_policy->value != "case_by_case") {
        for (const auto* parameter : {&spec.approval_rate, &spec.delay_days})
            refuse(spec.is("list") ? *parameter : std::nullopt, "under a presumption of denial",
                   "add 'policy: case_by_case'");
    }
    if (spec.response != "resource") {
        for (const auto* parameter : {&spec.switching_cost_share, &spec.redesign_days})
            refuse(*parameter, "where sales are lost", "add 'response: resource'");
    }
    if (spec.recovery == "none")
        refuse(spec.recovery_days, "without a recovery", "add 'recovery: linear', 'convex' or 'concave'");
    if (spec.renewals && !spec.length)
        diagnostics.add(fault_at(spec.renewals->where, Fault::missing_key, "'renewals' without 'for'",
                                 "say how long the licence is given for each time, as in 'for: 90 days'"));
}

}  // namespace

void read_actions(const AcceptedValue& at, std::vector<ActionSpec>& actions) {
    read_value(at, actions);
    for (std::size_t k = 0; k < actions.size(); ++k) {
        const YamlNode& name = at.node.entries[k].first;
        const YamlNode& node = at.node.entries[k].second;
        ActionSpec& spec = actions[k];
        spec.kind = std::find_if(kActionKinds.begin(), kActionKinds.end(),
                                 [&](const ActionKind& kind) { return node.find(kind.key) != nullptr; });
        spec.where = at.tree.where(*node.find(spec.kind->key));
        KindCheck check(at, name, node, *spec.kind);
        check.check_keys();
        check.check_days();
        check_pairs(spec, at.diagnostics);
    }
}

}  // namespace chokepoint::scenario
