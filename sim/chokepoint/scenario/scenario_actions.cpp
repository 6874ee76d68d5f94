#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <chokepoint/policy/openness.hpp>
#include <chokepoint/scenario/scenario_actions.hpp>
#include <chokepoint/scenario/suggestion.hpp>

namespace chokepoint {

namespace {

/// Reads one action; a fault goes to the key that holds it.
class ActionReader {
   public:
    ActionReader(const YamlTree& tree, const YamlNode& key, const YamlNode& node, const Scenario& scenario,
                 Diagnostics& diagnostics)
        : tree_(tree), key_(key), node_(node), scenario_(scenario), diagnostics_(diagnostics) {}

    Action read();

   private:
    void read_type(Action& action);
    void read_days(Action& action);
    LinkSelector read_selector(const YamlNode& node);
    void read_settlement(const YamlNode& node, Action& action);
    void read_damage(const YamlNode& node, Action& action);
    std::vector<std::uint32_t> numbers(const std::vector<const YamlNode*>& list, const NameTable& table,
                                       std::string_view what);
    std::vector<std::uint32_t> company_numbers(const std::vector<const YamlNode*>& list);
    std::uint32_t company_number(const YamlNode& name);
    const YamlNode* needed(std::string_view key, std::string_view why);
    void refuse(std::string_view key, std::string_view why);
    void fault(const YamlNode& at, std::string message, std::string hint) {
        diagnostics_.add(tree_.fault(at, std::move(message), std::move(hint)));
    }

    const YamlTree& tree_;
    const YamlNode& key_;
    const YamlNode& node_;
    const Scenario& scenario_;
    Diagnostics& diagnostics_;
};

std::vector<std::uint32_t> ActionReader::numbers(const std::vector<const YamlNode*>& list, const NameTable& table,
                                                 std::string_view what) {
    std::vector<std::uint32_t> found;
    for (const YamlNode* item : list) {
        if (const auto number = table.find(item->scalar)) {
            found.push_back(*number);
        } else {
            fault(*item, fmt::format("the model has no {} '{}'", what, item->scalar),
                  hint_for(item->scalar, table, fmt::format("use a {} of {}", what, nodes_file(scenario_.model_spec))));
        }
    }
    return found;
}

std::uint32_t ActionReader::company_number(const YamlNode& name) {
    const std::uint32_t number = find_company(scenario_.model, name.scalar);
    if (number == kNone) {
        fault(name, fmt::format("the model has no company '{}'", name.scalar),
              hint_for(name.scalar, scenario_.model.directory.companies,
                       fmt::format("use a company of {}", nodes_file(scenario_.model_spec))));
    }
    return number;
}

std::vector<std::uint32_t> ActionReader::company_numbers(const std::vector<const YamlNode*>& list) {
    std::vector<std::uint32_t> found;
    for (const YamlNode* item : list) {
        if (const std::uint32_t number = company_number(*item); number != kNone) found.push_back(number);
    }
    return found;
}

LinkSelector ActionReader::read_selector(const YamlNode& node) {
    LinkSelector selector;
    const Directory& directory = scenario_.model.directory;
    if (const YamlNode* exporters = node.find("exporters")) {
        selector.exporter_companies = company_numbers(exporters->items_at("company"));
        selector.exporter_countries = numbers(exporters->items_at("country"), directory.countries, "country");
    }
    if (const YamlNode* target = node.find("target")) {
        selector.target_companies = company_numbers(target->items_at("company"));
        selector.target_countries = numbers(target->items_at("country"), directory.countries, "country");
    }
    selector.products = numbers(node.items_at("products"), directory.products, "product");
    for (const YamlNode* kind : node.items_at("kinds")) {
        if (const auto parsed = parse_kind(kind->scalar)) selector.kinds.push_back(*parsed);
    }
    return selector;
}

void ActionReader::read_settlement(const YamlNode& node, Action& action) {
    action.company = company_number(*node.find("company"));
    if (const YamlNode* value = node.find("penalty_usd")) action.penalty_usd = parse_number(value->scalar).value_or(0);
    if (const YamlNode* value = node.find("escrow_usd")) action.escrow_usd = parse_number(value->scalar).value_or(0);
    const auto& accounts = scenario_.model.behaviour.accounts;
    const bool has_account = std::any_of(accounts.begin(), accounts.end(),
                                         [&](const CashAccount& a) { return a.company == action.company; });
    if (action.company == kNone || has_account) return;
    Diagnostic warning = tree_.fault(node, "the model keeps no cash of this company, so the payment has no effect",
                                     "give the company fixed_cost_share, margin or cash_usd in model.yaml");
    warning.severity = Severity::warning;
    diagnostics_.add(std::move(warning));
}

void ActionReader::read_damage(const YamlNode& node, Action& action) {
    const Directory& directory = scenario_.model.directory;
    action.selector.exporter_companies = company_numbers(node.items_at("company"));
    action.selector.exporter_countries = numbers(node.items_at("country"), directory.countries, "country");
    action.selector.products = numbers(node.items_at("products"), directory.products, "product");
    action.damage.lost = parse_number(node.find("lost")->scalar).value_or(0.0);
    if (const YamlNode* recovery = node.find("recovery")) action.damage.recovery = parse_recovery(recovery->scalar);
    const YamlNode* days = node.find("recovery_days");
    action.damage.recovery_days = days != nullptr ? parse_number(days->scalar).value_or(30.0) : 30.0;
    if (days != nullptr && action.damage.recovery == Recovery::none) {
        fault(*days, "'recovery_days' without a recovery", "add 'recovery: linear', 'convex' or 'concave'");
    }
}

void ActionReader::read_type(Action& action) {
    if (const YamlNode* deny = node_.find("deny")) {
        action.type = ActionType::deny;
        action.selector = read_selector(*deny);
    } else if (const YamlNode* license = node_.find("license")) {
        action.type = ActionType::license;
        action.openness = 1.0;
        action.selector = read_selector(*license);
    } else if (node_.find("ends") != nullptr) {
        action.type = ActionType::lift;  // what it ends is resolved when all actions are known
    } else if (const YamlNode* settlement = node_.find("settlement")) {
        action.type = ActionType::settlement;
        read_settlement(*settlement, action);
    } else if (const YamlNode* damage = node_.find("damage")) {
        action.type = ActionType::damage;
        read_damage(*damage, action);
    } else if (const YamlNode* signal = node_.find("signal")) {
        action.type = ActionType::signal;
        action.text = signal->scalar;
    }
    const bool sets_links = action.type == ActionType::deny || action.type == ActionType::license;
    if (const YamlNode* openness = node_.find("openness")) {
        if (!sets_links) refuse("openness", "only 'deny' and 'license' open or close links");
        action.openness = parse_number(openness->scalar).value_or(0.0);
    }
}

const YamlNode* ActionReader::needed(std::string_view key, std::string_view why) {
    const YamlNode* value = node_.find(key);
    if (value == nullptr) {
        fault(key_, fmt::format("'{}' has no '{}'", key_.scalar, key),
              fmt::format("add '{}: 2018-04-16': {}", key, why));
    }
    return value;
}

void ActionReader::refuse(std::string_view key, std::string_view why) {
    if (const YamlNode* value = node_.find(key)) {
        fault(*value, fmt::format("'{}' does not belong to this action", key), std::string(why));
    }
}

void ActionReader::read_days(Action& action) {
    const bool lasts =
        action.type == ActionType::deny || action.type == ActionType::license || action.type == ActionType::damage;
    if (!lasts) {
        for (const std::string_view key : {"from", "until", "for"})
            refuse(key, "it happens on one day: use 'on'");
        if (const YamlNode* on = needed("on", "the day on which it happens")) action.from = *parse_date(on->scalar);
        action.until = action.from;
        return;
    }
    refuse("on", "use 'from', and 'until' or 'for'");
    const YamlNode* from = needed("from", "the first day in force");
    if (from == nullptr) return;
    action.from = *parse_date(from->scalar);
    action.until = std::max(action.from, scenario_.end);
    if (const YamlNode* length = node_.find("for")) {
        action.until = add(action.from, *parse_duration(length->scalar)) - std::chrono::days(1);
    } else if (const YamlNode* until = node_.find("until")) {
        action.until = *parse_date(until->scalar);
        if (action.until < action.from) {
            fault(*until,
                  fmt::format("'{}' ends on {}, before it starts on {}", key_.scalar, until->scalar, from->scalar),
                  "'until' is the last day in force");
        }
    }
    if (action.from <= scenario_.end && action.until >= scenario_.start) return;
    const bool after = action.from > scenario_.end;
    Diagnostic warning = tree_.fault(
        *from,
        fmt::format("'{}' {}", key_.scalar,
                    after ? "starts after the calendar's last day" : "ends before the calendar's first day"),
        after ? "it has no effect; move calendar.end or the date"
              : "it has no effect; move calendar.start or the dates");
    warning.severity = Severity::warning;
    diagnostics_.add(std::move(warning));
}

Action ActionReader::read() {
    Action action;
    action.name = key_.scalar;
    action.where = tree_.fault(key_, {});
    read_type(action);
    read_days(action);
    return action;
}

void resolve_lifts(const YamlTree& tree, const YamlNode& actions, std::vector<Action>& list, Diagnostics& diagnostics) {
    std::vector<std::string> names;
    for (const Action& action : list)
        names.push_back(action.name);
    for (std::size_t k = 0; k < list.size(); ++k) {
        Action& lift = list[k];
        if (lift.type != ActionType::lift) continue;
        const YamlNode& ends = *actions.entries[k].second.find("ends");
        const auto found = std::find(names.begin(), names.end(), ends.scalar);
        if (found == names.end()) {
            diagnostics.add(tree.fault(ends, fmt::format("there is no action '{}' to end", ends.scalar),
                                       hint_for(ends.scalar, names, "name a denial or a licence of this file")));
            continue;
        }
        lift.ends = static_cast<std::uint32_t>(found - names.begin());
        const Action& ended = list[lift.ends];
        if (ended.type != ActionType::deny && ended.type != ActionType::license) {
            diagnostics.add(tree.fault(ends, fmt::format("'{}' is not a denial or a licence", ends.scalar),
                                       "only these can be ended"));
        } else if (actions.entries[k].second.find("on") != nullptr && lift.from < ended.from) {
            Diagnostic fault = tree.fault(ends,
                                          fmt::format("'{}' ends '{}' on {}, before it starts on {}", lift.name,
                                                      ended.name, format_date(lift.from), format_date(ended.from)),
                                          "correct one of the two dates");
            fault.other = ended.where.place;
            fault.other_source_line = ended.where.source_line;
            diagnostics.add(std::move(fault));
        }
    }
}

}  // namespace

std::uint32_t find_company(const Model& model, std::string_view name) {
    if (const auto number = model.directory.companies.find(name)) return *number;
    return model.companies.find_shown(name);
}

std::vector<Action> read_actions(const YamlTree& tree, const Scenario& scenario, Diagnostics& diagnostics) {
    std::vector<Action> list;
    const YamlNode* actions = tree.root.find("actions");
    if (actions == nullptr) return list;
    for (const auto& [key, node] : actions->entries) {
        list.push_back(ActionReader(tree, key, node, scenario, diagnostics).read());
        const Action& action = list.back();
        const bool sets_links = action.type == ActionType::deny || action.type == ActionType::license;
        if (diagnostics.has_errors()) continue;
        if (action.type == ActionType::damage &&
            select_nodes(scenario.model.network, scenario.model.directory, action.selector).empty()) {
            Diagnostic warning = tree.fault(key, fmt::format("'{}' selects no firm of the model", action.name),
                                            "check company, country and products against the model");
            warning.severity = Severity::warning;
            diagnostics.add(std::move(warning));
        }
        if (!sets_links) continue;
        if (select_links(scenario.model.network, scenario.model.directory, action.selector).empty()) {
            Diagnostic warning = tree.fault(key, fmt::format("'{}' selects no link of the model", action.name),
                                            "check exporters, target, kinds and products against the model");
            warning.severity = Severity::warning;
            diagnostics.add(std::move(warning));
        }
    }
    resolve_lifts(tree, *actions, list, diagnostics);
    return list;
}

void read_arms(const YamlTree& tree, Scenario& scenario, Diagnostics& diagnostics) {
    std::vector<std::string> names;
    for (const Action& action : scenario.actions)
        names.push_back(action.name);
    const YamlNode& arms = *tree.root.find("arms");
    if (arms.entries.empty()) {
        diagnostics.add(tree.fault(arms, "there is no arm to run", "add 'baseline: []' and an arm with your actions"));
    }
    for (const auto& [key, list] : arms.entries) {
        Arm arm{key.scalar, {}};
        for (const YamlNode* item : list.items_or_self()) {
            const auto found = std::find(names.begin(), names.end(), item->scalar);
            if (found == names.end()) {
                diagnostics.add(tree.fault(*item,
                                           fmt::format("arm '{}' names an unknown action '{}'", arm.name, item->scalar),
                                           hint_for(item->scalar, names, "define it under 'actions'")));
                continue;
            }
            const auto number = static_cast<std::uint32_t>(found - names.begin());
            if (std::find(arm.actions.begin(), arm.actions.end(), number) != arm.actions.end()) {
                diagnostics.add(tree.fault(*item, fmt::format("arm '{}' names '{}' twice", arm.name, item->scalar),
                                           "once is enough"));
                continue;
            }
            arm.actions.push_back(number);
        }
        for (const std::uint32_t number : arm.actions) {
            const Action& lift = scenario.actions[number];
            if (lift.type != ActionType::lift || lift.ends == kNone) continue;
            if (std::find(arm.actions.begin(), arm.actions.end(), lift.ends) != arm.actions.end()) continue;
            diagnostics.add(tree.fault(key,
                                       fmt::format("arm '{}' has '{}', which ends '{}', but not '{}' itself", arm.name,
                                                   lift.name, names[lift.ends], names[lift.ends]),
                                       fmt::format("add '{}' to the arm", names[lift.ends])));
        }
        scenario.arms.push_back(std::move(arm));
    }
}

}  // namespace chokepoint
