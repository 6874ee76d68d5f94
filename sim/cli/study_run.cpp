#include "study_run.hpp"

#include <fmt/format.h>

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

}  // namespace chokepoint::cli
