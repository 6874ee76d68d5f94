#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <chokepoint/base/text/suggest.hpp>
#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/network/network_moments.hpp>
#include <chokepoint/scenario/schema/model_schema.hpp>
#include <chokepoint/scenario/schema/scenario_schema.hpp>
#include <chokepoint/study/forecast/forecast_file.hpp>
#include <cli/commands.hpp>
#include <cli/describe/outputs_page.hpp>
#include <cli/describe/presets_page.hpp>
#include <cli/describe/reference.hpp>
#include <cli/describe/study_pages.hpp>
#include <cli/names_page.hpp>
#include <cli/terminal/terminal.hpp>
#include <cli/terminal/wrap.hpp>
#include <vector>

namespace chokepoint::cli {

namespace {

/// A topic is a page made from the tables that drive the program, or a schema.
struct Topic {
    std::string_view name;
    std::string_view meaning;
    const scenario::Schema* schema = nullptr;
    std::string (*page)() = nullptr;
    bool is_set = false;  ///< The page has breaks that only keep its lines short.
};

std::string columns_page(std::string_view file, std::span<const network::CsvColumn> columns) {
    std::string text = fmt::format("{}: UTF-8, RFC 4180, decimal point, header required, column order free\n\n", file);
    for (const network::CsvColumn& column : columns) {
        text += fmt::format("  {:<17} {:<11} {}{}\n", column.name, column.unit, column.required ? "Required. " : "",
                            column.meaning);
    }
    return text;
}

std::string firms_page() {
    return columns_page("firms.csv", scenario::firm_columns()) +
           "\nThe unit is USD, or what 'unit' of model.yaml says. Names of columns stay: with 'unit: million EUR' "
           "revenue_usd holds million EUR. See also 'chokepoint describe names'.\n";
}
std::string links_page() {
    return columns_page("links.csv", scenario::link_columns());
}

std::string nodes_page() {
    return columns_page("nodes.csv", scenario::node_columns()) +
           "\nA model folder with nodes.csv in place of firms.csv is an input-output table. Its links.csv has other "
           "columns:\n\n" +
           columns_page("links.csv", scenario::flow_columns()) +
           "\nValues are in million USD a year, or in what 'unit' of model.yaml says. A node sells one "
           "product, its sector, and is a company of its own.\n\n"
           "A model needs rows that add up, and tables as published do not quite. The rule:\n\n"
           "  output        gross_output, or the sales to nodes where these are more\n"
           "  final demand  output less sales to nodes, whatever final_demand says\n"
           "  left out      nodes without output and sales, with what they buy: that is final demand of those who sell "
           "it\n\n"
           "So sales between nodes stay as they are, and so does output, but where final demand would be below zero. "
           "Three kinds of rows are told as warnings, each with the number of rows, the sum and the largest: nodes "
           "left out, final_demand below zero, and rows where sales and final_demand do not add up to gross_output "
           "to a millionth. With --strict each of them is a fault, with its line. Faults in any case are values that "
           "are no numbers, negative sales or outputs, unknown nodes, and a pair of nodes given twice.\n";
}

std::string parameters_page() {
    std::string text =
        "Parameters of the day step. A product of model.yaml may set each of them; a scenario's 'dynamics' sets it for "
        "all "
        "products.\n\n";
    const dynamics::ProductBehaviour defaults;
    const dynamics::Rules rules;
    for (const dynamics::ParameterRecord& record : dynamics::parameter_table()) {
        text += fmt::format("  {}: {} ({}; {} to {})\n      {}\n      default: {}\n", record.key,
                            format_number(defaults.*record.member), record.unit, format_number(record.min),
                            format_number(record.max), record.meaning, record.source);
    }
    for (const dynamics::RuleRecord& record : dynamics::rule_table()) {
        text += fmt::format("  {}: {} ({}; {} to {})\n      {}\n      default: {}\n", record.key,
                            format_number(rules.*record.member), record.unit, format_number(record.min),
                            format_number(record.max), record.meaning, record.source);
    }
    return text;
}

std::string generate_page() {
    std::string text =
        "How 'chokepoint generate' draws a network. Each draw is a function of seed, purpose and index alone, so a "
        "seed "
        "gives the same bytes on any number of threads.\n\n"
        "  firms      country, sector and size each by itself; size is log-normal with a Pareto tail\n"
        "  suppliers  their number follows the size; each is drawn by the customer sector's input mix, then at home or "
        "abroad, then by the supplier's weight, which follows its size\n"
        "  in return  links are answered by one in return where the input mix has it; size brings more by itself\n"
        "  values     a supplier's size over its expected customers, times noise; then customers spend their budget "
        "and "
        "suppliers sell at most what they make, by turns\n"
        "  balance    revenue = sales to firms + final demand, exactly, in whole USD; purchases <= revenue\n\n"
        "The numbers of the recipe\n\n";
    for (const network::RecipeRecord& record : network::generator_recipe())
        text += fmt::format("  {}: {} ({})\n      {}\n", record.name, format_number(record.value), record.meaning,
                            record.source);
    text +=
        "\nThe moments it is held against: published figures and a tenth on either side. Not met: customers go with "
        "sales and with suppliers more closely than in Hungary and Ecuador, and sales rise faster with customers, for "
        "the "
        "spread that would loosen them hides the tails; purchases rise faster with suppliers. Networks below 50000 "
        "firms, "
        "and dense ones, leave more ranges.\n\n";
    for (const network::MomentRecord& record : network::target_moments())
        text += fmt::format("  {}: {} to {} ({})\n      {}\n", record.name, format_number(record.low),
                            format_number(record.high), record.meaning, record.source);
    return text;
}

std::string rank_page() {
    return R"(What 'chokepoint rank' computes: the generalized-Leontief cascade of Diem, Borsos, Reisch, Kertesz and Thurner
(Scientific Reports 12:7719, 2022), once for every firm that fails.

A firm i has two levels from 1 (as always) to 0 (nothing): hd, what it can still deliver, and hu, what is still asked of
it. The failing firms start at 0 in both; in each iteration all others follow at once:

  sigma_i  min(1, out_i / sum of out_l hd_l over its market): what nobody else in the market can make good. A market is
           all sellers of one product. 1 for all with --replaceability off.
  s_jk     sum over j's suppliers of k of their share times sigma_i (1 - hd_i). The share is of j's purchases of k where
           k is essential to j, of all of j's purchases where it is not.
  hd_j     1 - the larger of: the largest s_jk of an essential input; the sum of s_jk over the others.
  hu_i     1 - sum over i's customers of their share of i's revenue times (1 - hu_j).

It ends when no level falls by more than 1e-12 (--mode converged), or by more than 1e-2 (--mode compat, as published: it
ends long before the cascade does). The last fall is the residual.

An input with a dependence above 1/2 is essential, one of 0 is left out, one between them is not essential: critical
inputs (1) are essential, important ones (1/2) are not. Without a model.yaml every input is essential.

  index       sum of v_i (1 - min(hd_i, hu_i)) over sum of v_i: the share of the network that is lost, the failing firm
              included. v is revenue, or sales to firms with --weights sales (the published choice, and the default where
              firms.csv has neither revenue_usd nor final_demand_usd). The same choice divides in hu.
  index_down  with hd alone: customers that lack inputs.
  index_up    with hu alone: suppliers that lack customers.
  loss_usd    index times the sum of v, USD a year.
  tier        1 if at least half of the output goes to final demand, else 1 + the lowest tier among the customers.
  nodes       nodes that fail together: product lines of a firm, firms of a country.
  iterations, residual
              how the cascade ended.

Filters: country, product (or sector) and company, each with one or more values: country=US|JP,product=chips.
The levels are those of one instant and not of a calendar: stocks, re-sourcing and time are for 'chokepoint run'.
)";
}

std::string network_file_page() {
    return R"(A model in one file, NAME.network, made by 'chokepoint convert MODEL --out NAME.network'.

The file has all of the folder but its README: the text of model.yaml, the columns of firms.csv, and
the links. Where every firm is one node and nothing is reconstructed, the links stand there as the
network that a run uses, numbered and built; the file is mapped into memory and nothing is copied. It
is a cache of the CSV, not a replacement: another version may ask for it to be made again.

A scenario names it as its model ('model: big.network'), and 'check' takes it like a folder. Results
are the same to the last bit. 'chokepoint convert NAME.network --out DIR' writes the CSV again: rows of
links come in another order, and values of up to 15 digits come back as they were.

  layout     header of 64 bytes, table of sections (64 bytes each), the columns one after another
  header     8 bytes 89 43 48 4B 4E 45 54 0A; version of the format (u32); mark of byte order (u32);
             length of the file (u64); number of sections (u32); 4 zeros; checksum (u64); zeros
  section    name (32 bytes, ends with a zero); bytes of an element (u32); 4 zeros; number of elements
             (u64); offset (u64), a multiple of 64; checksum (u64)
  checksums  XXH3-64 of a section's bytes; the header's is of itself, with 0 in its place, and the
             table. All are taken whenever the file is opened, and every index and sum is checked.
  numbers    little-endian; links 24 bytes each (32 if any stands by), slots 24, nodes 32
)";
}

std::string forecasts_page() {
    return R"(What 'chokepoint forecast' puts on record: quantiles over the samples of a scenario, weighed by its
evidence, of the revenues and days that its key 'forecast:' names, under each of its arms.

A revenue is in the money in which its company keeps its books: the unit of its profile in model.yaml,
at the rate of the year's total to the revenue of firms.csv; M USD without a profile. A day that does
not come is later than all others. Two references stand beside each revenue, at the middle of the
priors: what is left of the baseline if every day costs the share of sales, or of inputs, that is denied
on it, whichever is larger; and the revenue of a year before. The file is a record: nothing in it is
from the day of writing but that day, which --dated states.

)" + columns_page("forecasts.csv", study::forecast_columns().first(study::ForecastColumn::p01 + 1)) +
           "  p02 ... p99                   The same at 2 to 99 %.\n";
}

std::string score_page() {
    return columns_page("The table of outcomes", study::outcome_columns()) + R"(
An outcome is scored against the forecast of the same firm, segment, quantity and period under the arm
of --arm.

  inside      1 if it is from p05 to p95, ends included; of all rows the share, which should be near 0.9
  inside_low, inside_high
              of all rows: shares that the count leaves open at 90 % (Clopper and Pearson 1934), as if
              rows were independent. They are not: a year holds its quarters, a company its segments.
  crps        continuous ranked probability score (Gneiting and Raftery 2007), the integral of
              (F(x) - 1{x >= value})^2, 0 being perfect. F steps by 1 % at each percentile, by 1.5 % at
              p01 and p99. Of a day in days, where all that is after the last day of the run counts as
              the day after it.
  skill_share_x_days, skill_last_year
              1 - crps / |reference - value|: 1 is perfect, 0 no better than the reference, negative
              worse; of all rows the mean of those that have one. Days have no reference.
)";
}

std::string exit_page() {
    return "Exit codes\n\n  0    ok\n  1    internal error\n  2    usage: the command line is wrong\n  3    bad input: "
           "a file is wrong\n  4    finished, but some samples failed or did not converge\n  130  interrupted: what "
           "was finished has been written\n";
}

std::string commands_page() {
    std::string text;
    for (const CommandRecord& command : command_table())
        text += (text.empty() ? "" : "\n\n") + command_help(command);
    return text;
}

const std::vector<Topic>& topics() {
    static const std::vector<Topic> list = [] {
        std::vector<Topic> all = {
            {"commands", "Every command with its options", nullptr, commands_page},
            {"scenario", "The scenario file, with all of its keys", &scenario::scenario_schema()},
            {"model", "The file model.yaml, with all of its keys", &scenario::model_schema()},
            {"figure", "How a number is written: value or prior, source or assumption", &scenario::figure_schema()},
            {"date", "How a date of an action is written: a day, or a prior, as of a ban that may end any day",
             &scenario::uncertain_date_schema()},
            {"firms.csv", "Columns", nullptr, firms_page},
            {"links.csv", "Columns", nullptr, links_page},
            {"nodes.csv", "An input-output table in place of firms: columns, and what is repaired", nullptr,
             nodes_page},
            {"names", "Countries, names that look alike, and how parties of a list match", nullptr, names_page, true},
            {"parameters", "Every number of the day step, with unit, bounds, default and its source", nullptr,
             parameters_page},
            {"presets", "Models to start from, and adaptations to switch", nullptr, presets_page},
            {"outputs", "Files of 'run --out'", nullptr, outputs_page, true},
            {"generate", "How synthetic networks are drawn, and what they are held against", nullptr, generate_page},
            {"rank", "The systemic-risk index of a firm, and the columns of 'rank'", nullptr, rank_page, true},
            {"sweep", "An outcome against one quantity or two, and the columns of 'sweep'", nullptr, sweep_page, true},
            {"timeline", "Precedence of actions, and the columns of 'timeline'", nullptr, timeline_page, true},
            {"explain", "How a loss is followed to its causes, and the rows of 'explain'", nullptr, explain_page, true},
            {"sensitivity", "Sobol' indices: what is computed, and the columns of 'sensitivity'", nullptr,
             sensitivity_page, true},
            {"forecast", "What is put on record, and the columns of forecasts.csv", nullptr, forecasts_page, true},
            {"score", "How forecasts are scored, and the columns of outcomes", nullptr, score_page, true},
            {"network-file", "A model in one file, as 'chokepoint convert' makes it", nullptr, network_file_page, true},
            {"exit-codes", "What the program returns", nullptr, exit_page},
        };
        return all;
    }();
    return list;
}

/// Finds `model.products` and the like among a schema's children.
const scenario::Schema* find_schema(const scenario::Schema& schema, std::string_view name) {
    if (schema.name == name) return &schema;
    for (const scenario::Key& key : schema.keys) {
        if (key.child == nullptr) continue;
        if (const scenario::Schema* found = find_schema(*key.child, name)) return found;
    }
    return nullptr;
}

std::string fenced(const std::string& page) {
    return fmt::format("\n```text\n{}```\n", wrapped_lines(page, kPageWidth));
}

/// What a heading of Markdown is linked by.
std::string anchor(std::string_view heading) {
    std::string text;
    for (const char c : heading) {
        if (c != '.') text += c;
    }
    return text;
}

void collect_names(const scenario::Schema& schema, std::vector<std::string_view>& names) {
    if (std::find(names.begin(), names.end(), schema.name) == names.end()) names.push_back(schema.name);
    for (const scenario::Key& key : schema.keys) {
        if (key.child != nullptr) collect_names(*key.child, names);
    }
}

/// Of pages, and of the parts of their schemas, each once.
std::vector<std::string_view> topic_names() {
    std::vector<std::string_view> names;
    for (const Topic& topic : topics())
        names.push_back(topic.name);
    for (const Topic& topic : topics()) {
        if (topic.schema != nullptr) collect_names(*topic.schema, names);
    }
    return names;
}

}  // namespace

std::vector<std::string> reference_topics() {
    const std::vector<std::string_view> names = topic_names();
    return {names.begin(), names.end()};
}

std::string reference_markdown() {
    std::string text =
        "# Reference\n\nThis page is what `chokepoint describe --markdown` prints, from the tables that drive the "
        "program.\n\n";
    for (const Topic& topic : topics())
        text += fmt::format("- [{}](#{}): {}\n", topic.name, anchor(topic.name), topic.meaning);
    for (const Topic& topic : topics()) {
        text += fmt::format("\n## {}\n\n{}.\n", topic.name, topic.meaning);
        if (topic.page != commands_page) {
            text += fenced(reference_page(topic.name, kPageWidth));
            continue;
        }
        for (const CommandRecord& command : command_table())
            text += fmt::format("\n### chokepoint {}\n", command.name) + fenced(command_help(command));
    }
    return text;
}

std::string reference_overview() {
    std::string text = "usage: chokepoint describe TOPIC\n\ntopics:\n";
    for (const Topic& topic : topics())
        text += fmt::format("  {:<12}  {}\n", topic.name, topic.meaning);
    return text +
           "\n'describe scenario.actions' shows one part; 'describe scenario --schema' (or model) prints JSON "
           "Schema.\n";
}

std::string reference_page(std::string_view name, std::size_t width) {
    for (const Topic& topic : topics()) {
        if (topic.name == name)
            return topic.schema != nullptr ? scenario::describe_schema(*topic.schema, true, width)
                   : topic.is_set          ? joined_lines(topic.page())
                                           : topic.page();
    }
    for (const Topic& topic : topics()) {
        const scenario::Schema* found = topic.schema == nullptr ? nullptr : find_schema(*topic.schema, name);
        if (found != nullptr) return scenario::describe_schema(*found, true, width);
    }
    const std::string_view near = nearest_word(name, topic_names());
    throw UsageError(fmt::format("unknown topic '{}'", name),
                     near.empty() ? "see 'chokepoint describe'" : fmt::format("did you mean '{}'?", near));
}

}  // namespace chokepoint::cli
