#pragma once

#include <chokepoint/base/date.hpp>
#include <chokepoint/base/files/input_file.hpp>
#include <chokepoint/base/files/text_file.hpp>
#include <chokepoint/network/directory.hpp>
#include <chokepoint/scenario/model/ratings.hpp>
#include <chokepoint/scenario/schema/figure.hpp>
#include <chokepoint/scenario/tables/model_tables.hpp>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chokepoint::scenario {

/// A row of `sources:` in a model: what a source id stands for.
struct SourceSpec {
    std::string id;
    std::string title;
    std::string reference;
    std::string certainty;  ///< read, derived or recalled.
};

/// A product as the model describes it; figures by the key of parameter_table().
struct ProductSpec {
    std::string id;
    std::string meaning;
    network::Kind kind = network::Kind::goods;
    std::vector<std::string> controls;                    ///< Control classes, as 5A002.
    std::vector<std::string> technologies;                ///< What it is made with, as eda.
    std::vector<std::string> used_by;                     ///< Units that buy it in a reconstruction.
    std::vector<std::pair<std::string, Figure>> figures;  ///< Of parameter_table().
    std::optional<Figure> key_parts;                      ///< Parts of the class that a product line needs.
    std::optional<Figure> safety_share;                   ///< Safety stock as a share of the mean stock.
    Diagnostic where;
};

/// Observed revenue of a quarter, for a company's profile.
struct QuarterSpec {
    std::string quarter;  ///< `2018-Q1`.
    Figure revenue;
};

/// A company's money and calendar.
struct CompanySpec {
    std::string id;
    std::string name;
    std::optional<Figure> fixed_cost_share;
    std::optional<Figure> margin;
    std::optional<Figure> cash_usd;
    std::optional<Figure> profile_year_total;  ///< In any unit, the same as the quarters'.
    std::vector<QuarterSpec> quarters;
    std::optional<Figure>
        growth;  ///< Of the first projected year over the same quarter a year before; absent: hold the last quarter.
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

/// A named supplier of a reconstruction; exactly one of the three figures, or none if nothing was disclosed.
struct DisclosedSpec {
    std::string firm;
    std::string product;
    std::optional<Figure> value_usd;
    std::optional<Figure> revenue_share;
    std::optional<Figure> at_least_usd;
    Diagnostic where;
};

/// A share that goes to a firm and product: of what the named exporters leave (then `firm` is ""), of the other inputs,
/// or of a product's need that the firm could take over.
struct ShareSpec {
    std::string firm;
    std::string product;
    Figure share;
    Diagnostic where;
};

/// Which draw of a reconstruction's open parts is meant.
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
    Figure exporters;
    Figure total_usd;
    std::optional<Figure> share_of_inputs;
    std::optional<Figure> largest_usd;
    std::vector<DisclosedSpec> named;
    std::vector<ShareSpec> unnamed;
    std::vector<ShareSpec> others;
    std::vector<ShareSpec> standby;
    /// The unnamed exporters of a product as one firm. They sell to the buyer alone, so that each does at all times
    /// what the others do, in proportion to its size: what they do together is the same.
    bool unnamed_as_one = false;
    std::optional<ReconstructionDraw> draw;  ///< None: open parts are equal, the mean of what may be drawn.
    Diagnostic where;
};

/// What model.yaml says of its two tables as a whole.
struct TableSpec {
    std::string source;
    std::string assumption;
    Diagnostic where;
};

/// A model as its files say it, figures with priors and sources; numbers come with build_model().
struct ModelSpec {
    std::filesystem::path folder;  ///< Or the one file that has all of it.
    bool has_yaml = false;         ///< Without model.yaml nothing is said of sources, and none are asked for.
    std::string yaml;              ///< The text of model.yaml.
    std::string title;
    std::optional<Date> as_of;
    std::vector<SourceSpec> sources;
    std::vector<ProductSpec> products;
    std::vector<std::string> markets;
    std::vector<CompanySpec> companies;
    std::vector<OwnerSpec> owners;
    std::vector<ReconstructionSpec> reconstructions;
    bool is_table = false;  ///< An input-output table: nodes.csv stands in for firms.csv.
    std::optional<TableSpec> table;
    std::optional<RatingsSpec> ratings;
    std::string unit = "USD";       ///< Of the values in the files: `million EUR`.
    double unit_usd = 1.0;          ///< What one of it is in `currency`.
    double usd_per_currency = 1.0;  ///< The part of unit_usd that is an exchange rate.
    bool states_unit = false;       ///< model.yaml has it.
    std::string currency = "USD";   ///< In which money is kept and shown, whatever a name such as revenue_usd says.
    ModelTables tables;             ///< Given to build_model(), which uses them up.
    std::size_t firm_rows = 0;      ///< Of the tables as they were read.
    std::size_t link_rows = 0;
    std::vector<InputFile> files;  ///< What was read, for the manifest.
};

/// `--set model.<path>=<value>`, with its number on the command line.
struct ModelOverride {
    int number = 0;
    std::string path;
    std::string value;
};
using ModelOverrides = std::vector<ModelOverride>;

/// Samples of a run or comparison whose scenario says nothing of them.
inline constexpr int kDefaultSamples = 128;

/// How a model is read; the numbers of what is read depend on none of it.
struct LoadSettings {
    unsigned threads = 0;      ///< 0: as many as the machine has.
    bool strict = false;       ///< Rows of an input-output table that need a repair are faults.
    int samples = 1;           ///< Where a scenario says nothing of them, its figures have priors and it is not large.
    bool all_columns = false;  ///< Sources and assumptions of rows, too, where no model.yaml asks for them.
    bool hash_inputs = true;   ///< Take the SHA-256 of every file that is read; a manifest needs them.
    const TextsByPath* texts = nullptr;  ///< Read these, and nothing from the disk.

    bool has_file(const std::filesystem::path& path) const;
    /// Throws InputError for what TextFile throws.
    TextFile open(const std::filesystem::path& path, std::size_t max_bytes) const;
};

/// Reads a model folder: firms.csv and links.csv, or nodes.csv and links.csv of an input-output table; model.yaml if
/// there is one. Or the one file that write_model_file() has made of it. Faults go to `diagnostics`, all of them.
/// `where` is the place that named the folder, for the fault of its absence.
ModelSpec load_model(const std::filesystem::path& folder, const ModelOverrides& overrides, Diagnostics& diagnostics,
                     const Diagnostic& where = {}, const LoadSettings& settings = {});

/// `firms.csv`, or `nodes.csv` of an input-output table.
std::string_view nodes_file(const ModelSpec& spec);

/// The place of a row of that file, and of links.csv; a fault without words.
Diagnostic firm_place(const ModelSpec& spec, const FirmTable& firms, std::size_t row);
Diagnostic link_place(const ModelSpec& spec, const LinkTable& links, std::size_t row);

/// Every figure of the model, in file order, for checks and reports.
std::vector<const Figure*> figures_of(const ModelSpec& spec);
std::vector<Figure*> figures_of(ModelSpec& spec);

}  // namespace chokepoint::scenario
