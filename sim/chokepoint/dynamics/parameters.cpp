#include <algorithm>
#include <array>
#include <chokepoint/dynamics/parameters.hpp>

namespace chokepoint::dynamics {

namespace {

using P = ProductBehaviour;

constexpr std::array kParameters = {
    // As an input.
    ParameterRecord{
        "dependence", "share", 0, 1, &P::dependence,
        "Share of the buyer's output that cannot be made without this input: 1 critical, 0.5 important, 0 not.",
        "short-run elasticity near 0: Boehm, Flaaen and Pandalai-Nayar 2015"},
    ParameterRecord{"stock_days", "days", 1, 3650, &P::stock_days,
                    "Inventory cover that a buyer holds and aims at, in days of baseline use.", "Inoue and Todo 2019"},
    ParameterRecord{
        "transit_days", "days", 0, 365, &P::transit_days,
        "Mean time under way (first-order delay; below a day it counts as none); what is under way still arrives.",
        "assumption: none"},
    ParameterRecord{"substitutability", "share", 0, 1, &P::substitutability,
                    "Largest share of a buyer's need that can move from blocked to open suppliers.", "assumption"},
    ParameterRecord{"qualification_days", "days", 0, 3650, &P::qualification_days,
                    "Time from the block until the first delivery of a newly qualified supplier.", "assumption"},
    ParameterRecord{"resourcing_ramp_days", "days", 0, 3650, &P::resourcing_ramp_days,
                    "Time from that first delivery until the whole substitutable share has moved.", "assumption"},
    // As an output.
    ParameterRecord{"overproduction", "x baseline", 1, 10, &P::overproduction,
                    "Largest output, as a multiple of baseline.", "Hallegatte 2014, ceiling of alpha"},
    ParameterRecord{"suspend_below", "share", 0, 1, &P::suspend_below,
                    "A unit suspends when inputs allow less than this share of what is asked of it.", "assumption"},
    ParameterRecord{"restart_above", "share", 0, 1, &P::restart_above,
                    "A suspended unit starts again when its stocks allow at least this share.", "assumption"},
    ParameterRecord{"restart_cover_days", "days", 1, 365, &P::restart_cover_days,
                    "Stock that counts as enough to start again (or the input's own target, if that is less).",
                    "assumption"},
    ParameterRecord{"restart_ramp_days", "days", 1, 365, &P::restart_ramp_days,
                    "Time from the restart to full capacity.", "assumption"},
    ParameterRecord{"switch_days", "days", 1, 36500, &P::switch_days,
                    "Mean time after which an unserved final customer leaves.", "assumption"},
    ParameterRecord{"return_days", "days", 1, 36500, &P::return_days,
                    "Mean time after which a lost final customer comes back once served.", "assumption"},
    ParameterRecord{"rivals_share", "share", 0, 1, &P::rivals_share,
                    "Share of lost final demand that the other nodes of the same market are asked for.", "assumption"},
    ParameterRecord{"backlog_share", "share", 0, 1, &P::backlog_share, "Share of unfilled final demand that waits.",
                    "assumption"},
    ParameterRecord{"patience_days", "days", 1, 3650, &P::patience_days,
                    "Mean time that waiting demand waits before it is given up.", "assumption"},
    ParameterRecord{"redeployed_share", "share", 0, 1, &P::redeployed_share,
                    "Share of denied sales for which a supplier finds other buyers in the end.", "assumption"},
    ParameterRecord{"redeployment_half_life_days", "days", 1, 36500, &P::redeployment_half_life_days,
                    "Time in which half of that share is found, or dropped once sales are free again.", "assumption"},
};

constexpr std::array kRules = {
    RuleRecord{"order_adjust_days", "days", 1, 365, &Rules::order_adjust_days,
               "Time in which orders aim to close the gap between a stock and its target.", "Inoue and Todo 2019"},
    RuleRecord{"order_ceiling", "x baseline", 1, 100, &Rules::order_ceiling,
               "Largest order, as a multiple of the baseline order.", "assumption"},
    RuleRecord{"slowdown", "share", 0, 1, &Rules::slowdown,
               "psi: output is held to a stock's days over psi times its target (or over a day, if that is more); 0: "
               "only by an empty stock.",
               "Hallegatte 2014; 0 in other presets"},
    RuleRecord{"overproduction_days", "days", 1, 36500, &Rules::overproduction_days,
               "Time in which overproduction follows scarcity, in preset ario.", "Hallegatte 2014"},
    RuleRecord{"hire_rate", "share a day", 0, 1, &Rules::hire_rate,
               "Of the labour missing that is hired, in preset pichler.", "Pichler et al. 2022"},
    RuleRecord{"fire_rate", "share a day", 0, 1, &Rules::fire_rate,
               "Of the labour too many that is fired, in preset pichler.", "Pichler et al. 2022"},
};

constexpr std::array kAdaptations = {
    AdaptationRecord{"resourcing", &Adaptations::resourcing,
                     "Blocked inputs move to open suppliers after qualification."},
    AdaptationRecord{"suspension", &Adaptations::suspension,
                     "Units suspend when inputs allow too little, and restart on a ramp."},
    AdaptationRecord{"customer-loss", &Adaptations::customer_loss,
                     "Unserved final customers leave and come back later."},
    AdaptationRecord{"rivals", &Adaptations::rivals, "Lost final demand is offered to the other nodes of the market."},
    AdaptationRecord{"backlog", &Adaptations::backlog, "Part of unfilled final demand waits."},
    AdaptationRecord{"redeployment", &Adaptations::redeployment, "Suppliers look for other buyers for denied sales."},
    AdaptationRecord{"insolvency", &Adaptations::insolvency, "A company whose cash runs out stops for good."},
};

// Insolvency is off, because the state and its banks decide about it and the model does not include them.
constexpr Adaptations kAllAdaptations{true, true, true, true, true, true, false};

constexpr double kNoCeiling = 1e6;

constexpr Rules our_rules(Adaptations adaptations) {
    return {Rationing::water_filling, adaptations, 6.0, 2.0};
}

/// Production from stocks, without adaptations and without a ceiling of orders.
constexpr Rules published(Rationing rationing, double order_adjust_days, OrderRule orders) {
    Rules rules{rationing, {}, order_adjust_days, kNoCeiling};
    rules.orders = orders;
    return rules;
}

constexpr Rules inoue_todo_rules() {
    Rules rules = published(Rationing::proportional, 6.0, OrderRule::actual);
    rules.slots = SlotRule::link;
    return rules;
}

constexpr Rules ario_rules() {
    Rules rules = published(Rationing::proportional, 60.0, OrderRule::capped_no_excess);
    rules.capacity = CapacityRule::overproduction;
    rules.slowdown = 0.8;
    return rules;
}

constexpr Rules pichler_rules() {
    Rules rules = published(Rationing::proportional, 10.0, OrderRule::demand_fixed_target);
    rules.capacity = CapacityRule::labour;
    return rules;
}

constexpr ProductBehaviour stocked(double stock_days, double overproduction) {
    ProductBehaviour product;
    product.stock_days = stock_days;
    product.overproduction = overproduction;
    return product;
}

constexpr std::array kPresets = {
    Preset{"export-control",
           "Bottleneck production on finite stocks, water-filling rationing, and every adaptation but insolvency.",
           "this project's model; production after Pichler et al. 2022, orders after Inoue and Todo 2019",
           our_rules(kAllAdaptations),
           {}},
    Preset{"export-control-rigid",
           "The same production, stocks and orders with no adaptation at all.",
           "this project's model",
           our_rules({}),
           {}},
    Preset{"inoue-todo",
           "Firm-level ARIO: a stock and an order for every supplier, those of one product used together.",
           "Inoue and Todo 2019, 2020; after Hallegatte 2008, Henriet et al. 2012", inoue_todo_rules(),
           stocked(15.0, 1.0)},
    Preset{"ario", "Sector-level ARIO: output slows down before a stock is out, and overproduction follows scarcity.",
           "Hallegatte 2008, 2014", ario_rules(), stocked(90.0, 1.25)},
    Preset{"pichler", "Half-critical production, labour hired and fired, orders for the demand of the day before.",
           "Pichler et al. 2022", pichler_rules(), stocked(20.0, 1.0)},
};

constexpr std::array<std::string_view, 4> kRationingNames = {"proportional", "final-demand-last", "water-filling",
                                                             "water-filling-final-last"};
constexpr std::array<std::string_view, 5> kProductionNames = {"leontief", "strongly-critical", "half-critical",
                                                              "weakly-critical", "linear"};
constexpr std::array<std::string_view, 6> kOrderNames = {"planned",          "actual",           "actual-fixed-target",
                                                         "actual-no-excess", "capped-no-excess", "demand-fixed-target"};

constexpr std::array<std::string_view, 3> kCapacityNames = {"fixed", "overproduction", "labour"};
constexpr std::array<std::string_view, 2> kSplitNames = {"flow", "capacity"};

std::size_t place_of(std::string_view name, std::span<const std::string_view> names) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

}  // namespace

std::span<const ParameterRecord> parameter_table() {
    return kParameters;
}
std::span<const RuleRecord> rule_table() {
    return kRules;
}
std::span<const AdaptationRecord> adaptation_table() {
    return kAdaptations;
}
std::span<const Preset> preset_table() {
    return kPresets;
}
std::span<const std::string_view> rationing_names() {
    return kRationingNames;
}
std::span<const std::string_view> production_names() {
    return kProductionNames;
}
std::span<const std::string_view> order_names() {
    return kOrderNames;
}
std::span<const std::string_view> capacity_names() {
    return kCapacityNames;
}
std::span<const std::string_view> split_names() {
    return kSplitNames;
}

const Preset* find_preset(std::string_view name) {
    const auto found = std::find_if(kPresets.begin(), kPresets.end(), [&](const Preset& p) { return p.name == name; });
    return found == kPresets.end() ? nullptr : &*found;
}

Rationing parse_rationing(std::string_view name) {
    return static_cast<Rationing>(place_of(name, kRationingNames));
}
ProductionRule parse_production(std::string_view name) {
    return static_cast<ProductionRule>(place_of(name, kProductionNames));
}
OrderRule parse_orders(std::string_view name) {
    return static_cast<OrderRule>(place_of(name, kOrderNames));
}
CapacityRule parse_capacity(std::string_view name) {
    return static_cast<CapacityRule>(place_of(name, kCapacityNames));
}

}  // namespace chokepoint::dynamics
