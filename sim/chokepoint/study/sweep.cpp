#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/study/sweep.hpp>

namespace chokepoint {

namespace {

/// Faults of the values of a point, which are set as those of --set are, behind them.
InputError placed_at_axes(const SweepPlan& plan, const InputError& error) {
    std::vector<Diagnostic> diagnostics = error.diagnostics();
    for (Diagnostic& one : diagnostics) {
        for (std::size_t k = 0; k < plan.axes.size(); ++k) {
            if (one.place.file == fmt::format("<--set {}>", plan.overrides.size() + k + 1))
                one.place.file = fmt::format("<--vary {}>", k + 1);
        }
    }
    return InputError(std::move(diagnostics));
}

Scenario load_point(const SweepPlan& plan, const std::vector<std::string>& values) try {
    Overrides overrides = plan.overrides;
    for (std::size_t k = 0; k < plan.axes.size(); ++k)
        overrides.emplace_back(plan.axes[k].key, values[k]);
    Scenario scenario = load_scenario(plan.file, overrides, plan.load);
    if (plan.narrow) plan.narrow(scenario);
    return scenario;
} catch (const InputError& error) {
    throw placed_at_axes(plan, error);
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
    if (points > 1) load_point(plan, sweep_values(plan.axes, points - 1));
    for (std::size_t point = 0; point < points; ++point) {
        if (control.stop != nullptr && *control.stop) return;
        SweepRun run;
        run.values = sweep_values(plan.axes, point);
        run.scenario = load_point(plan, run.values);
        if (!run_point(run, threads, control.stop)) return;
        visit(std::move(run));
        if (control.progress) control.progress(static_cast<long long>(point + 1), static_cast<long long>(points));
    }
}

}  // namespace chokepoint
