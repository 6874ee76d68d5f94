#include "model_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/model_comparison.hpp>
#include <chokepoint/report/result_files.hpp>
#include <optional>

#include "commands.hpp"
#include "interruption.hpp"
#include "memory.hpp"
#include "progress.hpp"
#include "terminal.hpp"

namespace chokepoint::cli {

namespace {

/// The models of `--models`, each once, in the order in which they were asked for.
std::vector<std::string> parse_models(const std::string& text) {
    const std::vector<std::string> known = model_names();
    if (text == "all") return known;
    std::vector<std::string> chosen;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const std::string name = text.substr(begin, end - begin);
        if (std::find(known.begin(), known.end(), name) == known.end())
            throw UsageError(fmt::format("'--models {}': no model is called '{}'", text, name),
                             fmt::format("use all, or some of {}", fmt::join(known, ", ")));
        if (std::find(chosen.begin(), chosen.end(), name) == chosen.end()) chosen.push_back(name);
        begin = end + 1;
    }
    return chosen;
}

std::vector<ModelRun> run_all(const Arguments& arguments, const Scenario& scenario,
                              const std::vector<std::string>& names) {
    std::vector<ModelRun> runs;
    ProgressLine line(arguments.quiet);
    for (const std::string& name : names) {
        const std::string unit = "days of " + name;
        StudyControl control;
        control.stop = &catch_interruption();
        control.progress = [&](long long done, long long all) { line.show(done, all, unit.c_str()); };
        ModelRun run = run_model(scenario, arguments.overrides, {arguments.threads, arguments.strict}, name, control);
        const auto& arms = run.study.arms;
        if (!std::all_of(arms.begin(), arms.end(), [](const ArmResult& arm) { return arm.finished; })) break;
        runs.push_back(std::move(run));
    }
    return runs;
}

void print_runs(const Arguments& arguments, const Scenario& scenario, const std::vector<ModelRun>& runs) {
    switch (arguments.format) {
        case Format::csv:
            print(to_csv(model_table(scenario, runs)));
            break;
        case Format::json:
            print(to_json(model_table(scenario, runs)));
            break;
        case Format::table:
            print(model_text(scenario, runs));
            break;
    }
}

}  // namespace

int run_models_command(const Arguments& arguments) {
    catch_interruption();
    const std::vector<std::string> names = parse_models(arguments.models);
    std::optional<OutputFolder> folder;
    if (!arguments.out.empty()) folder.emplace(arguments.out, arguments.force);
    const Scenario scenario =
        load_scenario(arguments.operands[0], arguments.overrides, {arguments.threads, arguments.strict});
    if (!arguments.quiet) show_notes(scenario);
    if (scenario.uncertainty.samples > 1 && !arguments.quiet)
        note("models side by side run the middle of every prior; samples are left out");
    check_memory(study_bytes(scenario, arguments.threads), arguments.quiet);
    const std::vector<ModelRun> runs = run_all(arguments, scenario, names);
    if (runs.size() < names.size())
        note(fmt::format("interrupted: {} of {} models were finished", runs.size(), names.size()));
    if (runs.empty()) return kInterrupted;
    if (folder) {
        folder->write("models.csv", to_csv(model_table(scenario, runs)));
        folder->write("manifest.json", manifest_json(scenario, {arguments.command_line}));
        folder->commit();
    }
    print_runs(arguments, scenario, runs);
    if (folder && !arguments.quiet) note("results are in " + arguments.out);
    if (catch_interruption()) return kInterrupted;
    const auto unsolved = [](const ModelRun& run) { return run.accuracy && !run.accuracy->converged; };
    return std::any_of(runs.begin(), runs.end(), unsolved) ? kUnfinished : kOk;
}

}  // namespace chokepoint::cli
