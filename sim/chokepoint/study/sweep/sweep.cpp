#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/study/sweep/sweep.hpp>
#include <thread>

namespace chokepoint::study {

namespace {

/// Faults of the values of a point, which are set as those of --set are, behind them.
InputError placed_at_axes(const SweepPlan& plan, const InputError& error) {
    std::vector<Diagnostic> diagnostics = error.diagnostics();
    for (Diagnostic& one : diagnostics) {
        for (std::size_t k = 0; k < plan.axes.size(); ++k) {
            for (Place* place : {&one.place, &one.other}) {
                if (place->file == fmt::format("<--set {}>", plan.overrides.size() + k + 1))
                    place->file = fmt::format("<--vary {}>", k + 1);
            }
        }
    }
    return InputError(std::move(diagnostics));
}

scenario::Scenario load_point(const SweepPlan& plan, const std::vector<std::string>& values,
                              const scenario::LoadSettings& load) try {
    scenario::Overrides overrides = plan.overrides;
    for (std::size_t k = 0; k < plan.axes.size(); ++k)
        overrides.emplace_back(plan.axes[k].key, values[k]);
    scenario::Scenario scenario = scenario::load_scenario(plan.file, overrides, load);
    if (plan.narrow) plan.narrow(scenario);
    return scenario;
} catch (const InputError& error) {
    throw placed_at_axes(plan, error);
}

/// Samples have work for all threads, and a large network has and needs the memory as well.
bool takes_all_threads(const scenario::Scenario& scenario) {
    return scenario.uncertainty.samples > 1 || is_large(scenario.model.network);
}

/// False if it was stopped before the end.
bool run_point(SweepRun& run, unsigned threads, const std::atomic<bool>* stop) {
    RunControl control;
    control.stop = stop;
    if (run.scenario.uncertainty.samples > 1) {
        run.ensemble = run_ensemble(run.scenario, {run.scenario.uncertainty.samples, {}}, threads, control);
        return run.ensemble->is_finished();
    }
    run.study = run_study(run.scenario, threads, control);
    return std::all_of(run.study.arms.begin(), run.study.arms.end(), [](const ArmResult& arm) { return arm.finished; });
}

}  // namespace

std::size_t sweep_points(const std::vector<SweepAxis>& axes) {
    std::size_t points = 1;
    for (const SweepAxis& axis : axes)
        points *= axis.values.size();
    return points;
}

std::vector<std::string> sweep_values(const std::vector<SweepAxis>& axes, std::size_t point) {
    std::vector<std::string> values(axes.size());
    for (std::size_t k = axes.size(); k-- > 0;) {
        values[k] = axes[k].values[point % axes[k].values.size()];
        point /= axes[k].values.size();
    }
    return values;
}

void run_sweep(const SweepPlan& plan, unsigned threads, const RunControl& control,
               const std::function<void(SweepRun&&)>& visit) {
    const std::size_t points = sweep_points(plan.axes);
    if (points == 0) return;
    const auto takes_all = [&](std::size_t point) {
        return takes_all_threads(load_point(plan, sweep_values(plan.axes, point), plan.load));
    };
    const bool each_takes_all = takes_all(points - 1) || takes_all(0);
    scenario::LoadSettings load = plan.load;
    if (!each_takes_all) load.threads = 1;
    if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t most_at_once = each_takes_all ? 1 : threads;
    for (std::size_t done = 0; done < points;) {
        std::vector<SweepRun> runs(std::min(most_at_once, points - done));
        std::vector<std::uint8_t> finished(runs.size(), 0);
        for_each_index(runs.size(), threads, [&](std::size_t k) {
            if (control.stop != nullptr && *control.stop) return;
            runs[k].values = sweep_values(plan.axes, done + k);
            runs[k].scenario = load_point(plan, runs[k].values, load);
            finished[k] = run_point(runs[k], each_takes_all ? threads : 1, control.stop) ? 1 : 0;
        });
        for (std::size_t k = 0; k < runs.size(); ++k) {
            if (finished[k] == 0) return;
            visit(std::move(runs[k]));
            ++done;
            if (control.progress) control.progress(static_cast<long long>(done), static_cast<long long>(points));
        }
    }
}

}  // namespace chokepoint::study
