#pragma once

#include <chokepoint/study/ensemble.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace chokepoint::study {

/// A key that a sweep varies, as `--set` takes it, and its values as they are written.
struct SweepAxis {
    std::string key;
    std::vector<std::string> values;
    bool of_dates = false;  ///< Every value is an ISO date.
};

/// Which scenario a sweep runs, and what it varies.
struct SweepPlan {
    std::filesystem::path file;
    scenario::Overrides overrides;  ///< Those of every point; the point's own come after them.
    scenario::LoadSettings load;
    std::vector<SweepAxis> axes;
    /// Removes from a point's scenario what is not needed; may be empty. Called from several threads.
    std::function<void(scenario::Scenario&)> narrow;
};

/// A scenario with the values of one point, and its outcome: an ensemble where the scenario has samples, else a study.
struct SweepRun {
    std::vector<std::string> values;  ///< By axis.
    scenario::Scenario scenario;
    StudyResult study;
    std::optional<Ensemble> ensemble;
};

/// How many points there are: the product of the axes' numbers of values.
std::size_t sweep_points(const std::vector<SweepAxis>& axes);

/// The values of point number `point`, by axis; the last axis runs fastest.
std::vector<std::string> sweep_values(const std::vector<SweepAxis>& axes, std::size_t point);

/// Loads and runs the points and hands them to `visit` one after another. Several points run at once if one leaves
/// threads idle. The last point is loaded before any is run, so that a range beyond the bounds of its key is refused at
/// once. Throws InputError as load_scenario() does. Progress counts points; an interrupted point is not handed over.
/// The bytes do not depend on `threads`.
void run_sweep(const SweepPlan& plan, unsigned threads, const RunControl& control,
               const std::function<void(SweepRun&&)>& visit);

}  // namespace chokepoint::study
