#include <fmt/format.h>

#include <cli/commands.hpp>
#include <cli/describe/command_help.hpp>
#include <cli/describe/completion.hpp>
#include <string_view>

namespace chokepoint::cli {

namespace {

/// The endings of the files that a command takes; it takes folders as well.
std::vector<std::string> endings_of(const CommandRecord& command) {
    constexpr std::pair<std::string_view, std::string_view> kEndings[] = {
        {"SCENARIO", "yaml"}, {"FILE", "yaml"}, {"FILE", "network"}, {"MODEL", "network"}, {"FORECASTS", "csv"}};
    std::vector<std::string> endings;
    for (const auto& [operand, ending] : kEndings) {
        if (command.operands.find(operand) != std::string_view::npos) endings.emplace_back(ending);
    }
    return endings;
}

bool is_folder(const OptionRecord& record) {
    return record.argument == "DIR";
}

std::string bash_command(const CommandRecord& command) {
    std::string options;
    for (const OptionRecord* record : options_of(command))
        options += fmt::format("{}--{}", options.empty() ? "" : " ", record->name);
    std::string text = fmt::format("        {}) options='{}'", command.name, options);
    if (command.operand_choices != nullptr)
        text += fmt::format(" words='{}'", fmt::join(command.operand_choices(), " "));
    if (const auto endings = endings_of(command); !endings.empty())
        text += fmt::format(" endings='{}'", fmt::join(endings, " "));
    return text + " ;;\n";
}

/// Completes an option's argument: its choices, a folder, or nothing.
std::string bash_option(const OptionRecord& record) {
    if (record.argument.empty()) return "";
    const std::string then = is_folder(record)        ? "endings=/"
                             : record.choices.empty() ? "return"
                                                      : fmt::format("words='{}'", fmt::join(record.choices, " "));
    return fmt::format("    --{}) {} ;;\n", record.name, then);
}

constexpr std::string_view kBashScript =
    R"(# Completion of chokepoint in bash, printed by 'chokepoint completion bash'.
_chokepoint() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} options= words= endings= ending
    COMPREPLY=()
    if [ "$word" = = ]; then
        word=
    elif [ "$before" = = ]; then
        before=${{COMP_WORDS[COMP_CWORD-2]}}
    fi
    if [ "$COMP_CWORD" -eq 1 ]; then
        options='--help --version' words='{names} help'
    else
        case ${{COMP_WORDS[1]}} in
{commands}        help) words='{names}' ;;
        esac
    fi
    case $before in
{options}    esac
    case $word in
    -*) mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word") ;;
    *)
        mapfile -t COMPREPLY < <(
            compgen -P "${{word%"${{word##*,}}"}}" -W "$words" -- "${{word##*,}}"
            [ -z "$endings" ] || compgen -d -- "$word"
            for ending in $endings; do compgen -f -X "!*.$ending" -- "$word"; done
        )
        [ -z "$endings" ] || compopt -o filenames 2>/dev/null
        ;;
    esac
}}
complete -F _chokepoint chokepoint
)";

std::string bash_script() {
    std::string names;
    std::string commands;
    for (const CommandRecord& command : command_table()) {
        names += fmt::format("{}{}", names.empty() ? "" : " ", command.name);
        commands += bash_command(command);
    }
    std::string options;
    for (const OptionRecord& record : option_table())
        options += bash_option(record);
    return fmt::format(kBashScript, fmt::arg("names", names), fmt::arg("commands", commands),
                       fmt::arg("options", options));
}

/// `text` for single quotes in zsh, which gives the characters in `special` a meaning of their own.
std::string escaped(std::string_view text, std::string_view special) {
    std::string out;
    for (const char c : text) {
        if (special.find(c) != std::string_view::npos) out += '\\';
        out += c == '\'' ? "'\\''" : std::string(1, c);
    }
    return out;
}

std::string zsh_option(const OptionRecord& record) {
    std::string text =
        fmt::format("'{}--{}[{}]", record.argument.empty() ? "" : "*", record.name, escaped(record.meaning, "[]:\\"));
    if (!record.argument.empty()) text += fmt::format(":{}:", record.argument);
    if (is_folder(record)) text += "_files -/";
    if (!record.choices.empty())
        text += record.is_list ? fmt::format("_sequence compadd - {}", fmt::join(record.choices, " "))
                               : fmt::format("({})", fmt::join(record.choices, " "));
    return text + "'";
}

std::string zsh_command(const CommandRecord& command) {
    std::string text = fmt::format("        {}) _arguments", command.name);
    for (const OptionRecord* record : options_of(command))
        text += " \\\n            " + zsh_option(*record);
    if (command.operand_choices != nullptr)
        text += fmt::format(" \\\n            ':{}:({})'", command.operands, fmt::join(command.operand_choices(), " "));
    if (const auto endings = endings_of(command); !endings.empty())
        text +=
            fmt::format(" \\\n            '*:{}:_files -g \"*.({})(-.)\"'", command.operands, fmt::join(endings, "|"));
    return text + " ;;\n";
}

constexpr std::string_view kZshScript = R"(#compdef chokepoint
# Completion of chokepoint in zsh, printed by 'chokepoint completion zsh'.
_chokepoint() {{
    local curcontext=$curcontext state line
    local -a commands=(
{names}    )
    _arguments -C '--help[List the commands.]' '--version[Print the version.]' '1:command:->command' '*::operand:->operand'
    case $state in
    command) _describe command commands ;;
    operand)
        case $words[1] in
{commands}        help) _describe command commands ;;
        esac
        ;;
    esac
}}
if [[ $funcstack[1] = _chokepoint ]]; then _chokepoint "$@"; else compdef _chokepoint chokepoint; fi
)";

std::string zsh_script() {
    std::string names;
    std::string commands;
    for (const CommandRecord& command : command_table()) {
        names += fmt::format("        '{}:{}'\n", command.name, escaped(command_summary(command.name), ""));
        commands += zsh_command(command);
    }
    return fmt::format(kZshScript, fmt::arg("names", names), fmt::arg("commands", commands));
}

}  // namespace

std::vector<std::string> completed_shells() {
    return {"bash", "zsh"};
}

std::string completion_script(const std::string& shell) {
    return shell == "zsh" ? zsh_script() : bash_script();
}

}  // namespace chokepoint::cli
