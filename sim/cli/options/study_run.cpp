#include <fmt/format.h>

#include <chokepoint/study/evidence_weight.hpp>
#include <cli/options/study_run.hpp>
#include <cli/terminal/interruption.hpp>
#include <cli/terminal/memory.hpp>
#include <cli/terminal/progress.hpp>
#include <cli/terminal/terminal.hpp>

namespace chokepoint::cli {

scenario::Scenario load_with_notes(const Arguments& arguments, const scenario::Overrides& more, int samples) {
    scenario::Overrides overrides = arguments.overrides;
    overrides.insert(overrides.end(), more.begin(), more.end());
    scenario::LoadSettings settings{arguments.threads, arguments.strict};
    settings.samples = samples;
    settings.hash_inputs = !arguments.out.empty();
    scenario::Scenario scenario = scenario::load_scenario(arguments.operands[0], overrides, settings);
    if (!arguments.quiet) show_diagnostics(scenario.warnings);
    return scenario;
}

scenario::Scenario load_with_samples(const Arguments& arguments, int samples) {
    scenario::Scenario scenario = load_with_notes(arguments, {}, samples);
    if (scenario.uncertainty.samples > 1) return scenario;
    throw UsageError(Fault::empty, "this command needs samples, and the scenario has none",
                     fmt::format("give parameters priors, and add '--set uncertainty.samples={}'", samples));
}

study::StudyResult study_with_progress(const Arguments& arguments, scenario::Scenario& scenario) {
    check_memory(study::study_bytes(scenario, arguments.threads), arguments.quiet);
    study::StudyResult study =
        study::run_study(scenario, arguments.threads, ProgressLine(arguments.quiet).control("days"));
    const std::size_t all = study.arms.size();
    study::drop_unfinished_arms(scenario, study);
    note_unfinished(study.arms.size(), all, "arms");
    return study;
}

study::Ensemble ensemble_with_progress(const Arguments& arguments, const scenario::Scenario& scenario,
                                       study::SampleStore* store) {
    study::SamplePlan plan = store != nullptr ? store->plan() : study::SamplePlan{scenario.uncertainty.samples, {}};
    plan.whole = true;
    study::Ensemble ensemble =
        study::run_ensemble(scenario, plan, arguments.threads, ProgressLine(arguments.quiet).control("samples"));
    study::weigh_by_evidence(scenario, ensemble);
    if (ensemble.parameters.empty() && !arguments.quiet)
        note("no parameter of the model has a prior, so samples differ only in what is reconstructed");
    note_unfinished(ensemble.samples.size(), static_cast<std::size_t>(ensemble.asked), "samples");
    return ensemble;
}

std::size_t note_failed_samples(const study::Ensemble& ensemble) {
    constexpr std::size_t kMaxShown = 5;
    std::size_t faults = 0;
    for (std::size_t k = 0; k < ensemble.samples.size(); ++k) {
        if (ensemble.samples[k].fault.empty()) continue;
        if (++faults <= kMaxShown) note(fmt::format("sample {} failed: {}", k, ensemble.samples[k].fault));
    }
    if (faults > kMaxShown) note(fmt::format("{} samples failed in total; ensemble.csv lists them", faults));
    return faults;
}

}  // namespace chokepoint::cli
