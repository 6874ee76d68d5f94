#pragma once

#include <array>
#include <chokepoint/base/date.hpp>
#include <chokepoint/base/files/input_file.hpp>
#include <chokepoint/base/files/text_file.hpp>
#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/network/directory.hpp>
#include <chokepoint/scenario/foreign/table_report.hpp>
#include <chokepoint/scenario/model/ratings.hpp>
#include <chokepoint/scenario/schema/bound_key.hpp>
#include <chokepoint/scenario/tables/model_tables.hpp>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chokepoint::scenario {

/// An entry of `sources:` in a model.
struct SourceSpec {
    std::string id;
    std::string title;
    std::string reference;
    std::string certainty;  ///< read, derived or recalled.
};

/// A product as the model describes it.
struct ProductSpec {
    std::string id;
    Words words;
    network::Kind kind = network::Kind::goods;
    std::vector<std::string> controls;      ///< Control classes, as 5A002.
    std::vector<std::string> technologies;  ///< What it is made with, as eda.
    std::vector<std::string> used_by;       ///< Units that buy it in a reconstruction.
    std::string sector;                     ///< Of the base table, for firms without one of their own.
    std::vector<std::pair<const dynamics::ParameterRecord*, Parameter>> parameters;  ///< Those that the model states.
    std::optional<Parameter> key_parts;     ///< Parts of the class that a product line needs.
    std::optional<Parameter> safety_share;  ///< Safety stock as a share of the mean stock.
    Diagnostic where;
};

/// Observed revenue of a quarter, for a company's profile.
struct QuarterSpec {
    std::string quarter;  ///< `2018-Q1`.
    Parameter revenue;
};

/// A company's money and calendar.
struct CompanySpec {
    std::string id;
    std::string name;
    std::optional<Parameter> fixed_cost_share;
    std::optional<Parameter> margin;
    std::optional<Parameter> cash_usd;
    std::optional<Parameter> profile_year_total;  ///< In any unit, the same as the quarters'.
    std::vector<QuarterSpec> quarters;
    /// Of the first projected year over the same quarter a year before; without it the last quarter holds.
    std::optional<Parameter> growth;
    Diagnostic where;
};

/// A share of one company that another holds.
struct OwnerSpec {
    std::string company;
    std::string owner;
    double share = 0.0;
    std::string source;
    std::string assumption;
    Diagnostic where;
};

/// A named supplier of a reconstruction, with one of the three numbers, or none if nothing was disclosed.
struct DisclosedSpec {
    std::string firm;
    std::string product;
    std::optional<Parameter> value_usd;
    std::optional<Parameter> revenue_share;
    std::optional<Parameter> at_least_usd;
    Diagnostic where;
};

/// A share that goes to a firm and product. It is a share of what the named exporters leave (`firm` is then ""), of the
/// other inputs, or of the need for a product that the firm could serve.
struct ShareSpec {
    std::string firm;
    std::string product;
    Parameter share;
    Diagnostic where;
};

/// Identifies the draw of what a reconstruction leaves open.
struct ReconstructionDraw {
    std::uint64_t seed = 0;
    std::uint64_t sample = 0;
};

/// How a company's purchases are rebuilt from what was disclosed.
struct ReconstructionSpec {
    std::string id;
    std::string buyer;    ///< Company.
    std::string country;  ///< Of the exporters.
    std::string unnamed_company;
    Parameter exporters;
    Parameter total_usd;
    std::optional<Parameter> share_of_inputs;
    std::optional<Parameter> largest_usd;
    std::vector<DisclosedSpec> named;
    std::vector<ShareSpec> unnamed;
    std::vector<ShareSpec> others;
    std::vector<ShareSpec> standby;
    /// Model the unnamed exporters of a product as one firm. They sell to the buyer only and behave alike in proportion
    /// to their size, so their sum is the same.
    bool unnamed_as_one = false;
    std::optional<ReconstructionDraw> draw;  ///< None: open parts are equal, the mean of all draws.
    Diagnostic where;
};

/// A market that firms.csv names.
struct MarketSpec {
    std::string id;
};

/// The columns of a table with a line per cell.
struct FlatColumnSpec {
    std::string from_country, from_industry, to_country, to_industry, value, year;
};
inline constexpr std::array<std::pair<std::string_view, std::string FlatColumnSpec::*>, 6> kFlatColumns = {{
    {"from_country", &FlatColumnSpec::from_country},
    {"from_industry", &FlatColumnSpec::from_industry},
    {"to_country", &FlatColumnSpec::to_country},
    {"to_industry", &FlatColumnSpec::to_industry},
    {"value", &FlatColumnSpec::value},
    {"year", &FlatColumnSpec::year},
}};

/// What model.yaml states about its two tables as a whole, or the published table that stands in for them.
struct TableSpec {
    std::optional<StatedText> file;  ///< A published table, relative to the folder; none: nodes.csv or firms.csv.
    std::string format;              ///< "": told by content.
    std::string year;
    std::vector<std::string> leave_out;
    std::string split_countries = "add";
    FlatColumnSpec columns;
    std::optional<StatedText> unit;
    std::string source;
    std::string assumption;
    Diagnostic where;
};

/// The input-output table in whose industries the firms are.
struct BaseSpec {
    TableSpec table;
    std::optional<Stated<double>> usd_per_unit;
    Diagnostic where;
    std::shared_ptr<const ModelTables> tables;  ///< Balanced, read once.
    TableReport report;
};

/// A model as its files state it, with the priors and sources of its parameters. build_model() makes the numbers.
struct ModelSpec {
    std::filesystem::path folder;  ///< Or the single file of the model.
    bool has_yaml = false;         ///< Without model.yaml no source is required.
    std::string yaml;              ///< The text of model.yaml.
    std::string title;
    std::optional<Date> as_of;
    std::vector<SourceSpec> sources;
    std::vector<ProductSpec> products;
    std::vector<MarketSpec> markets;
    std::vector<CompanySpec> companies;
    std::vector<OwnerSpec> owners;
    std::vector<ReconstructionSpec> reconstructions;
    bool is_table = false;  ///< An input-output table: nodes.csv or a published table stands in for firms.csv.
    TableReport report;     ///< Of a published table.
    std::optional<TableSpec> table;
    std::optional<BaseSpec> base;
    std::optional<RatingsSpec> ratings;
    std::optional<StatedText> stated_unit;
    std::optional<StatedText> stated_currency;
    std::optional<Stated<double>> usd_per_unit;
    std::string unit = "USD";       ///< Of the values in the files, such as `million EUR`.
    double unit_usd = 1.0;          ///< One unit in `currency`.
    double usd_per_currency = 1.0;  ///< The exchange rate within unit_usd.
    bool states_unit = false;       ///< model.yaml has it.
    std::string currency = "USD";   ///< Of all money in memory and in reports, even where a name says usd.
    ModelTables tables;             ///< build_model() consumes them.
    std::size_t firm_rows = 0;      ///< Rows read.
    std::size_t link_rows = 0;
    std::vector<InputFile> files;  ///< Files that were read, for the manifest.
};

/// `--set model.<path>=<value>`, with its number on the command line.
struct ModelOverride {
    int number = 0;
    std::string path;
    std::string value;
};
using ModelOverrides = std::vector<ModelOverride>;

/// The number of samples of a run or comparison whose scenario does not give one.
inline constexpr int kDefaultSamples = 128;

/// How a model is read. No number in it depends on these.
struct LoadSettings {
    unsigned threads = 0;                ///< 0: one per core.
    bool strict = false;                 ///< Refuse rows of an input-output table that need a repair.
    int samples = 1;                     ///< If the scenario gives no number, has priors and is not large.
    bool all_columns = false;            ///< Keep sources and assumptions of rows even without a model.yaml.
    bool hash_inputs = true;             ///< Compute the SHA-256 of every file, for the manifest.
    const TextsByPath* texts = nullptr;  ///< Read these texts and nothing from the disk.

    bool has_file(const std::filesystem::path& path) const;
    /// Throws InputError as TextFile does.
    TextFile open(const std::filesystem::path& path, std::size_t max_bytes) const;
};

/// Reads a model folder: firms.csv and links.csv, or nodes.csv and links.csv of an input-output table, and model.yaml
/// if there is one. Also reads a single file written by write_model_file(). All faults go to `diagnostics`. `where` is
/// the place that names the folder, for the fault if it does not exist.
ModelSpec load_model(const std::filesystem::path& folder, const ModelOverrides& overrides, Diagnostics& diagnostics,
                     const Diagnostic& where = {}, const LoadSettings& settings = {});

/// Reads a published table as a model of its own, by what `table` states of it. Its folder is written with a model.yaml
/// that states its unit.
ModelSpec load_table(const std::filesystem::path& path, const TableSpec& table, const LoadSettings& settings,
                     Diagnostics& diagnostics);

/// `firms.csv`, or `nodes.csv` of an input-output table, or the published table.
std::string_view nodes_file(const ModelSpec& spec);

/// The same with its folder, as messages show it.
std::string nodes_path(const ModelSpec& spec);

/// The place of a row of that file, and of links.csv, as a diagnostic without a message.
Diagnostic firm_place(const ModelSpec& spec, const FirmTable& firms, std::size_t row);
Diagnostic link_place(const ModelSpec& spec, const LinkTable& links, std::size_t row);

/// Every parameter that the model states, in the order of its keys.
std::vector<const Parameter*> parameters_of(const ModelSpec& spec);
std::vector<Parameter*> parameters_of(ModelSpec& spec);

}  // namespace chokepoint::scenario
