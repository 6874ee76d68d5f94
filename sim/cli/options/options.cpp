#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <chokepoint/base/text/suggest.hpp>
#include <chokepoint/study/models/model_runs.hpp>
#include <cli/options/options.hpp>
#include <cli/terminal/split.hpp>
#include <filesystem>

namespace chokepoint::cli {

namespace po = boost::program_options;

namespace {

/// Options with a text, and those that may be repeated: what they are parsed into, and kept from.
constexpr std::pair<const char*, std::string Arguments::*> kTextOptions[] = {
    {"period", &Arguments::period},   {"models", &Arguments::models}, {"by", &Arguments::by},
    {"only", &Arguments::only},       {"mode", &Arguments::mode},     {"replaceability", &Arguments::replaceability},
    {"weights", &Arguments::weights}, {"fell", &Arguments::fell},     {"rose", &Arguments::rose},
    {"dated", &Arguments::dated}};
constexpr std::pair<const char*, std::vector<std::string> Arguments::*> kLists[] = {
    {"arm", &Arguments::arms},
    {"vary", &Arguments::varied},
    {"firm", &Arguments::firm_names},
    {"group", &Arguments::groups},
    {"parameters", &Arguments::parameters}};

std::vector<std::string> models_to_choose() {
    std::vector<std::string> choices = study::model_names();
    choices.insert(choices.begin(), "all");
    return choices;
}

po::options_description described(const CommandRecord& command) {
    po::options_description description;
    for (const OptionRecord* record : options_of(command)) {
        const std::string name(record->name);
        const std::string meaning(record->meaning);
        if (record->argument.empty()) {
            description.add_options()(name.c_str(), meaning.c_str());
        } else {
            description.add_options()(name.c_str(), po::value<std::vector<std::string>>()->composing(),
                                      meaning.c_str());
        }
    }
    description.add_options()("operand", po::value<std::vector<std::string>>()->composing(), "");
    return description;
}

std::string nearest_option(const CommandRecord& command, std::string_view word) {
    while (word.starts_with('-'))
        word.remove_prefix(1);
    const std::string_view near = nearest_word(word.substr(0, word.find('=')), command.options);
    if (!near.empty()) return fmt::format("did you mean '--{}'?", near);
    return fmt::format("see 'chokepoint {} --help'", command.name);
}

unsigned parse_threads(const std::string& text) {
    const auto number = parse_integer(text);
    if (!number || *number < 1 || *number > 1024) {
        throw UsageError(fmt::format("'--threads {}' is not a number from 1 to 1024", text),
                         "leave it out to use all cores");
    }
    return static_cast<unsigned>(*number);
}

/// Throws UsageError if a value is none of its option's choices.
void check_choice(const OptionRecord& record, const std::string& given) {
    const auto& choices = record.choices;
    if (choices.empty()) return;
    for (const std::string& one : record.is_list ? split(given, ',') : std::vector<std::string>{given}) {
        if (std::find(choices.begin(), choices.end(), one) == choices.end())
            throw UsageError(record.is_list ? fmt::format("'--{} {}': '{}' is unknown", record.name, given, one)
                                            : fmt::format("'--{} {}' is unknown", record.name, one),
                             fmt::format("use {}", fmt::join(choices, ", ")));
    }
}

std::pair<std::string, std::string> parse_override(const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
        throw UsageError(
            fmt::format("'--set {}' is not of the form key=value", text),
            "as in --set dynamics.order_adjust_days=10 or --set model.products.network-chips.stock_days=60");
    }
    return {text.substr(0, equals), text.substr(equals + 1)};
}

std::string last_of(const po::variables_map& values, const char* name) {
    const auto& all = values[name].as<std::vector<std::string>>();
    if (all.size() > 1) throw UsageError(fmt::format("'--{}' is given {} times", name, all.size()), "give it once");
    check_choice(option_record(name), all.back());
    return all.back();
}

/// A count from 1 on, if the option is given.
std::optional<std::uint64_t> parse_count(const po::variables_map& values, const char* name) {
    if (values.count(name) == 0) return std::nullopt;
    const std::string text = last_of(values, name);
    const auto number = parse_integer(text);
    if (!number || *number < 1)
        throw UsageError(fmt::format("'--{} {}' is not a whole number from 1 on", name, text),
                         fmt::format("as in --{} 1000", name));
    return static_cast<std::uint64_t>(*number);
}

/// The command as the manifest keeps it, quoted where a shell would need it.
std::string kept_command(const CommandRecord& command, const Arguments& arguments) {
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
        add(key + "=" + value);
    }
    for (const auto& [name, list] : kLists) {
        for (const std::string& value : arguments.*list) {
            text += fmt::format(" --{}", name);
            add(value);
        }
    }
    for (const auto& [name, value] : kTextOptions) {
        if ((arguments.*value).empty()) continue;
        text += fmt::format(" --{}", name);
        add(arguments.*value);
    }
    return text;
}

void check_operands(const CommandRecord& command, const Arguments& arguments) {
    const int count = static_cast<int>(arguments.operands.size());
    const bool too_many = command.most_operands >= 0 && count > command.most_operands;
    if (count >= command.least_operands && !too_many) return;
    const std::string message =
        too_many ? fmt::format("'{}' is one word too many", arguments.operands[command.most_operands])
                 : fmt::format("'{}' needs {}", command.name, command.operands);
    throw UsageError(message, fmt::format("as in: {}", command.example));
}

/// `out/.` and `out/` name the folder `out`.
std::string without_dots(std::filesystem::path folder) {
    while (folder.has_relative_path() && folder.has_parent_path() &&
           (folder.filename().empty() || folder.filename() == "."))
        folder = folder.parent_path();
    return folder.string();
}

}  // namespace

const std::vector<OptionRecord>& option_table() {
    static const std::vector<OptionRecord> table = {
        {"out", "DIR",
         "Write the result files into this folder; it must not exist, or be empty. For 'convert' also a file; for "
         "'forecast' any folder."},
        {"force", "", "Replace the results, or the .network file, that --out names."},
        {"resume", "DIR", "Take up a run with samples that was ended early: the same command with --resume for --out."},
        {"vary", "KEY=VALUES",
         "Quantity to vary, a key as for --set: KEY=FROM:TO:STEP or KEY=a,b,c; twice for a grid."},
        {"arm", "NAME", "Arm to look at; 'compare' takes two, the first against the second."},
        {"firm", "NAME", "Company to look at, by id or name. Default: of the report, the one that loses most."},
        {"period", "LABEL",
         "As in 2018-05, 2018-Q2, 2018 or total. Default: the year of the first action; of 'implied' the whole "
         "calendar."},
        {"set", "KEY=VALUE",
         "Change a key of the scenario, or with the prefix 'model.' of its model; may be repeated."},
        {"fell", "PERCENT", "How much the share price fell on the ban."},
        {"rose", "PERCENT", "How much it rose from there on news of a reversal."},
        {"models", "LIST", "Run under these models, side by side: all, or names as in export-control,pichler,cascade.",
         models_to_choose(), true},
        {"top", "N", "Rows to show. Default: 20 in the table, all in csv and json."},
        {"by",
         "UNIT",
         "What fails together: firm (default), company, country or sector.",
         {"firm", "company", "country", "sector"}},
        {"only", "FILTER", "Rank only firms that match, as in country=US|JP,product=chips."},
        {"group", "GROUP",
         "What goes together, may be repeated: for 'rank' firms, as in country=US; else figures, NAME=PATH,PATH."},
        {"parameters", "PATHS", "Figures to look at, as in products.chips.stock_days,companies. Default: all."},
        {"samples", "N", "Rows of each matrix, a power of two; the runs are N times (figures + 2). Default: 256."},
        {"mode", "MODE", "converged (default), or compat: stop at 1e-2 as published.", {"converged", "compat"}},
        {"replaceability", "R", "Whether rivals may replace a failed supplier: on (default) or off.", {"on", "off"}},
        {"weights",
         "W",
         "Losses as shares of revenue or of sales to firms. Default: revenue where firms.csv has it.",
         {"revenue", "sales"}},
        {"firms", "N", "Number of firms. Default: 10000."},
        {"links", "N", "Number of links. Default: five a firm."},
        {"countries", "N", "Number of countries. Default: 20."},
        {"sectors", "N", "Number of sectors, each with one product. Default: 35."},
        {"dated", "DATE", "Day on which a record is written, for no result reads the clock; '--out' needs it."},
        {"seed", "N", "Seed of the draws, in place of uncertainty.seed; for 'generate' 1 if not given."},
        {"threads", "N", "Threads to use; results do not depend on it. Default: all cores."},
        {"format",
         "FORMAT",
         "What goes to standard output: table (default), csv or json; 'run --out' also takes netcdf.",
         {"table", "csv", "json", "netcdf"}},
        {"markdown", "", "Print all topics as one page of Markdown."},
        {"schema", "", "Print the JSON Schema instead of the page."},
        {"strict", "", "Refuse an input-output table that needs a repair; see 'describe nodes.csv'."},
        {"quiet", "", "No notes or progress on standard error; faults still go there."},
        {"help", "", "This page."},
    };
    return table;
}

std::vector<const OptionRecord*> options_of(const CommandRecord& command) {
    std::vector<const OptionRecord*> options;
    for (const OptionRecord& record : option_table()) {
        const auto& names = command.options;
        if (record.name == "help" || std::find(names.begin(), names.end(), record.name) != names.end())
            options.push_back(&record);
    }
    return options;
}

const OptionRecord& option_record(std::string_view name) {
    const auto& table = option_table();
    return *std::find_if(table.begin(), table.end(), [&](const OptionRecord& record) { return record.name == name; });
}

std::size_t choice_number(std::string_view option, const std::string& given) {
    const auto& choices = option_record(option).choices;
    const auto found = std::find(choices.begin(), choices.end(), given);
    return given.empty() || found == choices.end() ? 0 : static_cast<std::size_t>(found - choices.begin());
}

namespace {

void take_format(const std::string& text, const CommandRecord& command, Arguments& arguments) {
    const std::size_t number = choice_number("format", text);
    arguments.netcdf = text == "netcdf";
    if (!arguments.netcdf) {
        arguments.format = static_cast<Format>(number);
    } else if (command.name != "run" || arguments.out.empty() || !arguments.models.empty()) {
        throw UsageError("'--format netcdf' is for the result files of 'run --out'",
                         command.name == "run" && arguments.models.empty() ? "add --out DIR" : "use csv or json");
    }
}

}  // namespace

Arguments parse_arguments(const CommandRecord& command, const std::vector<std::string>& words) {
    po::variables_map values;
    try {
        po::positional_options_description positional;
        positional.add("operand", -1);
        const po::options_description description = described(command);
        // Guessing is off: '--se' is a fault, not '--seed'.
        const int style = po::command_line_style::default_style & ~po::command_line_style::allow_guessing;
        po::store(po::command_line_parser(words).options(description).positional(positional).style(style).run(),
                  values);
    } catch (const po::unknown_option& error) {
        throw UsageError(fmt::format("'{}' has no option '{}'", command.name, error.get_option_name()),
                         nearest_option(command, error.get_option_name()));
    } catch (const po::error& error) {
        throw UsageError(error.what(), fmt::format("see 'chokepoint {} --help'", command.name));
    }
    Arguments arguments;
    if (values.count("operand") != 0) arguments.operands = values["operand"].as<std::vector<std::string>>();
    if (values.count("set") != 0) {
        for (const std::string& text : values["set"].as<std::vector<std::string>>()) {
            arguments.overrides.push_back(parse_override(text));
        }
    }
    if (values.count("seed") != 0) {
        const std::string seed = last_of(values, "seed");
        const auto number = parse_integer(seed);
        if (!number || *number < 0)
            throw UsageError(fmt::format("'--seed {}' is not a whole number from 0 on", seed), "as in --seed 2018");
        arguments.overrides.emplace_back("uncertainty.seed", seed);
        arguments.seed = static_cast<std::uint64_t>(*number);
    }
    arguments.top = parse_count(values, "top");
    arguments.samples = parse_count(values, "samples");
    for (const auto& [name, text] : kTextOptions) {
        if (values.count(name) != 0) arguments.*text = last_of(values, name);
    }
    arguments.firms = parse_count(values, "firms");
    arguments.links = parse_count(values, "links");
    arguments.countries = parse_count(values, "countries");
    arguments.sectors = parse_count(values, "sectors");
    for (const auto& [name, list] : kLists) {
        if (values.count(name) != 0) arguments.*list = values[name].as<std::vector<std::string>>();
    }
    if (values.count("out") != 0) {
        arguments.out = last_of(values, "out");
        if (arguments.out.empty()) throw UsageError("'--out' is empty", "name a folder, as in --out results");
    }
    if (values.count("resume") != 0) {
        if (!arguments.out.empty()) throw UsageError("'--resume' goes with no '--out'", "it names the folder itself");
        arguments.out = last_of(values, "resume");
        arguments.resume = true;
    }
    arguments.out = without_dots(arguments.out);
    if (values.count("threads") != 0) arguments.threads = parse_threads(last_of(values, "threads"));
    if (values.count("format") != 0) take_format(last_of(values, "format"), command, arguments);
    arguments.force = values.count("force") != 0;
    arguments.quiet = values.count("quiet") != 0;
    arguments.markdown = values.count("markdown") != 0;
    arguments.schema = values.count("schema") != 0;
    arguments.strict = values.count("strict") != 0;
    if (arguments.force && arguments.out.empty())
        throw UsageError("'--force' needs '--out'", "it replaces an output folder");
    check_operands(command, arguments);
    arguments.command_line = kept_command(command, arguments);
    return arguments;
}

std::string command_help(const CommandRecord& command) {
    std::string text = fmt::format("usage: chokepoint {}{}{} [OPTIONS]\n\n{}\n\noptions:\n", command.name,
                                   command.operands.empty() ? "" : " ", command.operands, command.meaning);
    for (const OptionRecord* record : options_of(command)) {
        const std::string left =
            fmt::format("--{}{}{}", record->name, record->argument.empty() ? "" : " ", record->argument);
        text += fmt::format("  {:<17}  {}\n", left, record->meaning);
    }
    return text + fmt::format("\nexample:\n  {}\n", command.example);
}

}  // namespace chokepoint::cli
