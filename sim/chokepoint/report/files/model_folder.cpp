#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <chokepoint/base/version.hpp>
#include <chokepoint/report/files/model_folder.hpp>
#include <chokepoint/scenario/model/model_file.hpp>
#include <chokepoint/scenario/model/stated_value.hpp>
#include <chokepoint/scenario/tables/model_columns.hpp>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <vector>

namespace chokepoint::report {

namespace {

/// Those columns of a table that a model has, and its rows in their order.
class RowFormat {
   public:
    RowFormat(std::span<const network::CsvColumn> columns, std::vector<bool> present) : present_(std::move(present)) {
        for (std::size_t c = 0; c < present_.size(); ++c) {
            if (present_[c]) header_.append(header_.empty() ? "" : ",").append(columns[c].name);
        }
        header_ += '\n';
    }

    const std::string& header() const { return header_; }

    /// Appends a row; `append(column)` appends the field of each column that is there.
    template <class Append>
    void append_row(std::string& text, const Append& append) const {
        bool begun = false;
        for (std::size_t c = 0; c < present_.size(); ++c) {
            if (!present_[c]) continue;
            if (begun) text += ',';
            begun = true;
            append(c);
        }
        text += '\n';
    }

   private:
    std::vector<bool> present_;
    std::string header_;
};

/// Writes the tables of one model.
class TableWriter {
   public:
    TableWriter(const scenario::ModelSpec& spec, unsigned threads, OutputFolder& folder,
                const WritingProgress& progress)
        : spec_(spec), threads_(threads), folder_(folder), progress_(progress), unit_usd_(spec.unit_usd) {}

    void write_firms() const;
    void write_nodes() const;
    void write_link_rows() const;
    void write_network_links() const;

   private:
    /// A row of links.csv, whose texts are those of row `row` of the table.
    struct Link {
        std::string_view supplier;
        std::string_view customer;
        double value = 0.0;
        double standby = 0.0;
        std::string_view product;
        std::size_t row = 0;
    };

    RowFormat link_format(bool with_product, bool with_standby) const;
    void append_firm(std::string& text, std::size_t row, std::size_t column) const;
    void append_node(std::string& text, std::size_t row, std::size_t column) const;
    void append_link(std::string& text, const Link& link, std::size_t column) const;
    void append_slot(std::string& text, const RowFormat& format, std::uint32_t slot) const;

    const scenario::ModelSpec& spec_;
    unsigned threads_;
    OutputFolder& folder_;
    const WritingProgress& progress_;
    double unit_usd_;
};

void append_money(std::string& text, double usd, double unit_usd) {
    if (usd >= 0.0) append_number(text, scenario::stated_value(usd, unit_usd));
}

void TableWriter::append_firm(std::string& text, std::size_t row, std::size_t column) const {
    using C = scenario::FirmColumn;
    const scenario::FirmTable& firms = spec_.tables.firms;
    if (column == C::id) append_field(text, firms.id(row));
    if (column == C::company && firms.company[row] != firms.id(row)) append_field(text, firms.company[row]);
    if (column == C::name) append_field(text, firms.name[row]);
    if (column == C::country) append_field(text, firms.country[row]);
    if (column == C::product) append_field(text, firms.product[row]);
    if (column == C::market) append_field(text, firms.market[row]);
    if (column == C::sector) append_field(text, firms.sector[row]);
    if (column == C::revenue_usd) append_money(text, firms.revenue_usd[row], unit_usd_);
    if (column == C::final_demand_usd) append_money(text, firms.final_demand_usd[row], unit_usd_);
    if (column == C::lines) append_number(text, firms.lines[row]);
    if (column == C::source) append_field(text, firms.source[row]);
    if (column == C::assumption) append_field(text, firms.assumption[row]);
}

void TableWriter::write_firms() const {
    const scenario::FirmTable& firms = spec_.tables.firms;
    const RowFormat format(scenario::firm_columns(),
                           {true, !firms.company.empty(), !firms.name.empty(), true, true, !firms.market.empty(),
                            !firms.sector.empty(), !firms.revenue_usd.empty(), !firms.final_demand_usd.empty(),
                            !firms.lines.empty(), !firms.source.empty(), !firms.assumption.empty()});
    write_csv_rows(folder_, "firms.csv", format.header(), firms.size(), threads_, progress_,
                   [&](std::string& text, std::size_t row) {
                       format.append_row(text, [&](std::size_t column) { append_firm(text, row, column); });
                   });
}

void TableWriter::append_node(std::string& text, std::size_t row, std::size_t column) const {
    using C = scenario::NodeColumn;
    const scenario::FirmTable& nodes = spec_.tables.firms;
    if (column == C::id) append_field(text, nodes.id(row));
    if (column == C::country) append_field(text, nodes.country[row]);
    if (column == C::sector) append_field(text, nodes.product[row]);
    if (column == C::gross_output) append_money(text, nodes.revenue_of(row), unit_usd_);
}

void TableWriter::write_nodes() const {
    const RowFormat format(scenario::node_columns(), {true, true, true, true});
    write_csv_rows(folder_, "nodes.csv", format.header(), spec_.firm_rows, threads_, progress_,
                   [&](std::string& text, std::size_t row) {
                       format.append_row(text, [&](std::size_t column) { append_node(text, row, column); });
                   });
}

RowFormat TableWriter::link_format(bool with_product, bool with_standby) const {
    if (spec_.is_table) return {scenario::flow_columns(), {true, true, true}};
    const scenario::LinkTable& links = spec_.tables.links;
    return {scenario::link_columns(),
            {true, true, true, with_product, with_standby, !links.us_content.empty(), !links.source.empty(),
             !links.assumption.empty()}};
}

void TableWriter::append_link(std::string& text, const Link& link, std::size_t column) const {
    using C = scenario::LinkColumn;
    const scenario::LinkTable& links = spec_.tables.links;
    if (column == C::supplier) append_field(text, link.supplier);
    if (column == C::customer) append_field(text, link.customer);
    if (column == C::value_usd) append_number(text, link.value);
    if (column == C::product) append_field(text, link.product);
    if (column == C::standby_usd && link.standby > 0.0) append_number(text, link.standby);
    if (column == C::us_content && links.us_content[link.row] >= 0.0) append_number(text, links.us_content[link.row]);
    if (column == C::source) append_field(text, links.source[link.row]);
    if (column == C::assumption) append_field(text, links.assumption[link.row]);
}

void TableWriter::write_link_rows() const {
    const scenario::FirmTable& firms = spec_.tables.firms;
    const scenario::LinkTable& links = spec_.tables.links;
    const RowFormat format = link_format(!links.product.empty(), !links.standby_usd.empty());
    write_csv_rows(folder_, "links.csv", format.header(), links.size(), threads_, progress_,
                   [&](std::string& text, std::size_t row) {
                       const Link link{firms.id(links.supplier[row]),
                                       firms.id(links.customer[row]),
                                       scenario::stated_value(links.value_usd[row], unit_usd_),
                                       scenario::stated_value(links.standby_of(row), unit_usd_),
                                       links.product[row],
                                       row};
                       format.append_row(text, [&](std::size_t column) { append_link(text, link, column); });
                   });
}

void TableWriter::append_slot(std::string& text, const RowFormat& format, std::uint32_t slot) const {
    const scenario::BuiltNetwork& built = *spec_.tables.built;
    const network::SupplyNetwork& network = built.network;
    Link link;
    link.customer = built.nodes.name(network.slot_customer[slot]);
    for (std::uint64_t e = network.slot_links[slot]; e < network.slot_links[slot + 1]; ++e) {
        const std::uint32_t supplier = network.link_supplier[e];
        const std::uint32_t product = network.slot_product[slot];
        link.row = e;
        link.supplier = built.nodes.name(supplier);
        link.value = scenario::stated_value_of_flow(network.link_flow[e], unit_usd_);
        link.standby =
            network.link_standby.empty() ? 0.0 : scenario::stated_value_of_flow(network.link_standby[e], unit_usd_);
        link.product = {};
        if (network.node_product[supplier] != product) link.product = spec_.tables.firms.product.texts.name(product);
        format.append_row(text, [&](std::size_t column) { append_link(text, link, column); });
    }
}

void TableWriter::write_network_links() const {
    const network::SupplyNetwork& network = spec_.tables.built->network;
    bool with_product = false;
    for (std::size_t s = 0; s < network.slot_count(); ++s) {
        for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e)
            with_product = with_product || network.node_product[network.link_supplier[e]] != network.slot_product[s];
    }
    const RowFormat format = link_format(with_product, !network.link_standby.empty());
    const std::vector<std::uint32_t> slots = scenario::slots_by_product(network);
    write_csv_rows(folder_, "links.csv", format.header(), slots.size(), threads_, progress_,
                   [&](std::string& text, std::size_t k) { append_slot(text, format, slots[k]); });
}

std::string manifest_of(const scenario::ModelSpec& spec, const std::string& command) {
    nlohmann::ordered_json manifest{{"program", kManifestProgram},
                                    {"version", kVersion},
                                    {"commit", kCommit},
                                    {"command", command},
                                    {"inputs_sha256", nlohmann::ordered_json::object()}};
    for (const InputFile& file : spec.files)
        manifest["inputs_sha256"][file.path.filename().string()] = file.sha256;
    return manifest.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace

void write_model_folder(const scenario::ModelSpec& spec, const std::string& command, unsigned threads,
                        OutputFolder& folder, const WritingProgress& progress) {
    const TableWriter tables(spec, threads, folder, progress);
    if (spec.has_yaml) folder.write("model.yaml", spec.yaml);
    spec.is_table ? tables.write_nodes() : tables.write_firms();
    spec.tables.built ? tables.write_network_links() : tables.write_link_rows();
    folder.write("manifest.json", manifest_of(spec, command));
}

}  // namespace chokepoint::report
