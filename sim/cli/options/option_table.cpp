#include <algorithm>
#include <chokepoint/scenario/formats/table_format.hpp>
#include <chokepoint/study/models/model_runs.hpp>
#include <cli/options/options.hpp>

namespace chokepoint::cli {

namespace {

std::vector<std::string> model_choices() {
    std::vector<std::string> choices = study::model_names();
    choices.insert(choices.begin(), "all");
    return choices;
}

std::vector<std::string> table_format_choices() {
    std::vector<std::string> choices = {"auto"};
    for (const scenario::TableFormat& format : scenario::table_formats())
        choices.emplace_back(format.name);
    choices.emplace_back("edges");
    return choices;
}

}  // namespace

const std::vector<OptionRecord>& option_table() {
    static const std::vector<OptionRecord> table = {
        {"out", "DIR",
         "Write the result files into this folder, which must not exist or must be empty. 'convert' also takes a file, "
         "'forecast' any folder."},
        {"force", "", "Replace the results, or the .network file, that --out names."},
        {"resume", "DIR",
         "Continue a run with samples that was interrupted: the same command with --resume in place of --out."},
        {"vary", "KEY=VALUES", "Key to vary, as for --set: KEY=FROM:TO:STEP or KEY=a,b,c. Give it twice for a grid."},
        {"arm", "NAME", "Arm to look at. 'compare' takes two, and shows the second less the first."},
        {"firm", "NAME", "Company to look at, by id or name. Default: the one in the report that loses most."},
        {"period", "LABEL",
         "Period such as 2018-05, 2018-Q2, 2018 or total. Default: the year of the first action; for 'implied' the "
         "whole calendar."},
        {"set", "KEY=VALUE", "Change a key of the scenario or, with the prefix 'model.', of its model. Repeatable."},
        {"fell", "PERCENT", "How far the share price fell on the ban."},
        {"rose", "PERCENT", "How far it rose from there on news of a reversal."},
        {"models", "LIST", "Run these models side by side: all, or names such as export-control,pichler,cascade.",
         model_choices(), true},
        {"top", "N", "Rows to show. Default: 20 in the table, all in csv and json."},
        {"by",
         "UNIT",
         "What fails together: a firm (default), company, country or sector.",
         {"firm", "company", "country", "sector"}},
        {"only", "FILTER", "Rank only firms that match, such as country=US|JP,product=chips."},
        {"group", "GROUP",
         "For 'rank', firms that fail together, such as country=US. For 'sensitivity', parameters that vary together, "
         "NAME=PATH,PATH. Repeatable."},
        {"parameters", "PATHS", "Parameters to look at, such as products.chips.stock_days,companies. Default: all."},
        {"samples", "N",
         "Rows of each matrix, a power of two. The number of runs is N times (parameters + 2). Default: 256."},
        {"mode", "MODE", "converged (default), or compat, which stops at 1e-2 as published.", {"converged", "compat"}},
        {"replaceability", "R", "Whether rivals can replace a failed supplier: on (default) or off.", {"on", "off"}},
        {"weights",
         "W",
         "Count losses as shares of revenue or of sales to firms. Default: revenue if firms.csv has it.",
         {"revenue", "sales"}},
        {"firms", "N", "Number of firms. Default: 10000."},
        {"links", "N", "Number of links. Default: five for each firm."},
        {"countries", "N", "Number of countries. Default: 20."},
        {"sectors", "N", "Number of sectors, each with one product. Default: 35."},
        {"dated", "DATE",
         "Day on which the record is written. Required with --out, because no result reads the clock."},
        {"port", "N", "Port of 127.0.0.1 to listen on. Default: a free one."},
        {"save-dir", "DIR", "Folder into which the page may save scenarios. Default: that of the scenario."},
        {"seed", "N", "Seed of the draws, in place of uncertainty.seed. For 'generate' the default is 1."},
        {"threads", "N", "Number of threads. Results do not depend on it. Default: all cores."},
        {"format",
         "FORMAT",
         "Format of standard output: table (default), csv or json. With 'run --out' also netcdf, for the files.",
         {"table", "csv", "json", "netcdf"}},
        {"from", "FORMAT",
         "Format of a published table or list of edges. Default: told by content; see 'chokepoint describe tables'.",
         table_format_choices()},
        {"year", "YEAR", "Year of the table, where a folder, archive or file has several."},
        {"columns", "LIST",
         "Columns of a list of edges, or of a table of format flat, by role: "
         "supplier=Source,customer=Target,value=Weight. "
         "Without a header by number: supplier=1,customer=2."},
        {"separator",
         "NAME",
         "What separates the columns of a list of edges: tab, comma, semicolon or blank. Default: told by content.",
         {"tab", "comma", "semicolon", "blank"}},
        {"unit", "UNIT", "Unit of the values of a list of edges, such as 'thousand USD'. Default: USD."},
        {"merge-duplicates", "", "Add up edges that are given more than once."},
        {"drop-self-loops", "", "Leave out edges of a firm to itself."},
        {"drop-isolated", "", "Leave out firms whose edges are all left out."},
        {"markdown", "", "Print all topics as one Markdown page."},
        {"schema", "", "Print a JSON Schema instead of the help text."},
        {"detail", "",
         "Print everything: all arms, companies, groups and periods. With 'run' also a run with every "
         "parameter at its central value."},
        {"every-firm", "", "Also write firms.csv: every firm of the network, year by year."},
        {"strict", "", "Refuse an input-output table that needs a repair; see 'chokepoint describe nodes.csv'."},
        {"near", "",
         "Also list names of denied parties that are nearly those of companies, for you to judge. None of them is "
         "used."},
        {"quiet", "", "Print no notes and no progress on standard error. Errors are still printed."},
        {"help", "", "Print this help."},
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

}  // namespace chokepoint::cli
