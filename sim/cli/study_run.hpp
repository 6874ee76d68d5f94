#pragma once

#include <chokepoint/study/study.hpp>

#include "options.hpp"

namespace chokepoint::cli {

/// Runs a scenario with progress on standard error, after a look at the machine's memory. Ctrl-C ends it: the arms that
/// were not finished are then taken out of the scenario and the result.
StudyResult study_with_progress(const Arguments& arguments, Scenario& scenario);

}  // namespace chokepoint::cli
