#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chokepoint::cli {

/// A fault of the command line; exit code 2.
class UsageError : public std::runtime_error {
   public:
    UsageError(Fault fault, const std::string& message, std::string hint)
        : std::runtime_error(message), fault_(fault), hint_(std::move(hint)) {}
    Fault fault() const { return fault_; }
    const std::string& hint() const { return hint_; }

   private:
    Fault fault_;
    std::string hint_;
};

/// One record per option, which drives parsing, --help, completion and suggestions.
struct OptionRecord {
    std::string_view name;
    std::string_view argument;  ///< "" for a switch.
    std::string_view meaning;
    std::vector<std::string> choices = {};  ///< Possible arguments, the default first; empty: any text.
    bool is_list = false;                   ///< The argument is several choices, separated by commas.
};

/// The name of a command, its operands and options, and its function. The text of its help is in help/commands.md.
struct CommandRecord {
    std::string_view name;
    std::string_view operands;
    std::string_view example;
    std::vector<std::string_view> options;  ///< Names in option_table().
    int min_operands = 0;
    int max_operands = 0;  ///< -1: any number.
    int (*run)(const struct Arguments& arguments) = nullptr;
    std::vector<std::string> (*operand_choices)() = nullptr;  ///< For completion, if operands are not files.
};

enum class Format { table, csv, json };

/// A parsed command line. An empty text or optional means that the option was not given.
struct Arguments {
    std::vector<std::string> operands;
    std::vector<std::pair<std::string, std::string>> overrides;  ///< --set.
    std::vector<std::string> arms;
    std::vector<std::string> firm_names;
    std::string period;
    std::vector<std::string> varied;       ///< For 'sweep'.
    std::optional<std::uint64_t> samples;  ///< These two are for 'sensitivity'.
    std::vector<std::string> parameters;
    std::string fell;  ///< These two are for 'implied'.
    std::string rose;
    std::string models;                ///< For 'run'; "": the scenario's own preset.
    std::optional<std::uint64_t> top;  ///< These seven are for 'rank'; `groups` also for 'sensitivity'.
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
    std::string from;                   ///< These eight are for 'convert'.
    std::string year;
    std::string columns;
    std::string separator;
    std::string unit;
    bool merge_duplicates = false;
    bool drop_self_loops = false;
    bool drop_isolated = false;
    std::optional<std::uint64_t> port;  ///< These two are for 'serve'.
    std::string save_folder;
    std::string out;
    bool force = false;
    bool resume = false;  ///< `out` is the folder of an interrupted run, which is to be continued.
    bool quiet = false;
    bool schema = false;
    bool markdown = false;
    bool strict = false;
    bool detail = false;
    bool every_firm = false;
    bool near = false;
    Format format = Format::table;
    bool netcdf = false;       ///< Write the result files as netCDF instead of CSV; standard output gets the table.
    unsigned threads = 0;      ///< 0: all cores.
    std::string command_line;  ///< For the manifest: without threads, format, quiet, force and out.
};

/// All options, in the order in which help lists them.
const std::vector<OptionRecord>& option_table();

/// The options of a command, including --help, in the order of option_table().
std::vector<const OptionRecord*> options_of(const CommandRecord& command);

/// The record of an option, which must be in option_table().
const OptionRecord& option_record(std::string_view name);

/// The index of an argument among its option's choices; 0 if the option was not given.
std::size_t choice_number(std::string_view option, const std::string& given);

/// Parses the words after the command's name; throws UsageError.
Arguments parse_arguments(const CommandRecord& command, const std::vector<std::string>& words);

}  // namespace chokepoint::cli
