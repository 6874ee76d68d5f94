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
    if (checked.uncertainty.samples > 1) {
        auto frame = std::make_shared<study::StudyResult>(study::frame_study(checked));
        auto samples =
            std::make_shared<study::Ensemble>(study::run_ensemble(checked, options.threads, control("samples")));
        study::weigh_by_evidence(checked, *samples);
        std::string interrupted = done_of(samples->samples.size(), static_cast<std::size_t>(samples->asked), "samples");
        return {scenario, std::move(frame), std::move(samples), std::move(interrupted)};
    }
    auto study = std::make_shared<study::StudyResult>(study::run_study(checked, options.threads, control("days")));
    auto finished = std::make_shared<scenario::Scenario>(checked);
    const std::size_t arms = study->arms.size();
    if (stop) study::drop_unfinished_arms(*finished, *study);
    std::string interrupted = done_of(study->arms.size(), arms, "arms");
    auto sample = std::make_shared<study::Ensemble>(study::single_sample(*finished, *study));
    return {stop ? Scenario(std::move(finished)) : scenario, std::move(study), std::move(sample),
            std::move(interrupted)};
}

}  // namespace chokepoint
