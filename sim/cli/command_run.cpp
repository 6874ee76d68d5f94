#include <fmt/format.h>

#include <chokepoint/report/data/run_tables.hpp>
#include <chokepoint/report/files/result_files.hpp>
#include <chokepoint/report/text/ensemble_text.hpp>
#include <chokepoint/report/text/headline.hpp>
#include <chokepoint/study/inputs.hpp>
#include <chokepoint/study/report_place.hpp>
#include <cli/commands.hpp>
#include <cli/options/abandoned_drafts.hpp>
#include <cli/options/study_run.hpp>
#include <cli/terminal/interruption.hpp>
#include <cli/terminal/table_output.hpp>
#include <cli/terminal/terminal.hpp>
#include <memory>
#include <optional>

namespace chokepoint::cli {

namespace {

void print_results(const Arguments& arguments, const scenario::Scenario& scenario, const study::StudyResult& study,
                   const std::optional<study::Ensemble>& ensemble) {
    if (arguments.format == Format::json) return print(report::summary_json(scenario, study));
    print_as(
        arguments.format, [&] { return report::impacts_table(scenario, study, ensemble ? &*ensemble : nullptr); },
        [&] {
            return report::headline_text(scenario, study, ensemble.has_value()) +
                   (ensemble ? report::ensemble_text(scenario, *ensemble) : "");
        });
}

/// The store that keeps finished samples until the results are written; null without samples or a folder.
std::unique_ptr<study::SampleStore> store_for(const Arguments& arguments, const scenario::Scenario& scenario) {
    const bool samples = scenario.uncertainty.samples > 1;
    if (arguments.resume && !samples)
        throw UsageError(Fault::empty, "'--resume' continues samples, and the scenario has none",
                         "use --out: the run takes seconds");
    if (arguments.out.empty() || !samples) return nullptr;
    const std::string manifest = report::manifest_json(scenario, {arguments.command_line});
    auto store = std::make_unique<study::SampleStore>(study::store_of(arguments.out), manifest,
                                                      study::sample_shape(scenario), arguments.resume, arguments.force);
    if (arguments.resume && !arguments.quiet)
        note(fmt::format("{} of {} samples are already there", store->known(), scenario.uncertainty.samples));
    return store;
}

}  // namespace

int run_command(const Arguments& arguments) {
    if (!arguments.models.empty()) return run_models_command(arguments);
    catch_interruption();
    // The folder is claimed first, so that a name that is taken is reported before the work and not after it.
    std::optional<report::OutputFolder> folder;
    if (!arguments.out.empty()) folder.emplace(arguments.out, arguments.force || arguments.resume);
    if (folder) note_abandoned_drafts(arguments, folder->abandoned());
    scenario::Scenario scenario = load_with_notes(arguments, {}, scenario::kDefaultSamples);
    const std::unique_ptr<study::SampleStore> store = store_for(arguments, scenario);
    const std::size_t arms = scenario.arms.size();
    const study::StudyResult study = study_with_progress(arguments, scenario);
    if (study.arms.empty() || (catch_interruption() && report::policy_arms(scenario).empty())) return kInterrupted;
    std::optional<study::Ensemble> ensemble;
    if (scenario.uncertainty.samples > 1 && !catch_interruption())
        ensemble = ensemble_with_progress(arguments, scenario, store.get());
    if (ensemble && ensemble->samples.empty()) ensemble.reset();  // interrupted before the first
    if (folder) {
        report::RunRecord record{arguments.command_line};
        record.interrupted = unfinished(study.arms.size(), arms, "arms");
        if (record.interrupted.empty() && scenario.uncertainty.samples > 1)
            record.interrupted = unfinished(ensemble ? ensemble->samples.size() : 0,
                                            static_cast<std::size_t>(scenario.uncertainty.samples), "samples");
        const study::Ensemble* samples = ensemble ? &*ensemble : nullptr;
        const auto ending_dates = study::run_ending_dates(
            scenario, arguments.overrides, study::company_of_largest_loss(scenario, study, samples),
            study.periods[report::headline_periods(scenario, study).front()], arguments.threads);
        report::write_result_files(
            {scenario, study, samples, ending_dates ? &*ending_dates : nullptr, study::read_model_card(scenario)},
            record, *folder, arguments.netcdf ? report::TableFiles::netcdf : report::TableFiles::csv,
            arguments.threads);
        folder->commit();
    }
    if (store && ensemble && ensemble->is_finished()) store->remove();
    print_results(arguments, scenario, study, ensemble);
    if (folder && !arguments.quiet) note("results are in " + arguments.out);
    if (catch_interruption()) {
        if (store && !arguments.quiet) note("to continue, run the same command with --resume in place of --out");
        return kInterrupted;
    }
    return ensemble && note_failed_samples(*ensemble) > 0 ? kIncomplete : kOk;
}

}  // namespace chokepoint::cli
