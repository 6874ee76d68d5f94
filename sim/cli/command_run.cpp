#include <fmt/format.h>

#include <chokepoint/report/data/run_tables.hpp>
#include <chokepoint/report/files/result_files.hpp>
#include <chokepoint/report/text/answer_text.hpp>
#include <chokepoint/report/text/detail_text.hpp>
#include <chokepoint/study/inputs.hpp>
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

constexpr const char* kMore =
    "More: --detail, --out DIR (report, tables), 'chokepoint explain' (why), 'chokepoint serve' (what if)";

void print_results(const Arguments& arguments, const report::RunResults& results) {
    if (arguments.format == Format::json) return print(report::summary_json(results));
    const scenario::Scenario& scenario = results.scenario;
    print_as(
        arguments.format, [&] { return report::impacts_table(scenario, results.ensemble); },
        [&] {
            const study::Answer answer = study::make_answer(scenario, results.ensemble);
            if (!arguments.detail) return report::answer_text(scenario, results.ensemble, answer, kMore);
            std::string text = report::answer_text(scenario, results.ensemble, answer, "") +
                               report::detail_text(scenario, results.ensemble);
            if (results.has_single_run() && results.ensemble.has_ranges())
                text += report::central_text(scenario, results.study);
            return text;
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
    if (arguments.every_firm && (arguments.out.empty() || arguments.netcdf))
        throw UsageError(Fault::unsupported, "'--every-firm' writes firms.csv, and no CSV files are written",
                         "add --out DIR, without --format netcdf");
    catch_interruption();
    // The folder is claimed first, so that a name that is taken is reported before the work and not after it.
    std::optional<report::OutputFolder> folder;
    if (!arguments.out.empty()) folder.emplace(arguments.out, arguments.force || arguments.resume);
    if (folder) note_abandoned_drafts(arguments, folder->abandoned());
    scenario::Scenario scenario = load_with_notes(arguments, {}, scenario::kDefaultSamples);
    scenario.every_firm = arguments.every_firm;
    const std::unique_ptr<study::SampleStore> store = store_for(arguments, scenario);
    const bool samples = scenario.uncertainty.samples > 1;
    const std::size_t arms = scenario.arms.size();
    std::optional<study::Ensemble> ensemble;
    if (samples) ensemble = ensemble_with_progress(arguments, scenario, store.get());
    if (samples && ensemble->samples.empty()) return kInterrupted;
    const bool single_run = !samples || (arguments.detail && !catch_interruption());
    const study::StudyResult study =
        single_run ? study_with_progress(arguments, scenario) : study::frame_study(scenario);
    if (study.arms.empty() || (catch_interruption() && study::policy_arms(scenario).empty())) return kInterrupted;
    if (!samples) ensemble = study::single_sample(scenario, study);
    std::optional<study::EndingDates> ending_dates;
    if (folder) ending_dates = study::run_ending_dates(scenario, arguments.overrides, *ensemble, arguments.threads);
    const report::RunResults results{scenario, *ensemble, study, ending_dates ? &*ending_dates : nullptr,
                                     folder ? study::read_model_card(scenario) : ""};
    if (folder) {
        report::RunRecord record{arguments.command_line};
        record.interrupted =
            samples ? unfinished(ensemble->samples.size(), static_cast<std::size_t>(ensemble->asked), "samples")
                    : unfinished(study.arms.size(), arms, "arms");
        report::write_result_files(results, record, *folder,
                                   arguments.netcdf ? report::TableFiles::netcdf : report::TableFiles::csv,
                                   arguments.threads);
        folder->commit();
    }
    if (store && ensemble->is_finished()) store->remove();
    print_results(arguments, results);
    if (folder && !arguments.quiet) note("results are in " + arguments.out);
    if (catch_interruption()) {
        if (store && !arguments.quiet) note("to continue, run the same command with --resume in place of --out");
        return kInterrupted;
    }
    return note_failed_samples(*ensemble) > 0 ? kIncomplete : kOk;
}

}  // namespace chokepoint::cli
