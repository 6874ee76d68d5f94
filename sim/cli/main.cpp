#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/suggest.hpp>
#include <chokepoint/base/version.hpp>
#include <chokepoint/report/files/output_folder.hpp>
#include <cli/commands.hpp>
#include <cli/describe/completion.hpp>
#include <cli/describe/reference.hpp>
#include <cli/terminal/terminal.hpp>
#include <csignal>
#include <exception>

namespace chokepoint::cli {

namespace {

std::string overview() {
    std::string text =
        "usage: chokepoint COMMAND [OPERANDS] [OPTIONS]\n\n"
        "What an export control does to its target, to the target's suppliers and to everyone around "
        "them.\n\ncommands:\n";
    for (const CommandRecord& command : command_table()) {
        text += fmt::format("  {:<11}  {}\n", command.name, command.meaning.substr(0, command.meaning.find('\n')));
    }
    return text +
           "\n'chokepoint COMMAND --help' says more. 'chokepoint --version' prints the version.\n\n"
           "example:\n  chokepoint run scenarios/zte-2018/ban-vs-reversal.yaml\n";
}

const CommandRecord& find_command(const std::string& name) {
    std::vector<std::string_view> names;
    for (const CommandRecord& command : command_table()) {
        if (command.name == name) return command;
        names.push_back(command.name);
    }
    const std::string_view near = nearest_word(name, names);
    throw UsageError(fmt::format("unknown command '{}'", name),
                     near.empty() ? "see 'chokepoint --help'" : fmt::format("did you mean '{}'?", near));
}

/// The library may be built for the processor it was built on.
bool runs_here() {
#ifdef CHOKEPOINT_AVX2
    return __builtin_cpu_supports("avx2") != 0;
#else
    return true;
#endif
}

int dispatch(const std::vector<std::string>& words) {
    if (words.empty()) throw UsageError("no command", "see 'chokepoint --help'");
    if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
        print_text(words.size() > 1 && words[0] == "help" ? command_help(find_command(words[1])) : overview(),
                   kPageWidth);
        return kOk;
    }
    if (words[0] == "--version") {
        print(fmt::format("chokepoint {} ({})\n", kVersion, kCommit));
        return kOk;
    }
    const CommandRecord& command = find_command(words[0]);
    const std::vector<std::string> rest(words.begin() + 1, words.end());
    if (std::find_if(rest.begin(), rest.end(), [](const std::string& w) { return w == "--help" || w == "-h"; }) !=
        rest.end()) {
        print_text(command_help(command), kPageWidth);
        return kOk;
    }
    return command.run(parse_arguments(command, rest));
}

}  // namespace

const std::vector<CommandRecord>& command_table() {
    static const std::vector<CommandRecord> table = {
        {"run",
         "SCENARIO",
         "Run all arms of a scenario; the table goes to standard output.\n"
         "The middle of all priors first, then 128 samples of them, or as many as the scenario says:\n"
         "'--set uncertainty.samples=1' is the middle alone. 'chokepoint describe outputs' names its files.",
         "chokepoint run scenarios/zte-2018/ban-vs-reversal.yaml --out results",
         {"out", "force", "resume", "models", "set", "seed", "threads", "format", "strict", "quiet"},
         1,
         1,
         run_command},
        {"compare",
         "SCENARIO | DIR_A DIR_B",
         "Differences between two arms of a scenario, or between two folders of earlier results.\n"
         "Without --arm: the scenario's first two arms with actions.",
         "chokepoint compare scenarios/zte-2018/ban-vs-reversal.yaml --arm ban --arm reversal",
         {"arm", "set", "seed", "threads", "format", "strict", "quiet"},
         1,
         2,
         compare_command},
        {"sweep",
         "SCENARIO",
         "What a company loses against one quantity, or two as a grid.\n"
         "The quantity is any key of --set. Along dates: what a day of delay costs, and when it is too late.\n"
         "At the middle of all priors, or with '--set uncertainty.samples=64' the medians of so many samples.\n"
         "'chokepoint describe sweep' defines the columns.",
         "chokepoint sweep scenarios/zte-2018/ban-vs-reversal.yaml --vary actions.lift.on=2018-05-15:2018-08-15:7",
         {"vary", "arm", "firm", "period", "out", "force", "set", "seed", "threads", "format", "strict", "quiet"},
         1,
         1,
         sweep_command},
        {"sensitivity",
         "SCENARIO",
         "Which figures with priors the spread of an outcome comes from: Sobol' indices.\n"
         "The outcome is the share of revenue that a company loses in a period under an arm, by default the first one "
         "with actions. 'chokepoint describe sensitivity' defines the columns.",
         "chokepoint sensitivity scenarios/zte-2018/ban-vs-reversal.yaml --firm ZTE --samples 64",
         {"arm", "firm", "period", "samples", "parameters", "group", "set", "seed", "threads", "format", "strict",
          "quiet"},
         1,
         1,
         sensitivity_command},
        {"timeline",
         "SCENARIO",
         "What each arm leaves open, delays and denies, by date, product and exporter; it runs nothing.\n"
         "'chokepoint describe timeline' defines the columns and says which action holds over which.",
         "chokepoint timeline scenarios/zte-2018/ban-vs-reversal.yaml --arm reversal",
         {"arm", "set", "threads", "format", "strict", "quiet"},
         1,
         1,
         timeline_command},
        {"explain",
         "SCENARIO",
         "Why a company loses what it loses: a tree of causes, and what would have spared it.\n"
         "By default the company of the report that loses most, under the first arm with actions. 'chokepoint describe "
         "explain' says "
         "what is followed and run.",
         "chokepoint explain scenarios/zte-2018/ban-vs-reversal.yaml --firm ZTE --arm ban",
         {"firm", "arm", "period", "set", "threads", "format", "strict", "quiet"},
         1,
         1,
         explain_command},
        {"implied",
         "SCENARIO",
         "The probability of a reversal that two moves of a share price imply.\n"
         "What came back of the fall, over what a reversal saves in the model; by default of the whole calendar, for "
         "the first two arms with actions. Without samples in the scenario 256 are taken.",
         "chokepoint implied scenarios/zte-2018/ban-vs-reversal.yaml --firm Acacia --fell 36 --rose 9.2",
         {"fell", "rose", "firm", "arm", "period", "set", "seed", "threads", "format", "strict", "quiet"},
         1,
         1,
         implied_command},
        {"forecast",
         "SCENARIO",
         "Put on record what the samples say of the revenues and days that a scenario's 'forecast:' names.\n"
         "With --out: forecasts.csv and forecasts.md in that folder, beside what it holds; 1000 samples, if the "
         "scenario asks for none. 'chokepoint describe forecast' defines the columns.",
         "chokepoint forecast scenarios/zte-2018/ban-vs-reversal.yaml --dated 2018-05-14 --out records",
         {"dated", "out", "force", "set", "seed", "threads", "format", "quiet"},
         1,
         1,
         forecast_command},
        {"score",
         "FORECASTS OUTCOMES",
         "Score a forecasts.csv against a table of what came to pass.\n"
         "'chokepoint describe score' has the formulas and the columns.",
         "chokepoint score models/zte-2018/forecasts.csv outcomes.csv --arm reversal",
         {"arm", "format"},
         2,
         2,
         score_command},
        {"rank",
         "MODEL",
         "Rank firms by what fails with them: the systemic-risk index of every firm of a model.\n"
         "'chokepoint describe rank' defines the index and the columns.",
         "chokepoint rank models/zte-2018 --group country=US,product=network-chips --group country=JP",
         {"top", "by", "only", "group", "mode", "replaceability", "weights", "threads", "format", "strict", "quiet"},
         1,
         1,
         rank_command},
        {"check",
         "FILE...",
         "Check scenarios and models, and run nothing.",
         "chokepoint check models/zte-2018 scenarios/zte-2018/ban-vs-reversal.yaml",
         {"set", "strict", "quiet"},
         1,
         -1,
         check_command},
        {"generate",
         "",
         "Draw a synthetic production network and show how it compares with published ones.\n"
         "With --out: write it as a model folder. 'chokepoint describe generate' says how it is drawn.",
         "chokepoint generate --firms 100000 --links 500000 --seed 7 --out synthetic",
         {"firms", "links", "countries", "sectors", "seed", "out", "force", "threads", "format", "quiet"},
         0,
         0,
         generate_network_command},
        {"convert",
         "MODEL",
         "Turn a model folder into one file that opens at once, or such a file into a folder again.\n"
         "The file's name ends in .network; wherever a model folder is asked for it may stand in its place.\n"
         "'chokepoint describe network-file' says what is in it.",
         "chokepoint convert models/zte-2018 --out zte-2018.network",
         {"out", "force", "threads", "strict", "quiet"},
         1,
         1,
         convert_command},
        {"describe",
         "[TOPIC]",
         "Reference of commands, files, keys, parameters and presets.",
         "chokepoint describe scenario.actions",
         {"schema", "markdown"},
         0,
         1,
         describe_command,
         reference_topics},
        {"completion",
         "SHELL",
         "Print what completes commands, options and files in bash or zsh, for that shell to read.\n"
         "An installation puts it where shells look; else: source <(chokepoint completion bash).",
         "chokepoint completion bash",
         {},
         1,
         1,
         completion_command,
         completed_shells},
    };
    return table;
}

}  // namespace chokepoint::cli

int main(int argc, char** argv) {
    using namespace chokepoint;
    std::signal(SIGPIPE, SIG_IGN);
    if (!cli::runs_here()) {
        cli::show_fault("this program was built for processors with AVX2, which this one lacks",
                        "build it on this machine, or with -DCHOKEPOINT_AVX2=OFF");
        return cli::kInternalError;
    }
    try {
        return cli::dispatch({argv + 1, argv + argc});
    } catch (const cli::UsageError& error) {
        cli::show_fault(error.what(), error.hint());
        return cli::kUsageError;
    } catch (const InputError& error) {
        cli::show_diagnostics(error.diagnostics());
        return cli::kBadInput;
    } catch (const OutputError& error) {
        cli::show_fault(error.what(), "make room, or choose another place");
        return cli::kInternalError;
    } catch (const std::exception& error) {
        cli::show_fault(error.what(), "this should not happen: please report it with the files that led to it");
        return cli::kInternalError;
    }
}
