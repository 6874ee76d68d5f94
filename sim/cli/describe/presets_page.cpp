#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/number.hpp>
#include <chokepoint/dynamics/parameters.hpp>
#include <cli/describe/presets_page.hpp>
#include <string_view>

namespace chokepoint::cli {

namespace {

/// What a preset's rules say, in the symbols of the head of the page, and what they leave out.
struct Text {
    std::string_view preset;
    std::string_view equations;
    std::string_view limits;
};

constexpr std::string_view kSymbols =
    "Presets of 'dynamics.preset'. Of a unit, as a share of its baseline output: x output, D demand, cap capacity, L "
    "what its stocks allow, y the output that it plans. Of an input: c its stock in days of baseline use, n the "
    "target, "
    "d the dependence, o the order as a multiple of the baseline order, tau the days in which a gap is to be closed. "
    "Everywhere x = min(cap, D, L) and c += received - min(c, x).\n\n";

constexpr std::array kPresetTexts = {
    Text{"export-control",
         "cap = alpha; L = min (1 - d) + d c; o = y + (n y - c) / tau with y = min(alpha, D), up to the ceiling; "
         "scarce output goes to all up to one multiple of their baseline orders",
         "no prices; overproduction is there at once; adaptations have assumed speeds"},
    Text{"export-control-rigid", "as export-control",
         "nobody finds another supplier, buyer or customer, so that nothing softens a ban"},
    Text{"inoue-todo",
         "a stock and an order for every supplier; those of one product are used in proportion to what is there, L = "
         "min of sum S / sum A by product; o = x + (n x - c) / tau, x today's output; cap = 1 less damage. Their "
         "variants: 'orders' actual-fixed-target (o1) and actual-no-excess (o2); 'rationing' proportional (R0), "
         "final-demand-last (R1), water-filling (R2), water-filling-final-last (R3)",
         "every input is critical unless the model says otherwise; no order finds a new supplier, re-sourcing "
         "included, since each stock has one; "
         "links that only stand by are left out; targets are n days for all, where the paper draws them"},
    Text{"ario",
         "cap = alpha, from day 2 on alpha += ((alpha_max - alpha) s + (1 - alpha) [s = 0]) / overproduction_days, s = "
         "(D - x before) / D; L = c / max(1, psi n), psi the slowdown; o = x + max(0, n min(D, cap) - c) / tau",
         "no rebuilding demand: damage comes back by itself; a unit's damage is a share of its capacity, not of a "
         "capital stock; final demand does not adapt. Their base model is slowdown 1 and order_adjust_days 1"},
    Text{"pichler",
         "cap = l, labour; l += hire_rate (min(L, D) - l), or fire_rate where that is negative, at most 1 less damage; "
         "o = D + (n - c) / tau; L by 'production', below",
         "no shocks to consumption or opening of sectors; labour is by unit, not by trade; without ratings of inputs "
         "(describe model.ratings) every one is critical"},
};

constexpr std::string_view kProduction =
    "Production functions (Pichler et al. 2022), for 'production'. An input is critical if d = 1, important if d is "
    "between 0 and 1, non-critical if d = 0.\n\n"
    "  leontief            min c over all inputs, whatever d\n"
    "  strongly-critical   min c over critical and important inputs\n"
    "  half-critical       min (1 - d) + d c: without an important input of d = 0.5 a half is left\n"
    "  weakly-critical     min c over critical inputs\n"
    "  linear              sum S / sum A over all inputs, whatever d: each stands in for any other\n\n"
    "Order rules, for 'orders'\n\n"
    "  planned              y + (n y - c) / tau\n"
    "  actual               x + (n x - c) / tau\n"
    "  actual-fixed-target  x + (n - c) / tau\n"
    "  actual-no-excess     x + max(0, n x - c) / tau\n"
    "  capped-no-excess     x + max(0, n min(D, cap) - c) / tau\n"
    "  demand-fixed-target  D + (n - c) / tau\n\n";

std::string adaptations_of(const dynamics::Preset& preset) {
    std::string names;
    for (const dynamics::AdaptationRecord& record : dynamics::adaptation_table()) {
        if (preset.rules.adaptations.*record.member) names += (names.empty() ? "" : ", ") + std::string(record.key);
    }
    return names.empty() ? "none" : names;
}

/// The numbers that a preset's own rules use.
std::string numbers_of(const dynamics::Preset& preset) {
    const dynamics::Rules& rules = preset.rules;
    std::string text = fmt::format("order_adjust_days {}; stock_days {}", format_number(rules.order_adjust_days),
                                   format_number(preset.product.stock_days));
    const auto add = [&](std::string_view key, double value) {
        text += fmt::format("; {} {}", key, format_number(value));
    };
    if (rules.orders == dynamics::OrderRule::planned) add("order_ceiling", rules.order_ceiling);
    if (rules.capacity != dynamics::CapacityRule::labour) add("overproduction", preset.product.overproduction);
    if (rules.capacity == dynamics::CapacityRule::overproduction) add("overproduction_days", rules.overproduction_days);
    if (rules.slowdown > 0.0) add("slowdown", rules.slowdown);
    if (rules.capacity == dynamics::CapacityRule::labour) {
        text += fmt::format("; hire_rate {:.4f}; fire_rate {:.4f}", rules.hire_rate, rules.fire_rate);
    }
    return text;
}

}  // namespace

std::string presets_page() {
    std::string text(kSymbols);
    for (const dynamics::Preset& preset : dynamics::preset_table()) {
        const dynamics::Rules& rules = preset.rules;
        text += fmt::format(
            "  {}\n      {}\n      source: {}\n      rules: rationing {}; production {}; orders {}; capacity {}\n",
            preset.name, preset.meaning, preset.source,
            dynamics::rationing_names()[static_cast<std::size_t>(rules.rationing)],
            dynamics::production_names()[static_cast<std::size_t>(rules.production)],
            dynamics::order_names()[static_cast<std::size_t>(rules.orders)],
            dynamics::capacity_names()[static_cast<std::size_t>(rules.capacity)]);
        const auto* said = std::find_if(kPresetTexts.begin(), kPresetTexts.end(),
                                        [&](const Text& one) { return one.preset == preset.name; });
        if (said != kPresetTexts.end()) text += fmt::format("      equations: {}\n", said->equations);
        text += fmt::format("      numbers: {}\n", numbers_of(preset));
        if (said != kPresetTexts.end()) text += fmt::format("      limits: {}\n", said->limits);
        text += fmt::format("      adaptations: {}\n", adaptations_of(preset));
    }
    text += "\n" + std::string(kProduction) + "Adaptations, for 'with' and 'without'\n\n";
    for (const dynamics::AdaptationRecord& record : dynamics::adaptation_table())
        text += fmt::format("  {:<14} {}\n", record.key, record.meaning);
    return text;
}

}  // namespace chokepoint::cli
