#pragma once

#include <boost/program_options.hpp>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chokepoint::cli {

/// A fault of the command line: exit code 2.
class UsageError : public std::runtime_error {
   public:
    UsageError(const std::string& message, std::string hint) : std::runtime_error(message), hint_(std::move(hint)) {}
    const std::string& hint() const { return hint_; }

   private:
    std::string hint_;
};

/// One record per option: it drives parsing, --help and the completion of faults.
struct OptionRecord {
    std::string_view name;
    std::string_view argument;  ///< "" for a switch.
    std::string_view meaning;
    std::vector<std::string> choices = {};  ///< What the argument may be, the default first; empty: anything.
    bool is_list = false;                   ///< Some of the choices, with commas between them.
};

/// What a command is called, takes and does.
struct CommandRecord {
    std::string_view name;
    std::string_view operands;
    std::string_view meaning;
    std::string_view example;
    std::vector<std::string_view> options;  ///< Names of option_table().
    int least_operands = 0;
    int most_operands = 0;  ///< -1: any number.
    int (*run)(const struct Arguments& arguments) = nullptr;
    std::vector<std::string> (*operand_choices)() = nullptr;  ///< For completion, where operands are no files.
};

enum class Format { table, csv, json };

/// A parsed command line.
struct Arguments {
    std::vector<std::string> operands;
    std::vector<std::pair<std::string, std::string>> overrides;  ///< --set.
    std::vector<std::string> arms;
    std::vector<std::string> firm_names;  ///< These three are for 'sweep' and 'sensitivity'.
    std::string period;
    std::vector<std::string> varied;
    std::optional<std::uint64_t> samples;  ///< These two are for 'sensitivity'.
    std::vector<std::string> parameters;
    std::string fell;  ///< These two are for 'implied'.
    std::string rose;
    std::string models;                ///< For 'run'; "": the scenario's own preset.
    std::optional<std::uint64_t> top;  ///< These seven are for 'rank'; "": not given.
    std::string by;
    std::string only;
    std::vector<std::string> groups;
    std::string mode;
    std::string replaceability;
    std::string weights;
    std::optional<std::uint64_t> firms;  ///< These five are for 'generate'.
    std::optional<std::uint64_t> links;
    std::optional<std::uint64_t> countries;
    std::optional<std::uint64_t> sectors;
    std::optional<std::uint64_t> seed;  ///< Also among the overrides.
    std::string dated;                  ///< For 'forecast'.
    std::string out;
    bool force = false;
    bool resume = false;  ///< `out` is of an earlier run, to be taken up.
    bool quiet = false;
    bool schema = false;
    bool markdown = false;
    bool strict = false;
    Format format = Format::table;
    bool netcdf = false;       ///< The result files of a run, in place of CSV; on the screen is the table.
    unsigned threads = 0;      ///< 0: as many as the machine has.
    std::string command_line;  ///< As the manifest shows it: without threads, format, quiet, force, out.
};

const std::vector<OptionRecord>& option_table();

/// The options of a command, --help among them, in the order of option_table().
std::vector<const OptionRecord*> options_of(const CommandRecord& command);

/// The record of an option, which must be one of option_table().
const OptionRecord& option_record(std::string_view name);

/// The place among an option's choices of what was given, 0 if nothing was.
std::size_t choice_number(std::string_view option, const std::string& given);

/// Parses the words after the command's name; throws UsageError.
Arguments parse_arguments(const CommandRecord& command, const std::vector<std::string>& words);

/// The page that `chokepoint COMMAND --help` prints.
std::string command_help(const CommandRecord& command);

}  // namespace chokepoint::cli
