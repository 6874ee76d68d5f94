#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/base/ids.hpp>
#include <chokepoint/network/network_columns.hpp>
#include <chokepoint/scenario/model/model.hpp>
#include <chokepoint/scenario/model/model_file.hpp>
#include <numeric>
#include <string>

namespace chokepoint::scenario {

namespace {

void add_texts(const std::string& section, TextColumn& column, network::ColumnFileWriter& file) {
    if (column.empty()) return;
    column.texts.freeze();
    network::add_names(section, column.texts, file);
    file.add(section + ".numbers", std::span<const std::uint32_t>(column.numbers));
}

template <class T>
void add_values(const std::string& section, const std::vector<T>& values, network::ColumnFileWriter& file) {
    if (!values.empty()) file.add(section, std::span<const T>(values));
}

void add_firms(FirmTable& firms, network::ColumnFileWriter& file) {
    firms.ids.freeze();
    network::add_names("firms.ids", firms.ids, file);
    add_texts("firms.company", firms.company, file);
    add_texts("firms.name", firms.name, file);
    add_texts("firms.country", firms.country, file);
    add_texts("firms.product", firms.product, file);
    add_texts("firms.market", firms.market, file);
    add_texts("firms.sector", firms.sector, file);
    add_values("firms.revenue_usd", firms.revenue_usd, file);
    add_values("firms.final_demand_usd", firms.final_demand_usd, file);
    add_values("firms.lines", firms.lines, file);
    add_texts("firms.source", firms.source, file);
    add_texts("firms.assumption", firms.assumption, file);
}

void add_links(LinkTable& links, network::ColumnFileWriter& file) {
    file.add("links.supplier", std::span<const std::uint32_t>(links.supplier));
    file.add("links.customer", std::span<const std::uint32_t>(links.customer));
    file.add("links.value_usd", std::span<const double>(links.value_usd));
    add_values("links.standby_usd", links.standby_usd, file);
    add_texts("links.product", links.product, file);
}

/// The columns that a network does not have.
void add_remarks(LinkTable& links, network::ColumnFileWriter& file) {
    add_values("links.us_content", links.us_content, file);
    add_texts("links.source", links.source, file);
    add_texts("links.assumption", links.assumption, file);
}

/// Whether every row of firms.csv is one node, and every link one of links.csv.
bool is_plain(const ModelSpec& spec) {
    const std::vector<std::uint16_t>& lines = spec.tables.firms.lines;
    return spec.reconstructions.empty() &&
           std::all_of(lines.begin(), lines.end(), [](unsigned count) { return count == 1; });
}

/// The nodes of the rows, and their names where they are in another order than the rows.
BuiltNetwork built_of(const FirmTable& firms, const Model& model) {
    BuiltNetwork built{model.network, model.directory.nodes, {}};
    std::vector<std::uint32_t> nodes(firms.size());
    std::vector<std::string_view> ids(firms.size());
    for (std::size_t row = 0; row < firms.size(); ++row)
        ids[row] = firms.id(row);
    built.nodes.find_all(ids, nodes);
    if (!std::is_sorted(nodes.begin(), nodes.end())) built.node_of_row = std::move(nodes);
    return built;
}

/// Where the links of links.csv are in the network, by row.
std::vector<std::uint64_t> places_of(const LinkTable& links, const BuiltNetwork& built,
                                     const network::NameTable& products) {
    const network::SupplyNetwork& network = built.network;
    std::vector<std::uint64_t> places;
    places.reserve(links.size());
    for (std::size_t row = 0; row < links.size(); ++row) {
        const std::uint32_t supplier = built.node(links.supplier[row]);
        const std::uint32_t customer = built.node(links.customer[row]);
        const std::string_view given = links.product[row];
        const std::uint32_t product = given.empty() ? network.node_product[supplier] : *products.find(given);
        places.push_back(network.find_link(supplier, customer, product).value());
    }
    return places;
}

/// A column of links.csv by the network's links, its texts in the order in which the links are rows again.
TextColumn by_link(const TextColumn& rows, std::span<const std::uint64_t> places,
                   const network::SupplyNetwork& network) {
    TextColumn column;
    if (rows.empty()) return column;
    std::vector<std::uint32_t> given(places.size());
    for (std::size_t row = 0; row < places.size(); ++row)
        given[places[row]] = rows.numbers[row];
    std::vector<std::uint32_t> number_of(rows.texts.size(), kNone);
    column.numbers.resize(given.size());
    for (const std::uint32_t s : slots_by_product(network)) {
        for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
            std::uint32_t& number = number_of[given[e]];
            if (number == kNone) number = column.texts.add(rows.texts.name(given[e]));
            column.numbers[e] = number;
        }
    }
    column.texts.freeze();
    return column;
}

std::vector<double> by_link(const std::vector<double>& rows, std::span<const std::uint64_t> places) {
    std::vector<double> column(rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row)
        column[places[row]] = rows[row];
    return column;
}

}  // namespace

std::vector<std::uint32_t> slots_by_product(const network::SupplyNetwork& network) {
    std::vector<std::uint32_t> slots(network.slot_count());
    std::iota(slots.begin(), slots.end(), 0U);
    std::stable_sort(slots.begin(), slots.end(), [&](std::uint32_t a, std::uint32_t b) {
        return network.slot_product[a] < network.slot_product[b];
    });
    return slots;
}

void write_model_file(ModelSpec spec, unsigned threads, Diagnostics& diagnostics,
                      const std::function<void(std::string_view piece, std::uint64_t all)>& sink) {
    if (spec.base) {
        diagnostics.add(fault_at(spec.base->where, Fault::unsupported, "firms inside a table are no single file",
                                 "convert the table by itself, and keep the firms in a folder whose 'base' names it"));
        return;
    }
    const bool plain = is_plain(spec);
    FirmTable firms = spec.tables.firms;
    LinkTable links;
    // Values and, without other columns of links, the links themselves come back out of the network.
    const LinkTable& rows = spec.tables.links;
    if (!plain || !rows.source.empty() || !rows.assumption.empty() || !rows.us_content.empty()) links = rows;
    const bool built_before = spec.tables.built.has_value();
    DynamicsSettings settings;
    settings.rules = dynamics::preset_table().front().rules;
    const Model model = build_model(spec, std::move(spec.tables), settings, diagnostics, threads);
    if (diagnostics.has_errors()) return;

    network::ColumnFileWriter file;
    if (spec.has_yaml) file.add("model.yaml", std::span<const char>(spec.yaml));
    if (spec.is_table) file.add("table.unit", std::span<const char>(spec.unit));
    if (plain) firms.product.texts = model.directory.products;  // with those that links add
    add_firms(firms, file);
    BuiltNetwork built;
    if (plain) {
        built = built_of(firms, model);
        if (!built.node_of_row.empty()) {
            network::add_names("nodes", built.nodes, file);
            add_values("nodes.of_row", built.node_of_row, file);
        }
        network::add_network(built.network, file);
        if (!built_before) {
            const std::vector<std::uint64_t> places = places_of(links, built, model.directory.products);
            links.us_content = by_link(links.us_content, places);
            links.source = by_link(links.source, places, built.network);
            links.assumption = by_link(links.assumption, places, built.network);
        }
    } else {
        add_links(links, file);
    }
    add_remarks(links, file);
    const std::uint64_t all = file.file_bytes();
    file.write(threads, [&](std::string_view piece) { sink(piece, all); });
}

}  // namespace chokepoint::scenario
