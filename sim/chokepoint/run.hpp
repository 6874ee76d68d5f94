#pragma once

#include <chokepoint/results.hpp>
#include <chokepoint/scenario.hpp>
#include <functional>
#include <stop_token>
#include <string_view>

namespace chokepoint {

/// How a scenario is run; no number of the results depends on it.
struct RunOptions {
    unsigned threads = 0;  ///< 0: as many as the machine has.
    /// Called now and then, from any thread but never from two at once, first with "days" and then with "samples".
    std::function<void(std::string_view unit, long long done, long long all)> progress = {};
    std::stop_token stop = {};  ///< Ends the run early; the results then hold what was finished.
};

/// Runs every arm of a scenario, first with the middle of every range and then for each sample.
Results run(const Scenario& scenario, const RunOptions& options = {});

}  // namespace chokepoint
