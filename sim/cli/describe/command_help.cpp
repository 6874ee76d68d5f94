#include <fmt/format.h>

#include <algorithm>
#include <cli/describe/command_help.hpp>
#include <cli/describe/help.hpp>
#include <cli/describe/markdown.hpp>
#include <stdexcept>

namespace chokepoint::cli {

namespace {

/// The section on a command in help/commands.md: its summary, and paragraphs after it.
std::string_view command_text(std::string_view command) {
    const std::string_view text = help_file("commands.md");
    const std::string heading = fmt::format("## {}\n\n", command);
    const std::size_t found = text.find(heading);
    if (found == std::string_view::npos) throw std::logic_error(fmt::format("no help on {}", command));
    const std::size_t begin = found + heading.size();
    return text.substr(begin, std::min(text.find("\n## ", begin), text.size()) - begin);
}

}  // namespace

std::string_view command_summary(std::string_view command) {
    const std::string_view text = command_text(command);
    return text.substr(0, text.find('\n'));
}

std::string command_help(const CommandRecord& command) {
    std::string text =
        fmt::format("usage: chokepoint {}{}{} [OPTIONS]\n\n{}\noptions:\n", command.name,
                    command.operands.empty() ? "" : " ", command.operands, plain_text(command_text(command.name)));
    for (const OptionRecord* record : options_of(command)) {
        const std::string left =
            fmt::format("--{}{}{}", record->name, record->argument.empty() ? "" : " ", record->argument);
        text += fmt::format("  {:<18}  {}\n", left, record->meaning);
    }
    return text + fmt::format("\nexample:\n  {}\n", command.example);
}

}  // namespace chokepoint::cli
