#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/report/data/ranking_table.hpp>
#include <chokepoint/scenario/model/model.hpp>
#include <cli/commands.hpp>
#include <cli/options/firm_filter.hpp>
#include <cli/options/model_operand.hpp>
#include <cli/terminal/interruption.hpp>
#include <cli/terminal/memory.hpp>
#include <cli/terminal/progress.hpp>
#include <cli/terminal/table_output.hpp>
#include <cli/terminal/terminal.hpp>
#include <filesystem>

namespace chokepoint::cli {

namespace {

constexpr std::size_t kShownRows = 20;

study::RankSettings settings_of(const Arguments& arguments, bool states_revenue) {
    study::RankSettings settings;
    settings.threads = arguments.threads;
    settings.by = static_cast<study::RankBy>(choice_number("by", arguments.by));
    if (arguments.mode == "compat") settings.rules = cascade::kCompatRules;
    settings.rules.replaceability = arguments.replaceability != "off";
    settings.by_revenue = arguments.weights.empty() ? states_revenue : arguments.weights == "revenue";
    if (!arguments.groups.empty() && (!arguments.by.empty() || !arguments.only.empty()))
        throw UsageError(Fault::contradiction, "'--group' excludes '--by' and '--only'",
                         "only the groups are ranked: leave the other option out");
    return settings;
}

scenario::Model load(const std::filesystem::path& folder, const Arguments& arguments, bool& states_revenue) {
    Diagnostics diagnostics;
    scenario::LoadSettings reading;
    reading.threads = arguments.threads;
    reading.strict = arguments.strict;
    reading.hash_inputs = false;
    scenario::ModelSpec spec = scenario::load_model(folder, {}, diagnostics, {}, reading);
    diagnostics.throw_if_errors();
    const scenario::FirmTable& firms = spec.tables.firms;
    for (std::size_t row = 0; row < firms.size() && !states_revenue; ++row)
        states_revenue = firms.revenue_of(row) >= 0.0 || firms.final_demand_of(row) >= 0.0;
    scenario::DynamicsSettings dynamics;
    dynamics.rules = dynamics::preset_table().front().rules;
    scenario::Model model =
        scenario::build_model(spec, std::move(spec.tables), dynamics, diagnostics, arguments.threads);
    diagnostics.throw_if_errors();
    if (!arguments.quiet) show_diagnostics(diagnostics.sorted());
    return model;
}

study::FirmFilter filter_of(const std::string& option, const std::string& text, const scenario::Model& model) {
    study::FirmFilter filter = parse_filter(option, text, model.directory);
    if (study::matches_any(model, filter)) return filter;
    throw UsageError(Fault::empty, fmt::format("no firm of the model matches '--{} {}'", option, text),
                     "separate values of one key by '|'; a firm must match every key");
}

study::Ranking rank_with_progress(const scenario::Model& model, const study::RankSettings& settings,
                                  const Arguments& arguments) {
    check_memory(study::ranking_bytes(model, settings), arguments.quiet);
    return study::rank_model(model, settings, ProgressLine(arguments.quiet).control("cascades"));
}

}  // namespace

int rank_command(const Arguments& arguments) {
    bool states_revenue = false;
    settings_of(arguments, states_revenue);  // checks the options before the model is read
    const scenario::Model model = load(model_operand(arguments.operands[0]), arguments, states_revenue);
    study::RankSettings settings = settings_of(arguments, states_revenue);
    if (!arguments.only.empty()) settings.only = filter_of("only", arguments.only, model);
    for (const std::string& group : arguments.groups)
        settings.groups.push_back(filter_of("group", group, model));
    const study::Ranking ranking = rank_with_progress(model, settings, arguments);
    const std::size_t top = static_cast<std::size_t>(arguments.top.value_or(0));
    print_as(
        arguments.format, [&] { return report::ranking_table(model, ranking, top); },
        [&] { return report::ranking_text(model, settings, ranking, top == 0 ? kShownRows : top); });
    note_unfinished(ranking.entries.size(), ranking.scenarios, "cascades");
    return ranking.entries.size() < ranking.scenarios ? kInterrupted : kOk;
}

}  // namespace chokepoint::cli
