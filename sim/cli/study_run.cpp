#include "study_run.hpp"

#include <fmt/format.h>

#include <chokepoint/study/evidence_weight.hpp>

#include "interruption.hpp"
#include "memory.hpp"
#include "progress.hpp"
#include "terminal.hpp"

namespace chokepoint::cli {

Scenario load_with_notes(const Arguments& arguments, const Overrides& more, int samples) {
    Overrides overrides = arguments.overrides;
    overrides.insert(overrides.end(), more.begin(), more.end());
    LoadSettings settings{arguments.threads, arguments.strict};
    settings.samples = samples;
    settings.hash_inputs = !arguments.out.empty();
    Scenario scenario = load_scenario(arguments.operands[0], overrides, settings);
    if (!arguments.quiet) show_diagnostics(scenario.warnings);
    return scenario;
}

Scenario load_with_samples(const Arguments& arguments, int samples) {
    Scenario scenario = load_with_notes(arguments, {}, samples);
    if (scenario.uncertainty.samples > 1) return scenario;
    throw UsageError("this takes samples, and the scenario has none",
                     fmt::format("give figures priors, and add '--set uncertainty.samples={}'", samples));
}

StudyResult study_with_progress(const Arguments& arguments, Scenario& scenario) {
    check_memory(study_bytes(scenario, arguments.threads), arguments.quiet);
    StudyResult study = run_study(scenario, arguments.threads, ProgressLine(arguments.quiet).control("days"));
    const std::size_t all = study.arms.size();
    drop_unfinished_arms(scenario, study);
    tell_unfinished(study.arms.size(), all, "arms");
    return study;
}

Ensemble ensemble_with_progress(const Arguments& arguments, const Scenario& scenario, SampleStore* store) {
    const SamplePlan plan = store != nullptr ? store->plan() : SamplePlan{scenario.uncertainty.samples, {}};
    Ensemble ensemble =
        run_ensemble(scenario, plan, arguments.threads, ProgressLine(arguments.quiet).control("samples"));
    weigh_by_evidence(scenario, ensemble);
    if (ensemble.parameters.empty() && !arguments.quiet)
        note("no figure of the model has a prior, so samples differ by what is reconstructed, or not at all");
    tell_unfinished(ensemble.samples.size(), static_cast<std::size_t>(ensemble.asked), "samples");
    return ensemble;
}

std::size_t tell_faults(const Ensemble& ensemble) {
    constexpr std::size_t kTold = 5;
    std::size_t faults = 0;
    for (std::size_t k = 0; k < ensemble.samples.size(); ++k) {
        if (ensemble.samples[k].fault.empty()) continue;
        if (++faults <= kTold) note(fmt::format("sample {} failed: {}", k, ensemble.samples[k].fault));
    }
    if (faults > kTold) note(fmt::format("{} samples failed in all; ensemble.csv names them", faults));
    return faults;
}

}  // namespace chokepoint::cli
