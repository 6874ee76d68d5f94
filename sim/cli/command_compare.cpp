#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/comparison.hpp>
#include <chokepoint/report/ensemble_tables.hpp>
#include <chokepoint/report/headline.hpp>
#include <chokepoint/report/study_tables.hpp>
#include <filesystem>

#include "commands.hpp"
#include "interruption.hpp"
#include "study_run.hpp"
#include "terminal.hpp"

namespace chokepoint::cli {

namespace {

void print_differences(const Arguments& arguments, const Table& table, const std::string& title) {
    switch (arguments.format) {
        case Format::csv:
            print(to_csv(table));
            break;
        case Format::json:
            print(to_json(table));
            break;
        case Format::table:
            print(difference_text(table, title));
            break;
    }
}

std::size_t arm_number(const Scenario& scenario, const std::string& name) {
    std::vector<std::string_view> names;
    for (const Arm& arm : scenario.arms)
        names.push_back(arm.name);
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    throw UsageError(fmt::format("the scenario has no arm '{}'", name),
                     fmt::format("its arms are {}", fmt::join(names, ", ")));
}

/// Two arms as asked for, or the first two that have actions (or the first two at all).
std::pair<std::size_t, std::size_t> chosen_pair(const Scenario& scenario, const std::vector<std::string>& names) {
    if (names.size() == 2) return {arm_number(scenario, names[0]), arm_number(scenario, names[1])};
    if (!names.empty())
        throw UsageError(fmt::format("'--arm' takes two arms, and is given {}", names.size()),
                         "as in --arm ban --arm reversal");
    std::vector<std::size_t> arms = policy_arms(scenario);
    for (std::size_t a = 0; a < scenario.arms.size(); ++a) {
        if (scenario.arms[a].actions.empty()) arms.push_back(a);
    }
    if (arms.size() < 2) throw UsageError("the scenario has one arm only", "add another under 'arms'");
    return {arms[0], arms[1]};
}

/// Differences within each sample: what both arms share is in neither.
int compare_samples(const Arguments& arguments, const Scenario& scenario, std::pair<std::size_t, std::size_t> pair) {
    const Ensemble ensemble = ensemble_with_progress(arguments, scenario);
    if (ensemble.samples.empty()) return kInterrupted;
    if (arguments.format == Format::table) {
        print(paired_text(scenario, ensemble, pair.first, pair.second));
    } else {
        print_differences(arguments, paired_table(scenario, ensemble, pair), scenario.title);
    }
    if (catch_interruption()) return kInterrupted;
    return tell_faults(ensemble) > 0 ? kUnfinished : kOk;
}

}  // namespace

int compare_command(const Arguments& arguments) {
    if (arguments.operands.size() == 2) {
        if (!arguments.arms.empty() && arguments.arms.size() != 2) {
            throw UsageError(fmt::format("'--arm' takes two arms, and is given {}", arguments.arms.size()),
                             "name the arm of the first folder, then that of the second");
        }
        const Table table = compare_folders(arguments.operands[0], arguments.operands[1], arguments.arms);
        print_differences(arguments, table, fmt::format("{} against {}", arguments.operands[0], arguments.operands[1]));
        return kOk;
    }
    Scenario scenario =
        load_scenario(arguments.operands[0], arguments.overrides, {arguments.threads, arguments.strict});
    if (!arguments.quiet) show_notes(scenario);
    const auto pair = chosen_pair(scenario, arguments.arms);
    if (scenario.uncertainty.samples > 1) return compare_samples(arguments, scenario, pair);
    const std::size_t arms = scenario.arms.size();
    const StudyResult study = study_with_progress(arguments, scenario);
    if (study.arms.size() < arms) return kInterrupted;
    print_differences(arguments, differences_table(scenario, study, pair), scenario.title);
    return kOk;
}

}  // namespace chokepoint::cli
