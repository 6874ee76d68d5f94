#include <array>
#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/scenario/evidence.hpp>
#include <chokepoint/scenario/schema/action_schema.hpp>
#include <chokepoint/scenario/schema/scenario_schema.hpp>
#include <chokepoint/scenario/schema/schema_keys.hpp>
#include <vector>

namespace chokepoint::scenario {

namespace {

constexpr std::array<std::string_view, 3> kPeriods = {"month", "quarter", "year"};
constexpr std::array<std::string_view, 3> kDesigns = {"latin-hypercube", "sobol", "random"};

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
        for (const dynamics::Preset& preset : dynamics::preset_table())
            names.push_back(preset.name);
        return names;
    }();
    static const std::vector<std::string_view> adaptations = [] {
        std::vector<std::string_view> names;
        for (const dynamics::AdaptationRecord& record : dynamics::adaptation_table())
            names.push_back(record.key);
        return names;
    }();
    static const std::vector<Key> keys = [] {
        std::vector<Key> list = {
            choice("preset", ValueType::choice, presets, "export-control",
                   "The rules to start from; see 'describe presets'."),
            choice("rationing", ValueType::choice, dynamics::rationing_names(), "the preset's",
                   "How scarce output is split."),
            choice("production", ValueType::choice, dynamics::production_names(), "the preset's",
                   "What the stocks of a unit let it make together; see 'describe presets'."),
            choice("orders", ValueType::choice, dynamics::order_names(), "the preset's",
                   "What is ordered for tomorrow; see 'describe presets'."),
            choice("capacity", ValueType::choice, dynamics::capacity_names(), "the preset's",
                   "What bounds output besides stocks and demand; see 'describe presets'."),
            choice("split", ValueType::choice, dynamics::split_names(), "the preset's",
                   "How a slot's order is split over its suppliers: by flow, or by flow times capacity."),
            choice("with", ValueType::choice_list, adaptations, "none", "Adaptations to switch on."),
            choice("without", ValueType::choice_list, adaptations, "none", "Adaptations to switch off."),
        };
        for (const dynamics::RuleRecord& record : dynamics::rule_table()) {
            list.push_back(bounded(record.key, ValueType::figure, record.unit, record.min, record.max, "the preset's",
                                   record.meaning));
        }
        for (const dynamics::ParameterRecord& record : dynamics::parameter_table()) {
            list.push_back(bounded(record.key, ValueType::figure, record.unit, record.min, record.max, "the model's",
                                   record.meaning));
        }
        return list;
    }();
    static const Schema schema{"scenario.dynamics", "The day step: a preset, and numbers that hold for every product.",
                               keys};
    return schema;
}

const Schema& uncertainty_schema() {
    static const std::array keys = {
        bounded("samples", ValueType::integer, "count", 1, 1e7, "128, or 1 without priors",
                "Draws of the priors, beside a run of their middle; 1 is the middle alone."),
        bounded("seed", ValueType::integer, "", 0, 9007199254740991.0, "1", "Of the draws."),
        choice("design", ValueType::choice, kDesigns, "latin-hypercube", "How draws cover the priors."),
    };
    static const Schema schema{"scenario.uncertainty", "Samples of the priors.", keys};
    return schema;
}

const Schema& evidence_schema() {
    static const std::array keys = {
        plain("firm", ValueType::text, "Of which company something was observed; one of the report.", true),
        choice(
            "event", ValueType::choice, kEventNames, "none",
            "Output fell below half of normal, stopped, resumed or recovered; 'stop' is an older name of 'stopped'."),
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
              "Companies to lead with, in this order; default: the ten from which the actions take most, by purchases "
              "denied, "
              "output damaged and payments, or the ten largest if there is none."),
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

}  // namespace chokepoint::scenario
