#include <fmt/format.h>

#include <bit>
#include <chokepoint/report/data/sensitivity_table.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>
#include <chokepoint/study/answer/headline.hpp>
#include <chokepoint/study/sensitivity.hpp>
#include <cli/commands.hpp>
#include <cli/options/outcome_choice.hpp>
#include <cli/options/study_run.hpp>
#include <cli/terminal/interruption.hpp>
#include <cli/terminal/progress.hpp>
#include <cli/terminal/split.hpp>
#include <cli/terminal/table_output.hpp>
#include <cli/terminal/terminal.hpp>

namespace chokepoint::cli {

namespace {

constexpr std::uint32_t kDefaultRows = 256;
constexpr std::uint64_t kMinRows = 8;
constexpr std::uint64_t kMaxRows = 65536;
constexpr std::size_t kMaxRuns = 10000000;

std::uint32_t parse_rows(const Arguments& arguments) {
    const std::uint64_t rows = arguments.samples.value_or(kDefaultRows);
    if (!std::has_single_bit(rows) || rows < kMinRows || rows > kMaxRows)
        throw UsageError(Fault::invalid_value,
                         fmt::format("'--samples {}' is not a power of two from {} to {}", rows, kMinRows, kMaxRows),
                         fmt::format("for example --samples {}", std::clamp(std::bit_ceil(rows), kMinRows, kMaxRows)));
    return static_cast<std::uint32_t>(rows);
}

/// Checks that a path has parameters, and that none of them was named before.
class PathCheck {
   public:
    explicit PathCheck(std::vector<std::string> parameters)
        : parameters_(std::move(parameters)), taken_(parameters_.size()) {}

    void check(const std::string& path) {
        const std::vector<std::size_t> found = study::parameters_at(parameters_, path);
        for (const std::size_t parameter : found) {
            if (taken_[parameter])
                throw UsageError(Fault::duplicate, fmt::format("'{}' is named twice", parameters_[parameter]),
                                 "name it once");
            taken_[parameter] = true;
        }
        if (found.empty())
            throw UsageError(Fault::unknown_name, fmt::format("there is no parameter with a prior at '{}'", path),
                             scenario::hint_for(path.starts_with("model.") ? path.substr(6) : path, parameters_,
                                                "leave out --parameters to get all of them"));
    }

   private:
    std::vector<std::string> parameters_;
    std::vector<bool> taken_;  ///< By parameter.
};

study::SensitivityPlan parse_plan(const Arguments& arguments, const scenario::Scenario& scenario) {
    const std::vector<std::string> uncertain = study::uncertain_parameters(scenario);
    if (uncertain.empty())
        throw UsageError(
            Fault::empty, "no parameter of the model has a prior",
            "give it one, for example stock_days: {uniform: [20, 40], source: ...}; see 'chokepoint describe number'");
    PathCheck path_check(uncertain);
    study::SensitivityPlan plan;
    plan.rows = parse_rows(arguments);
    for (const std::string& text : arguments.groups) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
            throw UsageError(Fault::bad_syntax, fmt::format("'--group {}' is not of the form NAME=PATH,PATH", text),
                             "for example --group chips=products.network-chips,products.phone-chips");
        plan.groups.push_back({text.substr(0, equals), split(text.substr(equals + 1), ',')});
        for (const std::string& path : plan.groups.back().paths)
            path_check.check(path);
    }
    for (const std::string& text : arguments.parameters) {
        for (const std::string& path : split(text, ',')) {
            path_check.check(path);
            plan.parameters.push_back(path);
        }
    }
    plan.period = period_number(scenario, arguments.period);
    const std::size_t runs = plan.rows * (2 + plan.groups.size() + uncertain.size());
    if (plan.parameters.empty() && runs > kMaxRuns)
        throw UsageError(Fault::too_large,
                         fmt::format("{} rows of {} parameters need up to {} runs", plan.rows, uncertain.size(), runs),
                         "name the ones that matter with --parameters, or use fewer --samples");
    return plan;
}

/// Loads the scenario with one arm, one company, and the tables that samples are built from.
scenario::Scenario load_outcome(const Arguments& arguments) {
    scenario::Scenario scenario =
        load_with_notes(arguments, {{"uncertainty.samples", std::to_string(parse_rows(arguments))}});
    if (arguments.arms.size() > 1 || arguments.firm_names.size() > 1)
        throw UsageError(Fault::duplicate, "'sensitivity' takes one arm and one firm",
                         "the indices are those of one outcome");
    narrow_scenario(scenario, arguments.firm_names, arguments.arms);
    scenario.arms.resize(1);
    RunControl control;
    control.stop = &catch_interruption();
    choose_firm(arguments, scenario, control);
    return scenario;
}

}  // namespace

int sensitivity_command(const Arguments& arguments) {
    catch_interruption();
    const scenario::Scenario scenario = load_outcome(arguments);
    const study::SensitivityPlan plan = parse_plan(arguments, scenario);
    const study::Sensitivity sensitivity =
        study::run_sensitivity(scenario, plan, arguments.threads, ProgressLine(arguments.quiet).control("samples"));
    note_unfinished(sensitivity.run, sensitivity.asked, "samples");
    const bool any = sensitivity.stages.back().rows > 1;
    if (any || sensitivity.run == sensitivity.asked) {
        const std::string label =
            study::make_periods(scenario.start, scenario.end, scenario.periods)[plan.period].label;
        const report::SensitivityReport report{scenario, sensitivity, label};
        print_as(
            arguments.format, [&] { return report::sensitivity_table(report); },
            [&] { return report::sensitivity_text(report, arguments.detail); });
    }
    if (sensitivity.failed > 0) {
        note(fmt::format(
            "{} of {} samples failed, and their rows are left out: {} of {} rows are used; the first failure: {}",
            sensitivity.failed, sensitivity.run, sensitivity.stages.back().rows, plan.rows, sensitivity.fault));
    }
    if (sensitivity.run < sensitivity.asked) return kInterrupted;
    return sensitivity.failed > 0 ? kIncomplete : kOk;
}

}  // namespace chokepoint::cli
