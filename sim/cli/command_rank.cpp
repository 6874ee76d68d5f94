#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/report/ranking_table.hpp>
#include <chokepoint/scenario/model.hpp>
#include <filesystem>

#include "commands.hpp"
#include "firm_filter.hpp"
#include "interruption.hpp"
#include "memory.hpp"
#include "model_operand.hpp"
#include "progress.hpp"
#include "table_output.hpp"
#include "terminal.hpp"

namespace chokepoint::cli {

namespace {

constexpr std::size_t kShownRows = 20;

RankSettings settings_of(const Arguments& arguments, bool states_revenue) {
    RankSettings settings;
    settings.threads = arguments.threads;
    settings.by = static_cast<RankBy>(choice_number("by", arguments.by));
    if (arguments.mode == "compat") settings.rules = kCompatRules;
    settings.rules.replaceability = arguments.replaceability != "off";
    settings.by_revenue = arguments.weights.empty() ? states_revenue : arguments.weights == "revenue";
    if (!arguments.groups.empty() && (!arguments.by.empty() || !arguments.only.empty()))
        throw UsageError("'--group' goes with neither '--by' nor '--only'",
                         "groups alone are ranked: leave the other out");
    return settings;
}

Model load(const std::filesystem::path& folder, const Arguments& arguments, bool& states_revenue) {
    Diagnostics diagnostics;
    LoadSettings reading;
    reading.threads = arguments.threads;
    reading.strict = arguments.strict;
    reading.hash_inputs = false;
    ModelSpec spec = load_model(folder, {}, diagnostics, {}, reading);
    diagnostics.throw_if_errors();
    const FirmTable& firms = spec.tables.firms;
    for (std::size_t row = 0; row < firms.size() && !states_revenue; ++row)
        states_revenue = firms.revenue_of(row) >= 0.0 || firms.final_demand_of(row) >= 0.0;
    DynamicsSettings dynamics;
    dynamics.rules = preset_table().front().rules;
    Model model = build_model(spec, std::move(spec.tables), dynamics, diagnostics, arguments.threads);
    diagnostics.throw_if_errors();
    if (!arguments.quiet) show_diagnostics(diagnostics.sorted());
    return model;
}

FirmFilter filter_of(const std::string& option, const std::string& text, const Model& model) {
    FirmFilter filter = parse_filter(option, text, model.directory);
    if (matches_any(model, filter)) return filter;
    throw UsageError(fmt::format("no firm of the model matches '--{} {}'", option, text),
                     "values of one key are joined by '|', and a firm has one of each key");
}

Ranking rank_with_progress(const Model& model, const RankSettings& settings, const Arguments& arguments) {
    check_memory(ranking_bytes(model, settings), arguments.quiet);
    return rank_model(model, settings, ProgressLine(arguments.quiet).control("cascades"));
}

}  // namespace

int rank_command(const Arguments& arguments) {
    bool states_revenue = false;
    settings_of(arguments, states_revenue);  // a fault of the options is said before the model is read
    const Model model = load(model_operand(arguments.operands[0]), arguments, states_revenue);
    RankSettings settings = settings_of(arguments, states_revenue);
    if (!arguments.only.empty()) settings.only = filter_of("only", arguments.only, model);
    for (const std::string& group : arguments.groups)
        settings.groups.push_back(filter_of("group", group, model));
    const Ranking ranking = rank_with_progress(model, settings, arguments);
    const std::size_t top = static_cast<std::size_t>(arguments.top.value_or(0));
    print_as(
        arguments.format, [&] { return ranking_table(model, ranking, top); },
        [&] { return ranking_text(model, settings, ranking, top == 0 ? kShownRows : top); });
    tell_unfinished(ranking.entries.size(), ranking.scenarios, "cascades");
    return ranking.entries.size() < ranking.scenarios ? kInterrupted : kOk;
}

}  // namespace chokepoint::cli
