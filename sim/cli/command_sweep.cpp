#include <fmt/format.h>

#include <chokepoint/report/data/sweep_table.hpp>
#include <chokepoint/report/files/result_files.hpp>
#include <chokepoint/report/text/caveats.hpp>
#include <chokepoint/study/inputs.hpp>
#include <cli/commands.hpp>
#include <cli/options/abandoned_drafts.hpp>
#include <cli/options/outcome_choice.hpp>
#include <cli/options/study_run.hpp>
#include <cli/options/vary_option.hpp>
#include <cli/terminal/interruption.hpp>
#include <cli/terminal/memory.hpp>
#include <cli/terminal/progress.hpp>
#include <cli/terminal/table_output.hpp>
#include <cli/terminal/terminal.hpp>
#include <mutex>
#include <optional>

namespace chokepoint::cli {

namespace {

/// Runs all points, or as many as finish before Ctrl-C. `base` is the narrowed scenario as it stands in its file.
study::Sweep run_points(const Arguments& arguments, const scenario::Scenario& base,
                        const std::vector<study::SweepAxis>& axes) {
    const std::vector<study::Period> periods = study::make_periods(base.start, base.end, base.periods);
    study::Sweep sweep{base.title,         axes,     periods[period_number(base, arguments.period)],
                       base.start,         base.end, {},
                       base.model.currency};
    study::SweepPlan plan{arguments.operands[0], arguments.overrides, {arguments.threads, arguments.strict}, axes, {}};
    plan.load.hash_inputs = !arguments.out.empty();
    std::once_flag memory_checked;
    std::vector<std::string> firms;  // another company may lose most at some point, but all points look at the same one
    for (const std::uint32_t company : base.report_companies)
        firms.emplace_back(base.model.directory.companies.name(company));
    plan.narrow = [&](scenario::Scenario& scenario) {
        study::require_same_inputs(base, scenario);
        narrow_scenario(scenario, firms, arguments.arms);
        period_number(scenario, sweep.period.label);
        std::call_once(memory_checked,
                       [&] { check_memory(study::study_bytes(scenario, arguments.threads), arguments.quiet); });
    };
    ProgressLine line(arguments.quiet);
    study::run_sweep(plan, arguments.threads, line.control("points"), [&](study::SweepRun&& run) {
        sweep.points.push_back(study::sweep_point(run, period_number(run.scenario, sweep.period.label)));
    });
    return sweep;
}

/// Notes how many samples failed; false if none did.
bool note_failed_samples(const study::Sweep& sweep) {
    long long failed = 0;
    long long samples = 0;
    std::string fault;
    for (const study::SweepPoint& point : sweep.points) {
        samples += point.samples;
        failed += point.failed;
        if (fault.empty()) fault = point.fault;
    }
    if (failed == 0) return false;
    note(fmt::format("{} of {} samples failed and are left out; the first failure: {}", failed, samples, fault));
    return true;
}

}  // namespace

int sweep_command(const Arguments& arguments) {
    const std::vector<study::SweepAxis> axes = parse_vary(arguments.varied);
    catch_interruption();
    std::optional<report::OutputFolder> folder;
    if (!arguments.out.empty()) folder.emplace(arguments.out, arguments.force);
    if (folder) note_abandoned_drafts(arguments, folder->abandoned());
    scenario::Scenario base = load_with_notes(arguments);
    narrow_scenario(base, arguments.firm_names, arguments.arms);
    RunControl control;
    control.stop = &catch_interruption();
    choose_firm(arguments, base, control);
    const study::Sweep sweep = run_points(arguments, base, axes);
    note_unfinished(sweep.points.size(), study::sweep_points(axes), "points");
    if (sweep.points.empty()) return kInterrupted;
    if (folder) {
        folder->write("sweep.csv", report::to_csv(report::sweep_table(sweep)));
        const report::RunRecord record{arguments.command_line,
                                       unfinished(sweep.points.size(), study::sweep_points(axes), "points")};
        folder->write("manifest.json", report::manifest_json(base, record));
        folder->commit();
    }
    print_as(
        arguments.format, [&] { return report::sweep_table(sweep); },
        [&] {
            std::vector<std::string> cautions = report::caveats(base);
            if (!base.evidence.empty())
                cautions.emplace_back("points are not weighted by the evidence, so they differ from those of 'run'");
            return report::sweep_text(sweep, cautions, arguments.detail);
        });
    if (folder && !arguments.quiet) note("results are in " + arguments.out);
    const bool failed = note_failed_samples(sweep);
    if (catch_interruption()) return kInterrupted;
    return failed ? kIncomplete : kOk;
}

}  // namespace chokepoint::cli
