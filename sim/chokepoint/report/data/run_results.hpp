#pragma once

#include <chokepoint/study/delay/ending_dates.hpp>
#include <chokepoint/study/ensemble.hpp>
#include <string>

namespace chokepoint::report {

/// Everything that a run found. It outlives what is written from it.
struct RunResults {
    const scenario::Scenario& scenario;
    const study::Ensemble& ensemble;  ///< Every number comes from it; of a single run it is one sample.
    /// The single run; with samples the run with central values if it was asked for, else a frame without results.
    const study::StudyResult& study;
    const study::EndingDates* ending_dates = nullptr;  ///< Null: no such sweep.
    std::string model_card = {};                       ///< README.md of the model's folder.

    /// Whether `study` holds results.
    bool has_single_run() const { return !study.arms.empty() && study.arms.front().finished; }
};

/// How a result came about, as the manifest says it. Nothing in it depends on the machine, the time or the number of
/// threads.
struct RunRecord {
    std::string command;           ///< As typed, without the options that do not change results.
    std::string interrupted = {};  ///< What an interrupted run holds, such as `37 of 128 samples`.
};

}  // namespace chokepoint::report
