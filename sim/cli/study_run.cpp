#include "study_run.hpp"

#include <fmt/format.h>

#include <chokepoint/study/evidence_weight.hpp>

#include "interruption.hpp"
#include "memory.hpp"
#include "progress.hpp"
#include "terminal.hpp"

namespace chokepoint::cli {

StudyResult study_with_progress(const Arguments& arguments, Scenario& scenario) {
    check_memory(study_bytes(scenario, arguments.threads), arguments.quiet);
    StudyControl control;
    control.stop = &catch_interruption();
    StudyResult study;
    {
        ProgressLine line(arguments.quiet);
        control.progress = [&](long long done, long long all) { line.show(done, all, "days"); };
        study = run_study(scenario, arguments.threads, control);
    }
    const std::size_t all = study.arms.size();
    drop_unfinished_arms(scenario, study);
    if (study.arms.size() < all) {
        note(fmt::format("interrupted: {} of {} arms were finished", study.arms.size(), all));
    }
    return study;
}

Ensemble ensemble_with_progress(const Arguments& arguments, const Scenario& scenario) {
    StudyControl control;
    control.stop = &catch_interruption();
    Ensemble ensemble;
    {
        ProgressLine line(arguments.quiet);
        control.progress = [&](long long done, long long all) { line.show(done, all, "samples"); };
        ensemble = run_ensemble(scenario, arguments.threads, control);
    }
    weigh_by_evidence(scenario, ensemble);
    if (ensemble.parameters.empty() && !arguments.quiet)
        note("no figure of the model has a prior, so samples differ by what is reconstructed, or not at all");
    if (static_cast<int>(ensemble.samples.size()) < ensemble.asked)
        note(fmt::format("interrupted: {} of {} samples were finished", ensemble.samples.size(), ensemble.asked));
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
