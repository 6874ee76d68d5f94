#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/scenario/evidence.hpp>
#include <chokepoint/scenario/scenario_spec.hpp>
#include <vector>

namespace chokepoint::scenario {

namespace {

constexpr std::array<std::string_view, 3> kPeriods = {"month", "quarter", "year"};
constexpr std::array<std::string_view, 3> kDesigns = {"latin-hypercube", "sobol", "random"};

const Schema& calendar_schema() {
    static const std::array keys = {
        bound({"start", ValueType::date, "First day of the run.", true}, &ScenarioSpec::start),
        bound({"end", ValueType::date, "Last day of the run.", true}, &ScenarioSpec::end),
    };
    static const Schema schema{"scenario.calendar", "The days that are run, both included.", keys};
    return schema;
}

template <class Records>
std::vector<std::string_view> names_of(const Records& records) {
    std::vector<std::string_view> names;
    for (const auto& record : records) {
        if constexpr (requires { record.key; }) names.push_back(record.key);
        if constexpr (requires { record.name; }) names.push_back(record.name);
    }
    return names;
}

/// A word that sets the rules of a scenario by a function of its own.
Key rule(std::string_view name, std::span<const std::string_view> choices, std::string_view default_text,
         std::string_view meaning, void (*set)(const AcceptedValue& at, DynamicsSpec& spec),
         ValueType type = ValueType::choice) {
    Key key{name, type, meaning, false, {}, default_text};
    key.choices = choices;
    return custom(std::move(key), set);
}

bool has_item(const YamlNode& list, std::string_view name) {
    return std::ranges::any_of(list.items_or_self(), [&](const YamlNode* item) { return item->scalar == name; });
}

/// `with` and `without`.
template <bool on>
void switch_adaptations(const AcceptedValue& at, DynamicsSpec& spec) {
    for (const dynamics::AdaptationRecord& record : dynamics::adaptation_table()) {
        if (has_item(at.node, record.key)) spec.rules.adaptations.*record.member = on;
    }
}

/// Reads `dynamics:`. An adaptation cannot be switched on and off.
void read_dynamics(const AcceptedValue& at, ScenarioSpec& scenario) {
    DynamicsSpec& spec = scenario.dynamics;
    read_value(at, spec);
    const YamlNode* with = at.node.find("with");
    for (const YamlNode* item : at.node.items_at("without")) {
        if (with != nullptr && has_item(*with, item->scalar))
            at.diagnostics.add(at.tree.fault(*item, Fault::contradiction,
                                             fmt::format("'{}' is switched on and off", item->scalar),
                                             "remove it from 'with' or from 'without'"));
    }
    const YamlNode* split = at.node.find("split");
    if (split == nullptr || !spec.rules.split_by_capacity) return;
    if (spec.rules.rationing == dynamics::Rationing::proportional &&
        spec.rules.capacity == dynamics::CapacityRule::overproduction)
        return;
    at.diagnostics.add(at.tree.fault(*split, Fault::unsupported,
                                     "orders are split by capacity only where it can grow, and shared out alike",
                                     "use preset ario, or 'rationing: proportional' and 'capacity: overproduction'"));
}

void read_periods(const AcceptedValue& at, ScenarioSpec& spec) {
    spec.periods = {has_item(at.node, kPeriods[0]), has_item(at.node, kPeriods[1]), has_item(at.node, kPeriods[2])};
}

void read_groups(const AcceptedValue& at, ScenarioSpec& spec) {
    spec.report_by.clear();
    for (std::size_t k = 0; k < kGroupBys.size(); ++k) {
        if (has_item(at.node, kGroupBys[k])) spec.report_by.push_back(static_cast<GroupBy>(k));
    }
}

void read_arms(const AcceptedValue& at, ScenarioSpec& spec) {
    spec.arms_where = at.tree.where(at.node);
    read_value(at, spec.arms);
}

/// The defaults shown are those in force.
const Schema& dynamics_schema() {
    static const std::vector<std::string_view> presets = names_of(dynamics::preset_table());
    static const std::vector<std::string_view> adaptations = names_of(dynamics::adaptation_table());
    static const std::vector<Key> keys = [] {
        std::vector<Key> list = {
            // The first key, since the others change what the preset sets.
            rule("preset", presets, "export-control", "The rules to start from; see 'describe presets'.",
                 [](const AcceptedValue& at, DynamicsSpec& spec) {
                     spec.preset = at.node.scalar;
                     spec.rules = dynamics::find_preset(spec.preset)->rules;
                 }),
            rule("rationing", dynamics::rationing_names(), "the preset's", "How scarce output is split.",
                 [](const AcceptedValue& at, DynamicsSpec& spec) {
                     spec.rules.rationing = dynamics::parse_rationing(at.node.scalar);
                 }),
            rule("production", dynamics::production_names(), "the preset's",
                 "What the stocks of a unit let it make together; see 'describe presets'.",
                 [](const AcceptedValue& at, DynamicsSpec& spec) {
                     spec.rules.production = dynamics::parse_production(at.node.scalar);
                 }),
            rule("orders", dynamics::order_names(), "the preset's",
                 "What is ordered for tomorrow; see 'describe presets'.",
                 [](const AcceptedValue& at, DynamicsSpec& spec) {
                     spec.rules.orders = dynamics::parse_orders(at.node.scalar);
                 }),
            rule("capacity", dynamics::capacity_names(), "the preset's",
                 "What bounds output besides stocks and demand; see 'describe presets'.",
                 [](const AcceptedValue& at, DynamicsSpec& spec) {
                     spec.rules.capacity = dynamics::parse_capacity(at.node.scalar);
                 }),
            rule("split", dynamics::split_names(), "the preset's",
                 "How a slot's order is split over its suppliers: by flow, or by flow times capacity.",
                 [](const AcceptedValue& at, DynamicsSpec& spec) {
                     spec.rules.split_by_capacity = at.node.scalar == dynamics::split_names()[1];
                 }),
            rule("with", adaptations, "none", "Adaptations to switch on.", switch_adaptations<true>,
                 ValueType::choice_list),
            rule("without", adaptations, "none", "Adaptations to switch off.", switch_adaptations<false>,
                 ValueType::choice_list),
        };
        for (const dynamics::RuleRecord& record : dynamics::rule_table())
            list.push_back(recorded(record, &DynamicsSpec::of_rules, "the preset's"));
        for (const dynamics::ParameterRecord& record : dynamics::parameter_table())
            list.push_back(recorded(record, &DynamicsSpec::of_products, "the model's"));
        return list;
    }();
    static const Schema schema{"scenario.dynamics", "The day step: a preset, and numbers that hold for every product.",
                               keys};
    return schema;
}

const Schema& arm_schema() {
    static const std::vector<Key> keys = [] {
        std::vector<Key> list = {
            texts("actions", &ArmSpec::actions, "What is done in it, by the names of actions.", true)};
        for (Key& key : word_keys(&ArmSpec::words))
            list.push_back(std::move(key));
        return list;
    }();
    static const Schema schema{"scenario.arms", "A policy to compare.", keys, {}, {}, {}, "actions"};
    return schema;
}

const Schema& uncertainty_schema() {
    static const std::array keys = {
        number("samples", &UncertaintySettings::samples, "count", 1, 1e7, "128, or 1 without priors",
               "Draws of the priors, besides a run of their middle; with 1, only the middle is run."),
        number("seed", &UncertaintySettings::seed, "", 0, 9007199254740991.0, "1", "Seed of the draws."),
        choice("design", &UncertaintySettings::design, kDesigns, "latin-hypercube", "How draws cover the priors."),
    };
    static const Schema schema{"scenario.uncertainty", "Samples of the priors.", keys};
    return schema;
}

const Schema& evidence_schema() {
    static const std::array keys = {
        text("firm", &EvidenceSpec::firm, "Company that was observed; one of the report.", true),
        choice("event", &EvidenceSpec::event, kEventNames, "none",
               "Output fell below half of normal, stopped, resumed or recovered; 'stop' is an older name of "
               "'stopped'."),
        texts("between", &EvidenceSpec::between, "First and last day on which the event may have been, both included."),
        text("period", &EvidenceSpec::period, "Period whose revenue was observed, such as 2018-Q2."),
        number("revenue_usd", &EvidenceSpec::revenue_usd, "USD", 0, 1e15, "none", "Observed revenue of the period."),
        number("error_usd", &EvidenceSpec::error_usd, "USD", 1, 1e15, "none", "Its standard error."),
        text("arm", &EvidenceSpec::arm,
             "Arm that describes what had happened until then; default: the first with actions."),
    };
    static const Schema schema{"scenario.evidence", "An observation that weighs the samples.", keys, {}, {},
                               "event|revenue_usd"};
    return schema;
}

const Schema& forecast_of_schema() {
    static const std::array keys = {
        text("firm", &ForecastOfSpec::firm, "The company; one of the report.", true),
        texts("segments", &ForecastOfSpec::segments, "Rows of firms.csv that it owns: their revenue is forecast too."),
        texts("periods", &ForecastOfSpec::periods, "Periods whose revenue is forecast, such as 2018-Q2."),
        choice("events", &ForecastOfSpec::events, kEventNames, "none",
               "Events whose day is forecast, as for evidence."),
    };
    static const Schema schema{"scenario.forecast.of", "What is forecast of one company.", keys};
    return schema;
}

const Schema& forecast_schema() {
    static const std::array keys = {
        texts("arms", &ForecastSpec::arms, "Policies to forecast under; default: all with actions."),
        nested("of", &ForecastSpec::of, ValueType::object_list, forecast_of_schema(),
               "What is forecast, company by company.", true),
    };
    static const Schema schema{"scenario.forecast", "What 'chokepoint forecast' puts on record.", keys};
    return schema;
}

const Schema& report_schema() {
    static const std::vector<Key> keys = [] {
        Key periods{"periods", ValueType::choice_list, "Lengths of period; the whole run is always reported.", false,
                    {},        "quarter, year"};
        periods.choices = kPeriods;
        Key by{"by", ValueType::choice_list, "How groups.csv divides firms; by role and country always.", false,
               {},   "role, country, sector"};
        by.choices = kGroupBys;
        return std::vector<Key>{
            texts("firms", &ScenarioSpec::report_firms,
                  "Companies to lead with, in this order, or 'all', or 'largest 20'; default: the ten from which the "
                  "actions take most, by purchases denied, output damaged and payments, or the ten largest if there "
                  "is none."),
            custom(std::move(by), read_groups), custom(std::move(periods), read_periods)};
    }();
    static const Schema schema{"scenario.report", "What to show.", keys};
    return schema;
}

constexpr std::string_view kExample = R"(chokepoint: 1
title: A denial order and its lift
model: ../../models/template
calendar: {start: 2018-01-01, end: 2019-12-31}
actions:
  denial-order:
    deny: {exporters: {country: US}, target: {company: ZTE}}
    from: 2018-04-16
    for: 7 years
  lift: {ends: denial-order, on: 2018-07-13}
arms:
  baseline: []
  ban: [denial-order]
  reversal: [denial-order, lift])";

}  // namespace

const Schema& scenario_schema() {
    static const std::array keys = {
        Key{"chokepoint", ValueType::integer, "Version of the format.", true, {}, "1", 1, 1},
        text("title", &ScenarioSpec::title, "In one line.", true),
        text("model", &ScenarioSpec::model,
             "Folder of the model, or the .network file made of it, relative to this file.", true),
        part("calendar", calendar_schema(), "The days that are run.", true),
        custom(nested("dynamics", &ScenarioSpec::dynamics, ValueType::object, dynamics_schema(), "The day step."),
               read_dynamics),
        custom<ScenarioSpec>(
            nested("actions", &ScenarioSpec::actions, ValueType::object_map, action_schema(), "Policy steps by name."),
            [](const AcceptedValue& at, ScenarioSpec& spec) { read_actions(at, spec.actions); }),
        custom(nested("arms", &ScenarioSpec::arms, ValueType::object_map, arm_schema(),
                      "Policies to compare: lists of actions by name; [] is the baseline.", true),
               read_arms),
        nested("uncertainty", &ScenarioSpec::uncertainty, ValueType::object, uncertainty_schema(),
               "Samples of the priors."),
        nested("evidence", &ScenarioSpec::evidence, ValueType::object_list, evidence_schema(),
               "What was observed; it weighs the samples."),
        part("report", report_schema(), "What to show."),
        nested("forecast", &ScenarioSpec::forecast, ValueType::object, forecast_schema(),
               "What is put on record, to be scored later."),
    };
    static const Schema schema{"scenario", "A scenario file.", keys, kExample};
    return schema;
}

DynamicsSettings settings_of(const DynamicsSpec& spec) {
    DynamicsSettings settings{spec.preset, spec.rules, {}};
    for (const auto& [record, parameter] : spec.of_rules)
        settings.rules.*record->member = parameter.value;
    for (const auto& [record, parameter] : spec.of_products)
        settings.numbers.emplace_back(record, parameter.value);
    return settings;
}

}  // namespace chokepoint::scenario
