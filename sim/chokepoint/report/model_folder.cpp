#include <chokepoint/base/number.hpp>
#include <chokepoint/base/version.hpp>
#include <chokepoint/report/model_folder.hpp>
#include <chokepoint/scenario/model_file.hpp>
#include <chokepoint/scenario/model_schema.hpp>
#include <chokepoint/scenario/yearly_value.hpp>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <vector>

namespace chokepoint {

namespace {

/// The columns of a table that a model has, and a row of it in their order.
class RowFormat {
   public:
    RowFormat(std::span<const CsvColumn> columns, std::vector<bool> present) : present_(std::move(present)) {
        for (std::size_t c = 0; c < columns.size(); ++c) {
            if (!present_[c]) continue;
            if (!header_.empty()) header_ += ',';
            header_ += columns[c].name;
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

void append_money(std::string& text, double usd) {
    if (usd >= 0.0) append_number(text, usd);
}

void append_firm(std::string& text, const FirmTable& firms, std::size_t row, std::size_t column) {
    using C = FirmColumn;
    if (column == C::id) append_field(text, firms.id(row));
    if (column == C::company && firms.company[row] != firms.id(row)) append_field(text, firms.company[row]);
    if (column == C::name) append_field(text, firms.name[row]);
    if (column == C::country) append_field(text, firms.country[row]);
    if (column == C::product) append_field(text, firms.product[row]);
    if (column == C::market) append_field(text, firms.market[row]);
    if (column == C::revenue_usd) append_money(text, firms.revenue_usd[row]);
    if (column == C::final_demand_usd) append_money(text, firms.final_demand_usd[row]);
    if (column == C::lines) append_number(text, firms.lines[row]);
    if (column == C::source) append_field(text, firms.source[row]);
    if (column == C::assumption) append_field(text, firms.assumption[row]);
}

void write_firms(const FirmTable& firms, unsigned threads, OutputFolder& folder, const WritingProgress& progress) {
    const RowFormat format(firm_columns(),
                           {true, !firms.company.empty(), !firms.name.empty(), true, true, !firms.market.empty(),
                            !firms.revenue_usd.empty(), !firms.final_demand_usd.empty(), !firms.lines.empty(),
                            !firms.source.empty(), !firms.assumption.empty()});
    write_csv_rows(folder, "firms.csv", format.header(), firms.size(), threads, progress,
                   [&](std::string& text, std::size_t row) {
                       format.append_row(text, [&](std::size_t column) { append_firm(text, firms, row, column); });
                   });
}

/// A row of links.csv, from wherever it is taken; texts are those of row `row` of the table.
struct LinkRow {
    std::string_view supplier;
    std::string_view customer;
    double value_usd = 0.0;
    double standby_usd = 0.0;
    std::string_view product;
    std::size_t row = 0;
};

void append_link(std::string& text, const LinkTable& links, const LinkRow& link, std::size_t column) {
    using C = LinkColumn;
    if (column == C::supplier) append_field(text, link.supplier);
    if (column == C::customer) append_field(text, link.customer);
    if (column == C::value_usd) append_number(text, link.value_usd);
    if (column == C::product) append_field(text, link.product);
    if (column == C::standby_usd && link.standby_usd > 0.0) append_number(text, link.standby_usd);
    if (column == C::source) append_field(text, links.source[link.row]);
    if (column == C::assumption) append_field(text, links.assumption[link.row]);
}

void write_links(const ModelTables& tables, unsigned threads, OutputFolder& folder, const WritingProgress& progress) {
    const LinkTable& links = tables.links;
    const FirmTable& firms = tables.firms;
    const RowFormat format(link_columns(), {true, true, true, !links.product.empty(), !links.standby_usd.empty(),
                                            !links.source.empty(), !links.assumption.empty()});
    write_csv_rows(folder, "links.csv", format.header(), links.size(), threads, progress,
                   [&](std::string& text, std::size_t row) {
                       const LinkRow link{firms.id(links.supplier[row]),
                                          firms.id(links.customer[row]),
                                          links.value_usd[row],
                                          links.standby_of(row),
                                          links.product[row],
                                          row};
                       format.append_row(text, [&](std::size_t column) { append_link(text, links, link, column); });
                   });
}

/// The links of a network that is built, slot by slot.
void write_built_links(const ModelTables& tables, unsigned threads, OutputFolder& folder,
                       const WritingProgress& progress) {
    const SupplyNetwork& network = tables.built->network;
    const NameTable& products = tables.firms.product.texts;
    bool other_products = false;
    for (std::size_t s = 0; s < network.slot_count(); ++s) {
        for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e)
            other_products =
                other_products || network.node_product[network.link_supplier[e]] != network.slot_product[s];
    }
    const RowFormat format(link_columns(), {true, true, true, other_products, !network.link_standby.empty(),
                                            !tables.links.source.empty(), !tables.links.assumption.empty()});
    const std::vector<std::uint32_t> slots = slots_by_product(network);
    write_csv_rows(
        folder, "links.csv", format.header(), slots.size(), threads, progress, [&](std::string& text, std::size_t k) {
            const std::uint32_t s = slots[k];
            LinkRow link;
            link.customer = tables.built->nodes.name(network.slot_customer[s]);
            for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
                const std::uint32_t supplier = network.link_supplier[e];
                const bool own = network.node_product[supplier] == network.slot_product[s];
                link.row = e;
                link.supplier = tables.built->nodes.name(supplier);
                link.value_usd = yearly_value(network.link_flow[e]);
                link.standby_usd = network.link_standby.empty() ? 0.0 : yearly_value(network.link_standby[e]);
                link.product = own ? std::string_view() : products.name(network.slot_product[s]);
                format.append_row(text, [&](std::size_t column) { append_link(text, tables.links, link, column); });
            }
        });
}

std::string manifest_of(const ModelSpec& spec, const std::string& command) {
    nlohmann::ordered_json manifest{{"program", "chokepoint"},
                                    {"version", kVersion},
                                    {"commit", kCommit},
                                    {"command", command},
                                    {"inputs_sha256", nlohmann::ordered_json::object()}};
    for (const auto& file : spec.files)
        manifest["inputs_sha256"][file.filename().string()] = sha256_of_file(file);
    return manifest.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace

void write_model_folder(const ModelSpec& spec, const std::string& command, unsigned threads, OutputFolder& folder,
                        const WritingProgress& progress) {
    if (spec.has_yaml) folder.write("model.yaml", spec.yaml);
    write_firms(spec.tables.firms, threads, folder, progress);
    spec.tables.built ? write_built_links(spec.tables, threads, folder, progress)
                      : write_links(spec.tables, threads, folder, progress);
    folder.write("manifest.json", manifest_of(spec, command));
}

}  // namespace chokepoint
