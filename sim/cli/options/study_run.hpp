#pragma once

#include <chokepoint/study/checkpoint/sample_store.hpp>
#include <chokepoint/study/ensemble.hpp>
#include <cli/options/options.hpp>

namespace chokepoint::cli {

/// What 'run' and 'compare' take of samples where a scenario says nothing.
inline constexpr int kUsualSamples = 128;

/// The scenario that a command names, its warnings on standard error; `more` overrides come after those of `--set`.
/// Where it says nothing of samples, and has priors, it has `samples`.
scenario::Scenario load_with_notes(const Arguments& arguments, const scenario::Overrides& more = {}, int samples = 1);

/// The same for a command that takes samples; throws UsageError where there are none.
scenario::Scenario load_with_samples(const Arguments& arguments, int samples);

/// Runs a scenario with progress on standard error, after a look at the machine's memory. Ctrl-C ends it: the arms that
/// were not finished are then taken out of the scenario and the result.
study::StudyResult study_with_progress(const Arguments& arguments, scenario::Scenario& scenario);

/// Runs the scenario's samples in the same way and weighs them by its evidence. Ctrl-C keeps the finished ones; so does
/// the store, if there is one, whatever ends the run.
study::Ensemble ensemble_with_progress(const Arguments& arguments, const scenario::Scenario& scenario,
                                       study::SampleStore* store = nullptr);

/// Says on standard error which samples failed, and why; how many.
std::size_t tell_faults(const study::Ensemble& ensemble);

}  // namespace chokepoint::cli
