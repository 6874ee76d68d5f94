#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <chokepoint/base/number.hpp>
#include <chokepoint/base/text/suggest.hpp>
#include <cli/options/options.hpp>
#include <cli/terminal/split.hpp>
#include <filesystem>
#include <limits>

namespace chokepoint::cli {

namespace po = boost::program_options;

namespace {

using Texts = std::vector<std::string>;

/// The members that hold options with a text, repeatable options, counts and switches.
constexpr std::pair<const char*, std::string Arguments::*> kTexts[] = {{"period", &Arguments::period},
                                                                       {"models", &Arguments::models},
                                                                       {"by", &Arguments::by},
                                                                       {"only", &Arguments::only},
                                                                       {"mode", &Arguments::mode},
                                                                       {"replaceability", &Arguments::replaceability},
                                                                       {"weights", &Arguments::weights},
                                                                       {"fell", &Arguments::fell},
                                                                       {"rose", &Arguments::rose},
                                                                       {"dated", &Arguments::dated},
                                                                       {"save-dir", &Arguments::save_folder},
                                                                       {"from", &Arguments::from},
                                                                       {"year", &Arguments::year},
                                                                       {"columns", &Arguments::columns},
                                                                       {"separator", &Arguments::separator},
                                                                       {"unit", &Arguments::unit}};
constexpr std::pair<const char*, Texts Arguments::*> kLists[] = {{"arm", &Arguments::arms},
                                                                 {"vary", &Arguments::varied},
                                                                 {"firm", &Arguments::firm_names},
                                                                 {"group", &Arguments::groups},
                                                                 {"parameters", &Arguments::parameters}};
constexpr std::pair<const char*, std::optional<std::uint64_t> Arguments::*> kCounts[] = {
    {"top", &Arguments::top},     {"samples", &Arguments::samples},     {"firms", &Arguments::firms},
    {"links", &Arguments::links}, {"countries", &Arguments::countries}, {"sectors", &Arguments::sectors}};
constexpr std::pair<const char*, bool Arguments::*> kSwitches[] = {{"force", &Arguments::force},
                                                                   {"quiet", &Arguments::quiet},
                                                                   {"markdown", &Arguments::markdown},
                                                                   {"schema", &Arguments::schema},
                                                                   {"strict", &Arguments::strict},
                                                                   {"detail", &Arguments::detail},
                                                                   {"every-firm", &Arguments::every_firm},
                                                                   {"merge-duplicates", &Arguments::merge_duplicates},
                                                                   {"drop-self-loops", &Arguments::drop_self_loops},
                                                                   {"drop-isolated", &Arguments::drop_isolated},
                                                                   {"near", &Arguments::near}};

po::options_description description_of(const CommandRecord& command) {
    po::options_description description;
    for (const OptionRecord* record : options_of(command)) {
        const std::string name(record->name);
        if (record->argument.empty())
            description.add_options()(name.c_str(), "");
        else
            description.add_options()(name.c_str(), po::value<Texts>()->composing(), "");
    }
    description.add_options()("operand", po::value<Texts>()->composing(), "");
    return description;
}

std::string nearest_option(const CommandRecord& command, std::string_view word) {
    while (word.starts_with('-'))
        word.remove_prefix(1);
    const std::string_view near = nearest_word(word.substr(0, word.find('=')), command.options);
    if (!near.empty()) return fmt::format("did you mean '--{}'?", near);
    return fmt::format("see 'chokepoint {} --help'", command.name);
}

po::variables_map parse_words(const CommandRecord& command, const Texts& words) {
    po::variables_map values;
    try {
        po::positional_options_description positional;
        positional.add("operand", -1);
        const po::options_description description = description_of(command);
        // No guessing: '--se' is an error, not '--seed'.
        const int style = po::command_line_style::default_style & ~po::command_line_style::allow_guessing;
        po::store(po::command_line_parser(words).options(description).positional(positional).style(style).run(),
                  values);
    } catch (const po::unknown_option& error) {
        throw UsageError(Fault::unknown_key,
                         fmt::format("'{}' has no option '{}'", command.name, error.get_option_name()),
                         nearest_option(command, error.get_option_name()));
    } catch (const po::error& error) {
        throw UsageError(Fault::bad_syntax, error.what(), fmt::format("see 'chokepoint {} --help'", command.name));
    }
    return values;
}

/// Throws UsageError if a value is not among its option's choices.
void check_choice(const OptionRecord& record, const std::string& given) {
    const auto& choices = record.choices;
    if (choices.empty()) return;
    for (const std::string& one : record.is_list ? split(given, ',') : Texts{given}) {
        if (std::find(choices.begin(), choices.end(), one) == choices.end())
            throw UsageError(Fault::unknown_name,
                             record.is_list ? fmt::format("'--{} {}': '{}' is unknown", record.name, given, one)
                                            : fmt::format("'--{} {}' is unknown", record.name, one),
                             fmt::format("use {}", fmt::join(choices, ", ")));
    }
}

std::string text_of(const po::variables_map& values, const char* name) {
    const auto& all = values[name].as<Texts>();
    if (all.size() > 1)
        throw UsageError(Fault::duplicate, fmt::format("'--{}' is given {} times", name, all.size()), "give it once");
    check_choice(option_record(name), all.back());
    return all.back();
}

/// A whole number from `min` to `max`; `range` says so in the message.
std::uint64_t number_of(const po::variables_map& values, const char* name, std::uint64_t min, std::uint64_t max,
                        std::string_view range, std::string hint) {
    const std::string text = text_of(values, name);
    const auto number = parse_integer(text);
    const bool is_inside =
        number && *number >= static_cast<std::int64_t>(min) && static_cast<std::uint64_t>(*number) <= max;
    if (is_inside) return static_cast<std::uint64_t>(*number);
    throw UsageError(number ? Fault::out_of_range : Fault::bad_number,
                     fmt::format("'--{} {}' is not a {}", name, text, range), std::move(hint));
}

std::pair<std::string, std::string> parse_override(const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
        throw UsageError(
            Fault::bad_syntax, fmt::format("'--set {}' is not of the form key=value", text),
            "for example --set dynamics.order_adjust_days=10 or --set model.products.network-chips.stock_days=60");
    }
    return {text.substr(0, equals), text.substr(equals + 1)};
}

/// `out/.` and `out/` name the folder `out`.
std::string without_dots(std::filesystem::path folder) {
    while (folder.has_relative_path() && folder.has_parent_path() &&
           (folder.filename().empty() || folder.filename() == "."))
        folder = folder.parent_path();
    return folder.string();
}

void parse_output(const po::variables_map& values, const CommandRecord& command, Arguments& arguments) {
    if (values.count("out") != 0) {
        arguments.out = text_of(values, "out");
        if (arguments.out.empty())
            throw UsageError(Fault::empty, "'--out' is empty", "name a folder, for example --out results");
    }
    if (values.count("resume") != 0) {
        if (!arguments.out.empty())
            throw UsageError(Fault::contradiction, "'--resume' and '--out' exclude each other",
                             "--resume names the folder itself");
        arguments.out = text_of(values, "resume");
        arguments.resume = true;
    }
    arguments.out = without_dots(arguments.out);
    if (arguments.force && arguments.out.empty())
        throw UsageError(Fault::missing_key, "'--force' needs '--out'", "it replaces an output folder");
    if (values.count("format") == 0) return;
    const std::string format = text_of(values, "format");
    arguments.netcdf = format == "netcdf";
    const bool is_run = command.name == "run" && arguments.models.empty();
    if (!arguments.netcdf)
        arguments.format = static_cast<Format>(choice_number("format", format));
    else if (!is_run || arguments.out.empty())
        throw UsageError(Fault::unsupported, "'--format netcdf' is for the result files of 'run --out'",
                         is_run ? "add --out DIR" : "use csv or json");
}

void parse_numbers(const po::variables_map& values, Arguments& arguments) {
    constexpr std::uint64_t kMax = std::numeric_limits<std::int64_t>::max();
    for (const auto& [name, member] : kCounts) {
        if (values.count(name) != 0)
            arguments.*member = number_of(values, name, 1, kMax, "whole number of 1 or more",
                                          fmt::format("for example --{} 1000", name));
    }
    if (values.count("seed") != 0) {
        arguments.seed = number_of(values, "seed", 0, kMax, "whole number of 0 or more", "for example --seed 2018");
        arguments.overrides.emplace_back("uncertainty.seed", text_of(values, "seed"));
    }
    if (values.count("port") != 0)
        arguments.port =
            number_of(values, "port", 0, 65535, "number from 0 to 65535", "leave it out to take a free one");
    if (values.count("threads") != 0)
        arguments.threads = static_cast<unsigned>(
            number_of(values, "threads", 1, 1024, "number from 1 to 1024", "leave it out to use all cores"));
}

void check_operands(const CommandRecord& command, const Arguments& arguments) {
    const int count = static_cast<int>(arguments.operands.size());
    const bool too_many = command.max_operands >= 0 && count > command.max_operands;
    if (count >= command.min_operands && !too_many) return;
    const std::string message =
        too_many ? fmt::format("'{}' is one operand too many", arguments.operands[command.max_operands])
                 : fmt::format("'{}' needs {}", command.name, command.operands);
    throw UsageError(too_many ? Fault::invalid_value : Fault::missing_key, message,
                     fmt::format("for example: {}", command.example));
}

/// The command as the manifest records it, quoted where a shell needs it.
std::string recorded_command(const CommandRecord& command, const Arguments& arguments) {
    std::string text = fmt::format("chokepoint {}", command.name);
    const auto add = [&](const std::string& word) {
        const bool plain = word.find_first_of(" '\"\\$`{}[]&;|<>*?#~!()\t\n") == std::string::npos && !word.empty();
        std::string quoted = word;
        for (std::size_t k = 0; !plain && (k = quoted.find('\'', k)) != std::string::npos; k += 4)
            quoted.replace(k, 1, "'\\''");
        text += plain ? " " + word : " '" + quoted + "'";
    };
    for (const std::string& operand : arguments.operands)
        add(operand);
    for (const auto& [key, value] : arguments.overrides) {
        text += " --set";
        add(fmt::format("{}={}", key, value));
    }
    for (const auto& [name, list] : kLists) {
        for (const std::string& value : arguments.*list) {
            text += fmt::format(" --{}", name);
            add(value);
        }
    }
    for (const auto& [name, value] : kTexts) {
        if ((arguments.*value).empty()) continue;
        text += fmt::format(" --{}", name);
        add(arguments.*value);
    }
    return text;
}

}  // namespace

Arguments parse_arguments(const CommandRecord& command, const std::vector<std::string>& words) {
    const po::variables_map values = parse_words(command, words);
    Arguments arguments;
    if (values.count("operand") != 0) arguments.operands = values["operand"].as<Texts>();
    if (values.count("set") != 0) {
        for (const std::string& text : values["set"].as<Texts>())
            arguments.overrides.push_back(parse_override(text));
    }
    parse_numbers(values, arguments);
    for (const auto& [name, member] : kTexts) {
        if (values.count(name) != 0) arguments.*member = text_of(values, name);
    }
    for (const auto& [name, member] : kLists) {
        if (values.count(name) != 0) arguments.*member = values[name].as<Texts>();
    }
    for (const auto& [name, member] : kSwitches)
        arguments.*member = values.count(name) != 0;
    parse_output(values, command, arguments);
    check_operands(command, arguments);
    arguments.command_line = recorded_command(command, arguments);
    return arguments;
}

}  // namespace chokepoint::cli
