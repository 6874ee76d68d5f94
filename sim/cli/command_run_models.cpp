#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/files/result_files.hpp>
#include <chokepoint/report/text/model_comparison.hpp>
#include <cli/commands.hpp>
#include <cli/options/abandoned_drafts.hpp>
#include <cli/options/study_run.hpp>
#include <cli/terminal/interruption.hpp>
#include <cli/terminal/memory.hpp>
#include <cli/terminal/progress.hpp>
#include <cli/terminal/split.hpp>
#include <cli/terminal/table_output.hpp>
#include <cli/terminal/terminal.hpp>
#include <optional>

namespace chokepoint::cli {

namespace {

/// The models of `--models`, each once, in the order given.
std::vector<std::string> parse_models(const std::string& text) {
    const std::vector<std::string> known = study::model_names();
    std::vector<std::string> chosen;
    for (const std::string& name : split(text, ',')) {
        if (name == "all") return known;
        if (std::find(chosen.begin(), chosen.end(), name) == chosen.end()) chosen.push_back(name);
    }
    return chosen;
}

std::vector<study::ModelRun> run_all(const Arguments& arguments, const scenario::Scenario& scenario,
                                     const std::vector<std::string>& names) {
    std::vector<study::ModelRun> runs;
    ProgressLine line(arguments.quiet);
    for (const std::string& name : names) {
        study::ModelRun run = study::run_model(scenario, arguments.overrides, {arguments.threads, arguments.strict},
                                               name, line.control("days of " + name));
        const auto& arms = run.study.arms;
        if (!std::all_of(arms.begin(), arms.end(), [](const study::ArmResult& arm) { return arm.finished; })) break;
        runs.push_back(std::move(run));
    }
    return runs;
}

}  // namespace

int run_models_command(const Arguments& arguments) {
    catch_interruption();
    const std::vector<std::string> names = parse_models(arguments.models);
    std::optional<report::OutputFolder> folder;
    if (!arguments.out.empty()) folder.emplace(arguments.out, arguments.force);
    if (folder) note_abandoned_drafts(arguments, folder->abandoned());
    const scenario::Scenario scenario = load_with_notes(arguments);
    if (scenario.uncertainty.samples > 1 && !arguments.quiet)
        note("models side by side run at the middle of every prior, without samples");
    check_memory(study::study_bytes(scenario, arguments.threads), arguments.quiet);
    const std::vector<study::ModelRun> runs = run_all(arguments, scenario, names);
    note_unfinished(runs.size(), names.size(), "models");
    if (runs.empty()) return kInterrupted;
    if (folder) {
        folder->write("models.csv", report::to_csv(report::model_table(scenario, runs)));
        folder->write(
            "manifest.json",
            report::manifest_json(scenario, {arguments.command_line, unfinished(runs.size(), names.size(), "models")}));
        folder->commit();
    }
    print_as(
        arguments.format, [&] { return report::model_table(scenario, runs); },
        [&] { return report::model_text(scenario, runs, arguments.detail); });
    if (folder && !arguments.quiet) note("results are in " + arguments.out);
    if (catch_interruption()) return kInterrupted;
    const auto unsolved = [](const study::ModelRun& run) { return run.accuracy && !run.accuracy->converged; };
    return std::any_of(runs.begin(), runs.end(), unsolved) ? kIncomplete : kOk;
}

}  // namespace chokepoint::cli
