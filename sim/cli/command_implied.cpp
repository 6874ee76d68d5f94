#include <fmt/format.h>

#include <chokepoint/base/number.hpp>
#include <chokepoint/report/data/implied_table.hpp>
#include <cli/commands.hpp>
#include <cli/options/outcome_choice.hpp>
#include <cli/options/study_run.hpp>
#include <cli/terminal/interruption.hpp>
#include <cli/terminal/table_output.hpp>
#include <stdexcept>

namespace chokepoint::cli {

namespace {

constexpr int kImpliedSamples = 256;

/// A move in per cent, above 0 and below `most`, as a share.
double parse_move(const std::string& option, const std::string& text, double most) {
    const auto number = parse_number(text);
    if (number && *number > 0.0 && *number < most) return *number / 100.0;
    const char* const hint =
        "for example --fell 36 --rose 9.2: the fall on the ban, and the rise on news of its reversal";
    if (text.empty()) throw UsageError(Fault::missing_key, fmt::format("'--{}' is missing", option), hint);
    throw UsageError(
        number ? Fault::out_of_range : Fault::bad_number,
        fmt::format("'--{} {}' is not a percentage above 0{}", option, text, most <= 100.0 ? " and below 100" : ""),
        hint);
}

}  // namespace

int implied_command(const Arguments& arguments) {
    const study::PriceMoves moves{parse_move("fell", arguments.fell, 100.0), parse_move("rose", arguments.rose, 1e6)};
    scenario::Scenario scenario = load_with_samples(arguments, kImpliedSamples);
    const auto arms = arm_pair(scenario, arguments.arms);
    RunControl control;
    control.stop = &catch_interruption();
    const std::size_t place = report_place(arguments, scenario, control);
    if (catch_interruption()) return kInterrupted;
    const std::size_t period = period_number(scenario, arguments.period.empty() ? "total" : arguments.period);
    const study::Ensemble ensemble = ensemble_with_progress(arguments, scenario);
    if (catch_interruption()) return kInterrupted;
    try {
        const study::ImpliedReversal implied = study::implied_reversal(scenario, ensemble, arms, place, period, moves);
        print_as(
            arguments.format, [&] { return report::implied_table(implied); },
            [&] { return report::implied_text(scenario, implied); });
    } catch (const std::invalid_argument& fault) {
        throw UsageError(Fault::unsupported, fault.what(), "choose another firm, period or pair of arms");
    }
    return note_failed_samples(ensemble) > 0 ? kIncomplete : kOk;
}

}  // namespace chokepoint::cli
