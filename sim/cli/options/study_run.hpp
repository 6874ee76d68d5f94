#pragma once

#include <chokepoint/study/checkpoint/sample_store.hpp>
#include <chokepoint/study/ensemble.hpp>
#include <cli/options/options.hpp>

namespace chokepoint::cli {

/// Loads the scenario that a command names and shows its warnings. The overrides in `more` come after those of `--set`.
/// `samples` is the number of samples for a scenario that has priors and gives no number.
scenario::Scenario load_with_notes(const Arguments& arguments, const scenario::Overrides& more = {}, int samples = 1);

/// The same for a command that needs samples; throws UsageError if there are none.
scenario::Scenario load_with_samples(const Arguments& arguments, int samples);

/// Checks the machine's memory and runs a scenario with progress on standard error. Ctrl-C ends the run and removes the
/// unfinished arms from the scenario and the result.
study::StudyResult study_with_progress(const Arguments& arguments, scenario::Scenario& scenario);

/// Runs the scenario's samples in the same way and weights them by its evidence. Ctrl-C keeps the finished samples. The
/// store, if there is one, keeps them however the run ends.
study::Ensemble ensemble_with_progress(const Arguments& arguments, const scenario::Scenario& scenario,
                                       study::SampleStore* store = nullptr);

/// Notes which samples failed and why, and returns their number.
std::size_t note_failed_samples(const study::Ensemble& ensemble);

}  // namespace chokepoint::cli
