#include <fmt/format.h>

#include <chokepoint/report/data/run_tables.hpp>
#include <chokepoint/report/text/detail_text.hpp>
#include <chokepoint/study/comparison.hpp>
#include <cli/commands.hpp>
#include <cli/options/outcome_choice.hpp>
#include <cli/options/study_run.hpp>
#include <cli/terminal/interruption.hpp>
#include <cli/terminal/table_output.hpp>
#include <filesystem>
#include <optional>

namespace chokepoint::cli {

namespace {

/// Takes the difference within each sample, so what both arms share cancels.
int compare_arms(const Arguments& arguments, scenario::Scenario& scenario, std::pair<std::size_t, std::size_t> pair) {
    std::optional<study::Ensemble> ensemble;
    if (scenario.uncertainty.samples > 1) {
        ensemble = ensemble_with_progress(arguments, scenario);
    } else {
        const std::size_t arms = scenario.arms.size();
        const study::StudyResult study = study_with_progress(arguments, scenario);
        if (study.arms.size() < arms) return kInterrupted;
        ensemble = study::single_sample(scenario, study);
    }
    if (ensemble->samples.empty()) return kInterrupted;
    print_as(
        arguments.format,
        [&] {
            return report::difference_table(study::compare_arms(scenario, *ensemble, pair), ensemble->has_ranges());
        },
        [&] { return report::paired_text(scenario, *ensemble, pair.first, pair.second, arguments.detail); });
    if (catch_interruption()) return kInterrupted;
    return note_failed_samples(*ensemble) > 0 ? kIncomplete : kOk;
}

}  // namespace

int compare_command(const Arguments& arguments) {
    if (arguments.operands.size() == 2) {
        if (!arguments.arms.empty() && arguments.arms.size() != 2) {
            throw UsageError(Fault::invalid_value,
                             fmt::format("'--arm' must be given twice, not {} times", arguments.arms.size()),
                             "name the arm of the first folder, then that of the second");
        }
        const std::vector<study::Difference> differences =
            study::compare_folders(arguments.operands[0], arguments.operands[1], arguments.arms);
        const std::string title = fmt::format("{} against {}", arguments.operands[0], arguments.operands[1]);
        print_as(
            arguments.format, [&] { return report::difference_table(differences, false); },
            [&] {
                return report::difference_text(differences, title, study::currency_of_results(arguments.operands));
            });
        return kOk;
    }
    scenario::Scenario scenario = load_with_notes(arguments, {}, scenario::kDefaultSamples);
    const auto pair = arm_pair(scenario, arguments.arms);
    return compare_arms(arguments, scenario, pair);
}

}  // namespace chokepoint::cli
