#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/suggest.hpp>
#include <chokepoint/base/version.hpp>
#include <chokepoint/report/files/output_folder.hpp>
#include <cli/commands.hpp>
#include <cli/describe/command_help.hpp>
#include <cli/terminal/terminal.hpp>
#include <csignal>
#include <exception>

namespace chokepoint::cli {

namespace {

std::string overview() {
    std::string text =
        "usage: chokepoint COMMAND [OPERANDS] [OPTIONS]\n\n"
        "What an export control does to its target, the target's suppliers and everyone around them.\n\ncommands:\n";
    for (const CommandRecord& command : command_table())
        text += fmt::format("  {:<11}  {}\n", command.name, command_summary(command.name));
    return text +
           "\n'chokepoint COMMAND --help' describes a command and its options. 'chokepoint --version' prints the "
           "version.\n\nexample:\n  chokepoint run scenarios/zte-2018/ban-vs-reversal.yaml\n";
}

const CommandRecord& find_command(const std::string& name) {
    std::vector<std::string_view> names;
    for (const CommandRecord& command : command_table()) {
        if (command.name == name) return command;
        names.push_back(command.name);
    }
    const std::string_view near = nearest_word(name, names);
    throw UsageError(Fault::unknown_name, fmt::format("unknown command '{}'", name),
                     near.empty() ? "see 'chokepoint --help'" : fmt::format("did you mean '{}'?", near));
}

/// Whether this processor can run the library, which may be built for the processor of the build machine.
bool is_supported_processor() {
#ifdef CHOKEPOINT_AVX2
    return __builtin_cpu_supports("avx2") != 0;
#else
    return true;
#endif
}

bool is_help(const std::string& word) {
    return word == "--help" || word == "-h";
}

int dispatch(const std::vector<std::string>& words) {
    if (words.empty()) throw UsageError(Fault::missing_key, "no command", "see 'chokepoint --help'");
    if (is_help(words[0]) || words[0] == "help") {
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
    if (std::any_of(rest.begin(), rest.end(), is_help)) {
        print_text(command_help(command), kPageWidth);
        return kOk;
    }
    return command.run(parse_arguments(command, rest));
}

}  // namespace

}  // namespace chokepoint::cli

int main(int argc, char** argv) {
    using namespace chokepoint;
    std::signal(SIGPIPE, SIG_IGN);
    if (!cli::is_supported_processor()) {
        cli::show_fault(code(Fault::unsupported), "this program needs a processor with AVX2, and this one has none",
                        "build it on this machine, or with -DCHOKEPOINT_AVX2=OFF");
        return cli::kInternalError;
    }
    try {
        return cli::dispatch({argv + 1, argv + argc});
    } catch (const cli::UsageError& error) {
        cli::show_fault(code(error.fault()), error.what(), error.hint());
        return cli::kUsageError;
    } catch (const InputError& error) {
        cli::show_diagnostics(error.diagnostics());
        return cli::kBadInput;
    } catch (const OutputError& error) {
        cli::show_fault(code(Fault::unwritable), error.what(), "make room, or choose another place");
        return cli::kInternalError;
    } catch (const std::exception& error) {
        cli::show_fault("internal", error.what(), "this is a bug: please report it with the files that led to it");
        return cli::kInternalError;
    }
}
