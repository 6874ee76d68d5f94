#include <array>
#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/policy/damage.hpp>
#include <chokepoint/scenario/evidence.hpp>
#include <chokepoint/scenario/scenario_schema.hpp>
#include <vector>

namespace chokepoint {

namespace {

constexpr std::array<std::string_view, 3> kKinds = {"goods", "software", "licence"};
constexpr std::array<std::string_view, 3> kPeriods = {"month", "quarter", "year"};
constexpr std::array<std::string_view, 3> kDesigns = {"latin-hypercube", "sobol", "random"};

Key plain(std::string_view name, ValueType type, std::string_view meaning, bool required = false) {
    return Key{name, type, meaning, required};
}

Key nested(std::string_view name, ValueType type, const Schema& child, std::string_view meaning,
           bool required = false) {
    Key key{name, type, meaning, required};
    key.child = &child;
    return key;
}

Key bounded(std::string_view name, ValueType type, std::string_view unit, double min, double max,
            std::string_view default_text, std::string_view meaning) {
    Key key{name, type, meaning, false, unit, default_text, min, max};
    return key;
}

Key choice(std::string_view name, ValueType type, std::span<const std::string_view> choices,
           std::string_view default_text, std::string_view meaning) {
    Key key{name, type, meaning, false, {}, default_text};
    key.choices = choices;
    return key;
}

const Schema& calendar_schema() {
    static const std::array keys = {
        plain("start", ValueType::date, "First day of the run.", true),
        plain("end", ValueType::date, "Last day of the run.", true),
    };
    static const Schema schema{"scenario.calendar", "The days that are run, both included.", keys};
    return schema;
}

/// Numbers come from ProductBehaviour and Rules themselves, so the page shows the defaults in force.
const Schema& dynamics_schema() {
    static const std::vector<std::string_view> presets = [] {
        std::vector<std::string_view> names;
        for (const Preset& preset : preset_table())
            names.push_back(preset.name);
        return names;
    }();
    static const std::vector<std::string_view> adaptations = [] {
        std::vector<std::string_view> names;
        for (const AdaptationRecord& record : adaptation_table())
            names.push_back(record.key);
        return names;
    }();
    static const std::vector<Key> keys = [] {
        std::vector<Key> list = {
            choice("preset", ValueType::choice, presets, "export-control",
                   "The rules to start from; see 'describe presets'."),
            choice("rationing", ValueType::choice, rationing_names(), "the preset's", "How scarce output is split."),
            choice("production", ValueType::choice, production_names(), "the preset's",
                   "What the stocks of a unit let it make together; see 'describe presets'."),
            choice("orders", ValueType::choice, order_names(), "the preset's",
                   "What is ordered for tomorrow; see 'describe presets'."),
            choice("capacity", ValueType::choice, capacity_names(), "the preset's",
                   "What bounds output besides stocks and demand; see 'describe presets'."),
            choice("split", ValueType::choice, split_names(), "the preset's",
                   "How a slot's order is split over its suppliers: by flow, or by flow times capacity."),
            choice("with", ValueType::choice_list, adaptations, "none", "Adaptations to switch on."),
            choice("without", ValueType::choice_list, adaptations, "none", "Adaptations to switch off."),
        };
        for (const RuleRecord& record : rule_table()) {
            list.push_back(bounded(record.key, ValueType::figure, record.unit, record.min, record.max, "the preset's",
                                   record.meaning));
        }
        for (const ParameterRecord& record : parameter_table()) {
            list.push_back(bounded(record.key, ValueType::figure, record.unit, record.min, record.max, "the model's",
                                   record.meaning));
        }
        return list;
    }();
    static const Schema schema{"scenario.dynamics", "The day step: a preset, and numbers that hold for every product.",
                               keys};
    return schema;
}

const Schema& party_schema() {
    static const std::array keys = {
        plain("company", ValueType::text_list, "Companies of the model."),
        plain("country", ValueType::text_list, "Countries of the model."),
    };
    static const Schema schema{"scenario.actions.party", "Who; with both keys, companies in these countries.", keys};
    return schema;
}

const Schema& selector_schema() {
    static const std::array keys = {
        nested("exporters", ValueType::object, party_schema(), "Who sells; default: everyone."),
        nested("target", ValueType::object, party_schema(), "Who buys; default: everyone."),
        plain("products", ValueType::text_list, "Products of the model; default: all."),
        choice("kinds", ValueType::choice_list, kKinds, "all", "What crosses the border."),
    };
    static const Schema schema{"scenario.actions.selector", "The links that an action is about.", keys};
    return schema;
}

const Schema& settlement_schema() {
    static const std::array keys = {
        plain("company", ValueType::text, "Who pays.", true),
        bounded("penalty_usd", ValueType::figure, "USD", 0, 1e15, "0", "Paid on the day."),
        bounded("escrow_usd", ValueType::figure, "USD", 0, 1e15, "0", "Laid aside on the day."),
    };
    static const Schema schema{"scenario.actions.settlement", "A payment that ends a dispute; it opens no link.", keys};
    return schema;
}

const Schema& damage_schema() {
    static const std::array keys = {
        plain("company", ValueType::text_list, "Whose capacity; default: everyone's."),
        plain("country", ValueType::text_list, "Where; default: everywhere."),
        plain("products", ValueType::text_list, "Of those who sell these; default: all."),
        Key{"lost", ValueType::figure, "Share of baseline capacity that is lost.", true, "share", {}, 0, 1},
        choice("recovery", ValueType::choice, recovery_names(), "none", "How capacity comes back after `until`."),
        bounded("recovery_days", ValueType::figure, "days", 3, 36500, "30", "In which it comes back."),
    };
    static const Schema schema{"scenario.actions.damage", "Capacity that some firms lose for a while.", keys};
    return schema;
}

const Schema& action_schema() {
    static const std::array keys = {
        nested("deny", ValueType::object, selector_schema(),
               "Denial order: these links carry nothing (or `openness` of their flow)."),
        nested("license", ValueType::object, selector_schema(),
               "Licence: these links are open again (or up to `openness`)."),
        plain("ends", ValueType::text, "Lift: the action that ends on the day `on`."),
        nested("settlement", ValueType::object, settlement_schema(), "Penalty and escrow paid on the day `on`."),
        nested("damage", ValueType::object, damage_schema(), "Capacity lost from `from` to `until`, then recovering."),
        plain("signal", ValueType::text, "An announcement on the day `on`; it changes no flow."),
        plain("from", ValueType::uncertain_date, "First day in force (deny, license, damage)."),
        plain("until", ValueType::uncertain_date, "Last day in force; default: for good."),
        Key{.name = "for",
            .type = ValueType::duration,
            .meaning = "How long, instead of `until`.",
            .synonyms = "duration length"},
        plain("on", ValueType::uncertain_date, "The day (ends, settlement, signal)."),
        bounded("openness", ValueType::figure, "share", 0, 1, "deny 0, license 1", "Of the flow that stays possible."),
    };
    static const Schema schema{"scenario.actions",  "Policy steps, named once and used by arms.", keys, {},
                               "until|for from|on", "deny|license|ends|settlement|signal|damage"};
    return schema;
}

const Schema& uncertainty_schema() {
    static const std::array keys = {
        bounded("samples", ValueType::integer, "count", 1, 1e7, "1",
                "Draws of the priors, beside a run of their middle."),
        bounded("seed", ValueType::integer, "", 0, 9007199254740991.0, "1", "Of the draws."),
        choice("design", ValueType::choice, kDesigns, "latin-hypercube", "How draws cover the priors."),
    };
    static const Schema schema{"scenario.uncertainty", "Samples of the priors.", keys};
    return schema;
}

const Schema& evidence_schema() {
    static const std::array keys = {
        plain("firm", ValueType::text, "Of which company something was observed; one of the report.", true),
        choice("event", ValueType::choice, kEventNames, "none",
               "Its output fell below half, or below a tenth, or was back at nine tenths for 30 days."),
        plain("between", ValueType::text_list, "First and last day on which the event may have been, both included."),
        plain("period", ValueType::text, "Whose revenue was observed, as in 2018-Q2."),
        bounded("revenue_usd", ValueType::number, "USD", 0, 1e15, "none", "Observed revenue of the period."),
        bounded("error_usd", ValueType::number, "USD", 1, 1e15, "none", "Its standard error."),
        plain("arm", ValueType::text, "What had happened until then; default: the first arm with actions."),
    };
    static const Schema schema{"scenario.evidence", "Something observed, by which samples are weighed.", keys, {}, {},
                               "event|revenue_usd"};
    return schema;
}

const Schema& forecast_of_schema() {
    static const std::array keys = {
        plain("firm", ValueType::text, "The company; one of the report.", true),
        plain("segments", ValueType::text_list, "Rows of firms.csv that it owns: their revenue is forecast too."),
        plain("periods", ValueType::text_list, "Whose revenue is forecast, as in 2018-Q2."),
        choice("events", ValueType::choice_list, kEventNames, "none", "Whose day is forecast; as for evidence."),
    };
    static const Schema schema{"scenario.forecast.of", "What is forecast of one company.", keys};
    return schema;
}

const Schema& forecast_schema() {
    static const std::array keys = {
        plain("arms", ValueType::text_list, "Policies to forecast under; default: all with actions."),
        nested("of", ValueType::object_list, forecast_of_schema(), "What is forecast, company by company.", true),
    };
    static const Schema schema{"scenario.forecast", "What 'chokepoint forecast' puts on record.", keys};
    return schema;
}

const Schema& report_schema() {
    static const std::array keys = {
        plain("firms", ValueType::text_list,
              "Companies to lead with, in this order; default: the targets, or the ten largest."),
        choice("periods", ValueType::choice_list, kPeriods, "quarter, year",
               "Lengths of period; the whole run always is reported."),
    };
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
        plain("title", ValueType::text, "In one line.", true),
        plain("model", ValueType::text, "Folder of the model, or the .network file made of it, relative to this file.",
              true),
        nested("calendar", ValueType::object, calendar_schema(), "The days that are run.", true),
        nested("dynamics", ValueType::object, dynamics_schema(), "The day step."),
        nested("actions", ValueType::object_map, action_schema(), "Policy steps by name."),
        plain("arms", ValueType::text_list_map, "Policies to compare: lists of actions by name; [] is the baseline.",
              true),
        nested("uncertainty", ValueType::object, uncertainty_schema(), "Samples of the priors."),
        nested("evidence", ValueType::object_list, evidence_schema(), "What was observed; it weighs the samples."),
        nested("report", ValueType::object, report_schema(), "What to show."),
        nested("forecast", ValueType::object, forecast_schema(), "What is put on record, to be scored later."),
    };
    static const Schema schema{"scenario", "A scenario file.", keys, kExample};
    return schema;
}

}  // namespace chokepoint
