#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/scenario/formats/edge_list.hpp>
#include <chokepoint/scenario/formats/published_table.hpp>
#include <chokepoint/scenario/look/first_look.hpp>
#include <chokepoint/scenario/look/folder_look.hpp>
#include <chokepoint/scenario/model/model_read.hpp>
#include <chokepoint/scenario/tables/firm_rows.hpp>
#include <chokepoint/scenario/tables/link_rows.hpp>
#include <chokepoint/scenario/tables/money_unit.hpp>
#include <chokepoint/scenario/tables/node_rows.hpp>
#include <chokepoint/scenario/tables/table_balance.hpp>
#include <functional>

namespace chokepoint::scenario {

namespace {

constexpr std::size_t kMaxTableBytes = std::size_t{4} << 30;
constexpr std::size_t kMaxPublishedBytes = std::size_t{16} << 30;

/// The published table that stands in for the tables of a model: the one that model.yaml names, or the model itself.
std::optional<std::filesystem::path> published_table(const ModelSpec& spec) {
    if (spec.table && spec.table->file) {
        const std::filesystem::path file = spec.table->file->value;
        return spec.has_yaml ? (spec.folder / file).lexically_normal() : file;
    }
    if (!spec.has_yaml && !is_model_folder(spec.folder) && is_foreign_table(spec.folder)) return spec.folder;
    return std::nullopt;
}

/// Reads the tables of one folder.
class TableReader {
   public:
    TableReader(ModelSpec& spec, const LoadSettings& settings, Diagnostics& diagnostics)
        : spec_(spec), settings_(settings), diagnostics_(diagnostics) {}

    void read_firm_model();
    void read_input_output_table();
    void read_published_table(const std::filesystem::path& file);
    void refuse_two_kinds();

   private:
    void open(std::string_view name, const std::function<void(const TextFile&)>& read);
    bool has_rows(const FirmTable& nodes, std::string_view what, std::string_view columns);
    MoneyUnit unit() const;
    void say_default_unit();
    void say_firms_of_links();

    ModelSpec& spec_;
    const LoadSettings& settings_;
    Diagnostics& diagnostics_;
};

void TableReader::open(std::string_view name, const std::function<void(const TextFile&)>& read) {
    const std::filesystem::path path = spec_.folder / name;
    std::error_code ignored;
    if (settings_.texts == nullptr &&
        std::filesystem::symlink_status(path, ignored).type() == std::filesystem::file_type::not_found)
        return diagnostics_.add(missing_table(spec_.folder, name));
    try {
        const TextFile file = settings_.open(path, kMaxTableBytes);
        spec_.files.push_back(input_file(path, file.bytes(), settings_.hash_inputs));
        read(file);
    } catch (const InputError& error) {
        for (const Diagnostic& fault : error.diagnostics())
            diagnostics_.add(fault);
    }
}

bool TableReader::has_rows(const FirmTable& nodes, std::string_view what, std::string_view columns) {
    if (nodes.size() > 0) return true;
    if (!diagnostics_.has_errors()) {
        diagnostics_.add(file_fault(nodes_path(spec_), fmt::format("there are no {}s", what),
                                    fmt::format("give every {} a row: {}", what, columns), Fault::empty));
    }
    return false;
}

void TableReader::read_firm_model() {
    ModelTables& tables = spec_.tables;
    const bool of_links =
        !settings_.has_file(spec_.folder / "firms.csv") && settings_.has_file(spec_.folder / "links.csv");
    if (of_links) {
        open("links.csv", [&](const TextFile& file) {
            const std::vector<std::string> header = network::CsvReader::header_names(file);
            const auto has = [&](std::string_view name) { return std::ranges::find(header, name) != header.end(); };
            if (!has("supplier") || !has("customer")) return diagnostics_.add(missing_table(spec_.folder, "firms.csv"));
            tables.firms = firms_of_links(file);
        });
        if (diagnostics_.has_errors()) return;
        say_firms_of_links();
    } else
        open("firms.csv", [&](const TextFile& file) {
            tables.firms =
                read_firms(file, unit(), spec_.has_yaml || settings_.all_columns, settings_.threads, diagnostics_);
        });
    if (!has_rows(tables.firms, "firm", "id,country,product")) return;
    open("links.csv", [&](const TextFile& file) {
        tables.links = read_links(file, tables.firms, unit(), spec_.has_yaml || settings_.all_columns,
                                  settings_.threads, diagnostics_);
    });
}

MoneyUnit TableReader::unit() const {
    constexpr double kNoBound = 1e21;  // a currency without a rate may be worth little
    MoneyUnit unit{spec_.unit, spec_.unit_usd};
    if (spec_.currency != "USD") unit.largest_usd = kNoBound;
    return unit;
}

void TableReader::say_default_unit() {
    diagnostics_.add(warning_at({.place = {nodes_path(spec_)}}, Fault::missing_key,
                                fmt::format("values are read as {} a year, since nothing says otherwise", spec_.unit),
                                fmt::format("state it in model.yaml: 'unit: {}'", spec_.unit)));
}

void TableReader::say_firms_of_links() {
    diagnostics_.add(warning_at({.place = {(spec_.folder / "firms.csv").string()}}, Fault::no_file,
                                fmt::format("there is no firms.csv: the {} firms are those of links.csv, of no known "
                                            "country (XX) and of one product (goods)",
                                            spec_.tables.firms.size()),
                                "write it to ban by country and product: id,country,product"));
}

void TableReader::read_input_output_table() {
    assume_table_unit(spec_);
    const MoneyUnit unit = this->unit();
    NodeTable nodes;
    LinkTable links;
    open("nodes.csv", [&](const TextFile& file) { nodes = read_nodes(file, unit, diagnostics_); });
    if (!has_rows(nodes.nodes, "node", "id,country,sector,gross_output")) return;
    open("links.csv",
         [&](const TextFile& file) { links = read_flows(file, nodes.nodes, unit, settings_.threads, diagnostics_); });
    if (diagnostics_.has_errors()) return;  // sums that lack rows show nothing
    if (!spec_.states_unit) say_default_unit();
    balance_table(std::move(nodes), std::move(links), unit, settings_.strict, spec_, diagnostics_);
}

void TableReader::read_published_table(const std::filesystem::path& file) {
    try {
        const TableSpec stated = spec_.table.value_or(TableSpec{});
        ForeignTable found = read_foreign_table(file, table_options(stated, settings_.threads));
        spec_.report = std::move(found.report);
        for (const std::filesystem::path& part : found.files)
            spec_.files.push_back(
                input_file(part, MappedFile(part, kMaxPublishedBytes).bytes(), settings_.hash_inputs));
        warn_of_identities(spec_.report, diagnostics_);
        take_table_unit(spec_.report, spec_, diagnostics_);
        if (!spec_.states_unit) assume_table_unit(spec_);
        TableRows rows = table_rows(std::move(found.table), spec_.unit_usd);
        if (diagnostics_.has_errors()) return;
        if (!spec_.states_unit) say_default_unit();
        balance_table(std::move(rows.nodes), std::move(rows.links), unit(), settings_.strict, spec_, diagnostics_);
    } catch (const InputError& error) {
        for (const Diagnostic& fault : error.diagnostics())
            diagnostics_.add(fault);
    }
}

void TableReader::refuse_two_kinds() {
    diagnostics_.add(file_fault(spec_.folder.string(), "the folder has both firms.csv and nodes.csv",
                                "a model is made of firms or is an input-output table: take one of the files out",
                                Fault::contradiction));
}

}  // namespace

void read_model_tables(ModelSpec& spec, const LoadSettings& settings, Diagnostics& diagnostics) {
    TableReader reader(spec, settings, diagnostics);
    if (const auto published = published_table(spec)) {
        spec.is_table = true;
        reader.read_published_table(*published);
        spec.firm_rows = spec.tables.firms.size();
        spec.link_rows = spec.tables.links.size();
        if (!diagnostics.has_errors()) check_size_of_money(spec, diagnostics);
        return;
    }
    const bool has_firms = settings.has_file(spec.folder / "firms.csv");
    const bool has_nodes = settings.has_file(spec.folder / "nodes.csv");
    spec.is_table = has_nodes && !has_firms;
    if (has_firms && has_nodes) return reader.refuse_two_kinds();
    if (spec.is_table) {
        reader.read_input_output_table();
    } else {
        reader.read_firm_model();
    }
    spec.firm_rows = spec.tables.firms.size();
    spec.link_rows = spec.tables.links.size();
    if (!diagnostics.has_errors()) check_size_of_money(spec, diagnostics);
}

}  // namespace chokepoint::scenario
