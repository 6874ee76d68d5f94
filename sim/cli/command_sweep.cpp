#include <fmt/format.h>

#include <chokepoint/report/caveats.hpp>
#include <chokepoint/report/result_files.hpp>
#include <chokepoint/report/sweep_table.hpp>
#include <mutex>
#include <optional>

#include "abandoned.hpp"
#include "commands.hpp"
#include "interruption.hpp"
#include "memory.hpp"
#include "outcome_choice.hpp"
#include "progress.hpp"
#include "study_run.hpp"
#include "table_output.hpp"
#include "terminal.hpp"
#include "vary_option.hpp"

namespace chokepoint::cli {

namespace {

/// Runs the points that Ctrl-C leaves time for. `base` is the scenario as it stands in its file, narrowed.
Sweep run_points(const Arguments& arguments, const Scenario& base, const std::vector<SweepAxis>& axes) {
    const std::vector<Period> periods = make_periods(base.start, base.end, base.periods);
    Sweep sweep{base.title, axes,          periods[period_number(base, arguments.period)], base.start, base.end, {},
                caveats(base), base.model.currency};
    SweepPlan plan{arguments.operands[0], arguments.overrides, {arguments.threads, arguments.strict}, axes, {}};
    plan.load.hash_inputs = !arguments.out.empty();
    std::once_flag memory_checked;
    std::vector<std::string> firms;  // a point may lose most elsewhere: all look at the same company
    for (const std::uint32_t company : base.report_companies)
        firms.emplace_back(base.model.directory.companies.name(company));
    plan.narrow = [&](Scenario& scenario) {
        require_same_inputs(base, scenario);
        narrow_scenario(scenario, firms, arguments.arms);
        period_number(scenario, sweep.period.label);
        std::call_once(memory_checked,
                       [&] { check_memory(study_bytes(scenario, arguments.threads), arguments.quiet); });
    };
    ProgressLine line(arguments.quiet);
    run_sweep(plan, arguments.threads, line.control("points"), [&](SweepRun&& run) {
        sweep.points.push_back(sweep_point(run, period_number(run.scenario, sweep.period.label)));
    });
    return sweep;
}

/// Says which samples failed; true if there are any.
bool tell_failures(const Sweep& sweep) {
    long long failed = 0;
    long long samples = 0;
    std::string fault;
    for (const SweepPoint& point : sweep.points) {
        samples += point.samples;
        failed += point.failed;
        if (fault.empty()) fault = point.fault;
    }
    if (failed == 0) return false;
    note(fmt::format("{} of {} samples failed and are left out; the first: {}", failed, samples, fault));
    return true;
}

}  // namespace

int sweep_command(const Arguments& arguments) {
    const std::vector<SweepAxis> axes = parse_vary(arguments.varied);
    catch_interruption();
    std::optional<OutputFolder> folder;
    if (!arguments.out.empty()) folder.emplace(arguments.out, arguments.force);
    if (folder) tell_abandoned(arguments, folder->abandoned());
    Scenario base = load_with_notes(arguments);
    narrow_scenario(base, arguments.firm_names, arguments.arms);
    RunControl control;
    control.stop = &catch_interruption();
    choose_firm(arguments, base, control);
    const Sweep sweep = run_points(arguments, base, axes);
    tell_unfinished(sweep.points.size(), sweep_points(axes), "points");
    if (sweep.points.empty()) return kInterrupted;
    if (folder) {
        folder->write("sweep.csv", to_csv(sweep_table(sweep)));
        const RunRecord record{
            arguments.command_line, {}, unfinished(sweep.points.size(), sweep_points(axes), "points")};
        folder->write("manifest.json", manifest_json(base, record));
        folder->commit();
    }
    print_as(
        arguments.format, [&] { return sweep_table(sweep); }, [&] { return sweep_text(sweep); });
    if (folder && !arguments.quiet) note("results are in " + arguments.out);
    const bool failed = tell_failures(sweep);
    if (catch_interruption()) return kInterrupted;
    return failed ? kUnfinished : kOk;
}

}  // namespace chokepoint::cli
