#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/number.hpp>
#include <chokepoint/scenario/actions/scenario_actions.hpp>
#include <chokepoint/scenario/actions/selector_read.hpp>
#include <cmath>

namespace chokepoint::scenario {

namespace {

enum class Days : std::uint8_t { lasting, within, one, none };  // within: of what the action is of

/// A kind of action as data: the key that names it, and what it is to the engine.
struct KindRecord {
    std::string_view key;
    policy::ActionType type;
    Days days;
    double openness;  ///< Where the action does not say it.
};

constexpr std::array kActionKinds = {
    KindRecord{"deny", policy::ActionType::deny, Days::lasting, 0.0},
    KindRecord{"list", policy::ActionType::deny, Days::lasting, 0.0},
    KindRecord{"license", policy::ActionType::license, Days::lasting, 1.0},
    KindRecord{"hold_back", policy::ActionType::hold_back, Days::lasting, 0.0},
    KindRecord{"leak", policy::ActionType::leak, Days::none, 0.0},
    KindRecord{"content", policy::ActionType::content, Days::within, 0.0},
    KindRecord{"ends", policy::ActionType::lift, Days::one, 0.0},
    KindRecord{"amend", policy::ActionType::deny, Days::lasting, 0.0},
    KindRecord{"settlement", policy::ActionType::settlement, Days::one, 0.0},
    KindRecord{"breach", policy::ActionType::deny, Days::one, 0.0},
    KindRecord{"payment", policy::ActionType::settlement, Days::one, 0.0},
    KindRecord{"stockpile", policy::ActionType::stockpile, Days::lasting, 0.0},
    KindRecord{"damage", policy::ActionType::damage, Days::lasting, 0.0},
    KindRecord{"signal", policy::ActionType::signal, Days::one, 0.0},
};

/// A key that only some kinds have.
struct OwnKey {
    std::string_view key;
    std::array<std::string_view, 4> kinds;
    std::string_view why;
};

constexpr std::array kOwnKeys = {
    OwnKey{"openness",
           {"deny", "license", "hold_back", "amend"},
           "only 'deny', 'license', 'hold_back' and 'amend' open or close links by a share"},
    OwnKey{"wind_down_days", {"deny", "list"}, "only 'deny' and 'list' leave time to wind down"},
    OwnKey{"policy", {"list"}, "only 'list' has a licence policy"},
    OwnKey{"approval_rate", {"list"}, "only 'list' has a licence policy"},
    OwnKey{"delay_days", {"list"}, "only 'list' has a licence policy; a leak has its own inside 'leak'"},
    OwnKey{"renewals", {"license"}, "only 'license' is renewed"},
    OwnKey{"permit_days", {"hold_back"}, "only who holds back waits for permits"},
};

double number(const YamlNode& node, std::string_view key, double otherwise) {
    const YamlNode* value = node.find(key);
    return value == nullptr ? otherwise : parse_number(value->scalar).value_or(otherwise);
}

/// A number of days, to the nearest whole one.
int days(const YamlNode& node, std::string_view key) {
    return static_cast<int>(std::lround(number(node, key, 0.0)));
}

const KindRecord& kind_of(const YamlNode& node) {
    return *std::find_if(kActionKinds.begin(), kActionKinds.end(),
                         [&](const KindRecord& record) { return node.find(record.key) != nullptr; });
}

class ActionReader {
   public:
    ActionReader(const YamlTree& tree, const YamlNode& key, const YamlNode& node, const Scenario& scenario,
                 Diagnostics& diagnostics)
        : tree_(tree),
          key_(key),
          node_(node),
          record_(kind_of(node)),
          scenario_(scenario),
          diagnostics_(diagnostics),
          who_(tree, scenario, diagnostics) {}

    policy::Action read();

   private:
    void read_kind(const YamlNode& node, policy::Action& action);
    void read_phases(policy::Action& action);
    void read_days(policy::Action& action);
    void read_last_day(const YamlNode& from, policy::Action& action);
    void read_payment(const YamlNode& node, policy::Action& action);
    void read_stockpile(const YamlNode& node, policy::Action& action);
    void read_damage(const YamlNode& node, policy::Action& action);
    void read_content(const YamlNode& node, policy::ContentRule& rule);
    const YamlNode* needed(std::string_view key, std::string_view why);
    void refuse(std::string_view key, std::string_view why);
    void fault(const YamlNode& at, Fault fault, std::string message, std::string hint) {
        diagnostics_.add(tree_.fault(at, fault, std::move(message), std::move(hint)));
    }
    void warn_without_effect(const YamlNode& at, std::string message, std::string hint) {
        diagnostics_.add(tree_.warning(at, Fault::without_effect, std::move(message), std::move(hint)));
    }

    const YamlTree& tree_;
    const YamlNode& key_;
    const YamlNode& node_;
    const KindRecord& record_;
    const Scenario& scenario_;
    Diagnostics& diagnostics_;
    SelectorReader who_;
};

/// Settlements and payments.
void ActionReader::read_payment(const YamlNode& node, policy::Action& action) {
    action.company = who_.company(*node.find("company"));
    action.penalty_usd = number(node, "penalty_usd", number(node, "amount_usd", 0.0));
    action.escrow_usd = number(node, "escrow_usd", 0.0);
    action.suspended_usd = number(node, "suspended_usd", 0.0);
    const auto& accounts = scenario_.model.behaviour.accounts;
    const bool has_account = std::any_of(accounts.begin(), accounts.end(),
                                         [&](const dynamics::CashAccount& a) { return a.company == action.company; });
    if (action.company == kNone || has_account) return;
    warn_without_effect(node, "the model keeps no cash of this company, so the payment has no effect",
                        "give the company fixed_cost_share, margin or cash_usd in model.yaml");
}

void ActionReader::read_stockpile(const YamlNode& node, policy::Action& action) {
    action.selector.target_companies = who_.companies(who_.listed(node, "company"));
    action.selector.products = who_.products(node);
    action.stockpile.cover_days = number(node, "cover_days", 1.0);
    action.stockpile.over_days = number(node, "over_days", 30.0);
}

void ActionReader::read_damage(const YamlNode& node, policy::Action& action) {
    action.selector.exporter_companies = who_.companies(who_.listed(node, "company"));
    action.selector.exporter_countries = who_.countries(node);
    action.selector.products = who_.products(node);
    action.damage.lost = parse_number(node.find("lost")->scalar).value_or(0.0);
    if (const YamlNode* recovery = node.find("recovery"))
        action.damage.recovery = policy::parse_recovery(recovery->scalar);
    const YamlNode* days = node.find("recovery_days");
    action.damage.recovery_days = days != nullptr ? parse_number(days->scalar).value_or(30.0) : 30.0;
    if (days != nullptr && action.damage.recovery == policy::Recovery::none) {
        fault(*days, Fault::contradiction, "'recovery_days' without a recovery",
              "add 'recovery: linear', 'convex' or 'concave'");
    }
}

void ActionReader::read_content(const YamlNode& node, policy::ContentRule& rule) {
    rule.de_minimis = number(node, "de_minimis", rule.de_minimis);
    if (const YamlNode* destinations = node.find("destinations")) {
        for (const YamlNode& at : destinations->items)
            rule.destinations.push_back({who_.countries(at), number(at, "de_minimis", 0.0)});
    }
    if (const YamlNode* stated = node.find("stated")) {
        for (const YamlNode& at : stated->items)
            rule.stated.push_back({who_.companies(at.items_at("company")), number(at, "share", 0.0)});
    }
    rule.technology_products =
        who_.tagged(node.items_at("foreign_direct_product"), &ProductSpec::technologies, "technology", "technologies");
    const YamlNode* response = node.find("response");
    rule.resource = response != nullptr && response->scalar == "resource";
    for (const std::string_view key : {"switching_cost_share", "redesign_days"}) {
        const YamlNode* value = node.find(key);
        if (value == nullptr || rule.resource) continue;
        fault(*value, Fault::contradiction, fmt::format("'{}' where sales are lost", key), "add 'response: resource'");
    }
    rule.switching_cost_share = number(node, "switching_cost_share", rule.switching_cost_share);
    if (node.find("redesign_days") != nullptr) rule.redesign_days = days(node, "redesign_days");
}

/// Nothing until the wind-down is over; then the denial, and from `delay_days` on what licences give back of it.
void ActionReader::read_phases(policy::Action& action) {
    const int wind_down = days(node_, "wind_down_days");
    const YamlNode* policy = node_.find("policy");
    const bool case_by_case = policy != nullptr && policy->scalar == "case_by_case";
    for (const std::string_view key : {"approval_rate", "delay_days"}) {
        const YamlNode* value = node_.find(key);
        if (record_.key != "list" || value == nullptr || case_by_case) continue;
        fault(*value, Fault::contradiction, fmt::format("'{}' under a presumption of denial", key),
              "add 'policy: case_by_case'");
    }
    if (wind_down > 0 || case_by_case) action.phases.push_back({wind_down, action.openness});
    if (!case_by_case) return;
    const int delay = days(node_, "delay_days");
    if (delay <= wind_down) action.phases.clear();
    action.phases.push_back({std::max(delay, wind_down), number(node_, "approval_rate", 0.0)});
}

void ActionReader::read_kind(const YamlNode& node, policy::Action& action) {
    if (record_.key == "settlement" || record_.key == "payment") {
        read_payment(node, action);
    } else if (action.type == policy::ActionType::damage) {
        read_damage(node, action);
    } else if (action.type == policy::ActionType::stockpile) {
        read_stockpile(node, action);
    } else if (action.type == policy::ActionType::leak) {
        action.openness = number(node, "share", 0.0);
        action.delay_days = days(node, "delay_days");
    } else if (action.type == policy::ActionType::content) {
        read_content(node, action.content);
    } else if (action.type == policy::ActionType::signal) {
        action.text = node.scalar;
    } else if (policy::selects_links(action.type) && record_.key != "breach") {
        action.selector = who_.read(node, action.parties, action.list);
    }
}

const YamlNode* ActionReader::needed(std::string_view key, std::string_view why) {
    const YamlNode* value = node_.find(key);
    if (value == nullptr) {
        fault(key_, Fault::missing_key, fmt::format("'{}' has no '{}'", key_.scalar, key),
              fmt::format("add '{}: 2018-04-16': {}", key, why));
    }
    return value;
}

void ActionReader::refuse(std::string_view key, std::string_view why) {
    if (const YamlNode* value = node_.find(key)) {
        fault(*value, Fault::contradiction, fmt::format("'{}' does not belong to this action", key), std::string(why));
    }
}

void ActionReader::read_last_day(const YamlNode& from, policy::Action& action) {
    action.until = std::max(action.from, scenario_.end);
    if (const YamlNode* length = node_.find("for")) {
        const Duration duration = *parse_duration(length->scalar);
        action.until = action.from - std::chrono::days(1);
        for (double times = 1.0 + number(node_, "renewals", 0.0); times > 0.0; times -= 1.0)
            action.until = add(action.until + std::chrono::days(1), duration) - std::chrono::days(1);
    } else if (node_.find("permit_days") != nullptr) {
        action.until = action.from + std::chrono::days(days(node_, "permit_days") - 1);
    } else if (const YamlNode* until = node_.find("until")) {
        action.until = *parse_date(until->scalar);
        if (action.until < action.from) {
            fault(*until, Fault::contradiction,
                  fmt::format("'{}' ends on {}, before it starts on {}", key_.scalar, until->scalar, from.scalar),
                  "'until' is the last day in force");
        }
    }
    if (const YamlNode* renewals = node_.find("renewals"); renewals != nullptr && node_.find("for") == nullptr)
        fault(*renewals, Fault::missing_key, "'renewals' without 'for'",
              "say how long the licence is given for each time, as in 'for: 90 days'");
}

void ActionReader::read_days(policy::Action& action) {
    if (record_.days == Days::none) {
        for (const std::string_view key : {"from", "until", "for", "on"})
            refuse(key, "a leak has the days of what it is of");
        return;
    }
    if (record_.days == Days::one) {
        for (const std::string_view key : {"from", "until", "for"})
            refuse(key, "it happens on one day: use 'on'");
        if (const YamlNode* on = needed("on", "the day on which it happens")) action.from = *parse_date(on->scalar);
        action.until = action.from;
        return;
    }
    refuse("on", "use 'from', and 'until' or 'for'");
    if (record_.days == Days::within) action.until = Date::max();
    if (record_.days == Days::within && node_.find("from") == nullptr) {
        for (const std::string_view key : {"until", "for"})
            refuse(key, "add 'from', or take it out: then the rule lasts as long as what it is of");
        return;
    }
    const YamlNode* from = needed("from", "the first day in force");
    if (from == nullptr) return;
    action.from = *parse_date(from->scalar);
    read_last_day(*from, action);
    if (action.from <= scenario_.end && action.until >= scenario_.start) return;
    const bool after = action.from > scenario_.end;
    warn_without_effect(
        *from,
        fmt::format("'{}' {}", key_.scalar,
                    after ? "starts after the calendar's last day" : "ends before the calendar's first day"),
        after ? "it has no effect; move calendar.end or the date"
              : "it has no effect; move calendar.start or the dates");
}

policy::Action ActionReader::read() {
    policy::Action action;
    action.name = key_.scalar;
    action.where = tree_.where(key_);
    action.type = record_.type;
    action.openness = number(node_, "openness", record_.openness);
    for (const OwnKey& own : kOwnKeys) {
        if (std::find(own.kinds.begin(), own.kinds.end(), record_.key) == own.kinds.end()) refuse(own.key, own.why);
    }
    read_kind(*node_.find(record_.key), action);
    read_phases(action);
    read_days(action);
    return action;
}

}  // namespace

policy::Action read_action(const YamlTree& tree, const YamlNode& key, const YamlNode& node, const Scenario& scenario,
                           Diagnostics& diagnostics) {
    return ActionReader(tree, key, node, scenario, diagnostics).read();
}

}  // namespace chokepoint::scenario
