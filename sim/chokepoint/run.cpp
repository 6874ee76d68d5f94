#include <fmt/format.h>

#include <atomic>
#include <chokepoint/base/run_control.hpp>
#include <chokepoint/run.hpp>
#include <chokepoint/study/ensemble.hpp>
#include <chokepoint/study/evidence_weight.hpp>

namespace chokepoint {

namespace {

std::string done_of(std::size_t done, std::size_t all, std::string_view what) {
    return done < all ? fmt::format("{} of {} {}", done, all, what) : "";
}

}  // namespace

Results run(const Scenario& scenario, const RunOptions& options) {
    std::atomic<bool> stop = false;
    const std::stop_callback stopper(options.stop, [&] { stop = true; });
    const auto control = [&](std::string_view unit) {
        RunControl made{{}, &stop};
        if (options.progress)
            made.progress = [&, unit](long long done, long long all) { options.progress(unit, done, all); };
        return made;
    };
    const scenario::Scenario& checked = scenario.checked();
    auto study = std::make_shared<study::StudyResult>(study::run_study(checked, options.threads, control("days")));
    if (stop) {
        auto finished = std::make_shared<scenario::Scenario>(checked);
        const std::size_t arms = study->arms.size();
        study::drop_unfinished_arms(*finished, *study);
        std::string interrupted = done_of(study->arms.size(), arms, "arms");
        if (interrupted.empty() && checked.uncertainty.samples > 1)
            interrupted = done_of(0, static_cast<std::size_t>(checked.uncertainty.samples), "samples");
        return {Scenario(std::move(finished)), std::move(study), nullptr, std::move(interrupted)};
    }
    if (checked.uncertainty.samples <= 1) return {scenario, std::move(study), nullptr, ""};
    auto samples = std::make_shared<study::Ensemble>(study::run_ensemble(checked, options.threads, control("samples")));
    study::weigh_by_evidence(checked, *samples);
    std::string interrupted = done_of(samples->samples.size(), static_cast<std::size_t>(samples->asked), "samples");
    if (samples->samples.empty()) samples.reset();
    return {scenario, std::move(study), std::move(samples), std::move(interrupted)};
}

}  // namespace chokepoint
