#include <fmt/format.h>

#include <chokepoint/report/data/run_tables.hpp>
#include <chokepoint/report/text/caveats.hpp>
#include <chokepoint/report/text/ensemble_text.hpp>
#include <chokepoint/report/text/headline.hpp>
#include <chokepoint/study/comparison.hpp>
#include <cli/commands.hpp>
#include <cli/options/outcome_choice.hpp>
#include <cli/options/study_run.hpp>
#include <cli/terminal/interruption.hpp>
#include <cli/terminal/table_output.hpp>
#include <filesystem>

namespace chokepoint::cli {

namespace {

/// Takes the difference within each sample, so what both arms share cancels.
int compare_samples(const Arguments& arguments, const scenario::Scenario& scenario,
                    std::pair<std::size_t, std::size_t> pair) {
    const study::Ensemble ensemble = ensemble_with_progress(arguments, scenario);
    if (ensemble.samples.empty()) return kInterrupted;
    print_as(
        arguments.format, [&] { return report::paired_table(scenario, ensemble, pair); },
        [&] { return report::paired_text(scenario, ensemble, pair.first, pair.second); });
    if (catch_interruption()) return kInterrupted;
    return note_failed_samples(ensemble) > 0 ? kIncomplete : kOk;
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
            arguments.format, [&] { return report::difference_table(differences); },
            [&] {
                return report::difference_text(differences, title, study::currency_of_results(arguments.operands));
            });
        return kOk;
    }
    scenario::Scenario scenario = load_with_notes(arguments, {}, scenario::kDefaultSamples);
    const auto pair = arm_pair(scenario, arguments.arms);
    if (scenario.uncertainty.samples > 1) return compare_samples(arguments, scenario, pair);
    const std::size_t arms = scenario.arms.size();
    const study::StudyResult study = study_with_progress(arguments, scenario);
    if (study.arms.size() < arms) return kInterrupted;
    const std::vector<study::Difference> differences = study::compare_arms(scenario, study, pair);
    print_as(
        arguments.format, [&] { return report::difference_table(differences); },
        [&] {
            const std::string cautions = report::caveat_lines(report::caveats(scenario));
            return report::difference_text(differences, scenario.title, scenario.model.currency) +
                   (cautions.empty() ? "" : "\n" + cautions);
        });
    return kOk;
}

}  // namespace chokepoint::cli
