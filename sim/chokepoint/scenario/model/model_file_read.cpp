#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/network/network_columns.hpp>
#include <chokepoint/scenario/model/model_file.hpp>
#include <chokepoint/scenario/tables/money_unit.hpp>
#include <chokepoint/scenario/tables/repeated_links.hpp>
#include <cmath>
#include <string>

namespace chokepoint::scenario {

namespace {

/// Reads the tables of one file; a fault throws InputError.
class FileTables {
   public:
    FileTables(const network::ColumnFile& file, bool with_sources, unsigned threads)
        : file_(file), with_sources_(with_sources), threads_(threads) {}

    ModelTables read() const {
        ModelTables tables;
        tables.firms = firms();
        if (network::has_network(file_)) {
            tables.built = built(tables.firms);
            add_remarks(tables.links, tables.built->network.link_count());
        } else {
            tables.links = links(tables.firms);
        }
        return tables;
    }

   private:
    template <class T>
    std::vector<T> values(const std::string& section, std::size_t rows) const {
        const Column<T> column = file_.column<T>(section);
        if (column.size() != rows) file_.refuse(section, fmt::format("has {} entries, not {}", column.size(), rows));
        return {column.begin(), column.end()};
    }

    template <class T>
    std::vector<T> optional_values(const std::string& section, std::size_t rows) const {
        return file_.has(section) ? values<T>(section, rows) : std::vector<T>();
    }

    std::vector<std::uint32_t> numbers_below(const std::string& section, std::size_t rows, std::size_t bound) const {
        std::vector<std::uint32_t> numbers = values<std::uint32_t>(section, rows);
        const bool all_below =
            std::all_of(numbers.begin(), numbers.end(), [&](std::uint32_t number) { return number < bound; });
        if (!all_below) file_.refuse(section, fmt::format("has a number that is not below {}", bound));
        return numbers;
    }

    /// USD a year, not negative; -1 for what is not given, if that is allowed.
    std::vector<double> money(const std::string& section, std::size_t rows, bool optional) const {
        std::vector<double> values = this->values<double>(section, rows);
        const bool sound = std::all_of(values.begin(), values.end(), [&](double value) {
            return std::isfinite(value) && (value >= 0.0 || (optional && value == -1.0));
        });
        if (!sound) file_.refuse(section, "has a value that is no amount of money");
        return values;
    }

    TextColumn texts(const std::string& section, std::size_t rows) const {
        TextColumn column;
        if (!file_.has(section + ".numbers")) return column;
        column.texts = network::read_names(file_, section);
        column.numbers = numbers_below(section + ".numbers", rows, column.texts.size());
        return column;
    }

    FirmTable firms() const {
        FirmTable firms;
        firms.ids = network::read_names(file_, "firms.ids");
        const std::size_t rows = firms.ids.size();
        firms.company = texts("firms.company", rows);
        firms.name = texts("firms.name", rows);
        firms.country = texts("firms.country", rows);
        firms.product = texts("firms.product", rows);
        firms.market = texts("firms.market", rows);
        firms.sector = texts("firms.sector", rows);
        if (rows == 0 || firms.country.empty() || firms.product.empty())
            file_.refuse("firms", "has no firms, or none with country and product");
        if (file_.has("firms.revenue_usd")) firms.revenue_usd = money("firms.revenue_usd", rows, true);
        if (file_.has("firms.final_demand_usd")) firms.final_demand_usd = money("firms.final_demand_usd", rows, true);
        firms.lines = optional_values<std::uint16_t>("firms.lines", rows);
        const unsigned most = network::has_network(file_) ? 1 : 1000;
        for (const std::uint16_t lines : firms.lines) {
            if (lines < 1 || lines > most)
                file_.refuse("firms.lines", fmt::format("has a count not from 1 to {}", most));
        }
        if (!with_sources_) return firms;
        firms.source = texts("firms.source", rows);
        firms.assumption = texts("firms.assumption", rows);
        return firms;
    }

    LinkTable links(const FirmTable& firms) const {
        LinkTable links;
        const std::size_t rows = file_.column<std::uint32_t>("links.supplier").size();
        links.supplier = numbers_below("links.supplier", rows, firms.size());
        links.customer = numbers_below("links.customer", rows, firms.size());
        links.value_usd = money("links.value_usd", rows, false);
        if (file_.has("links.standby_usd")) links.standby_usd = money("links.standby_usd", rows, false);
        for (std::size_t row = 0; row < rows; ++row) {
            if (links.value_usd[row] + links.standby_of(row) <= 0.0)
                file_.refuse("links.value_usd", "has a link that carries nothing");
        }
        links.product = texts("links.product", rows);
        if (!find_repeated_links(firms, links, threads_).empty()) file_.refuse("links", "has a link twice");
        add_remarks(links, rows);
        return links;
    }

    void add_remarks(LinkTable& links, std::size_t rows) const {
        links.us_content = optional_values<double>("links.us_content", rows);
        const bool sound = std::all_of(links.us_content.begin(), links.us_content.end(),
                                       [](double share) { return share == -1.0 || (share >= 0.0 && share <= 1.0); });
        if (!sound) file_.refuse("links.us_content", "has a value that is no share");
        if (!with_sources_) return;
        links.source = texts("links.source", rows);
        links.assumption = texts("links.assumption", rows);
    }

    BuiltNetwork built(const FirmTable& firms) const {
        BuiltNetwork built;
        built.network = network::read_network(file_, firms.product.texts.size(), threads_);
        built.nodes = file_.has("nodes.of_row") ? network::read_names(file_, "nodes") : firms.ids;
        if (built.network.node_count() != firms.size() || built.nodes.size() != firms.size())
            file_.refuse("network", "has another number of nodes than there are firms");
        if (!file_.has("nodes.of_row")) return built;
        built.node_of_row = numbers_below("nodes.of_row", firms.size(), firms.size());
        std::vector<bool> taken(firms.size(), false);
        for (const std::uint32_t node : built.node_of_row) {
            if (taken[node]) file_.refuse("nodes.of_row", "has a node twice");
            taken[node] = true;
        }
        return built;
    }

    const network::ColumnFile& file_;
    bool with_sources_;
    unsigned threads_;
};

/// The unit in which an input-output table without model.yaml was stated.
void read_unit(const network::ColumnFile& file, ModelSpec& spec) {
    spec.is_table = file.has("table.unit");
    if (!spec.is_table) return;
    const Column<char> text = file.column<char>("table.unit");
    spec.unit.assign(text.begin(), text.end());
    const auto unit = parse_unit(spec.unit);
    if (!unit) file.refuse("table.unit", "is no known unit");
    spec.unit_usd = unit->scale;
    if (!unit->currency.empty()) spec.currency = unit->currency;
}

}  // namespace

bool is_model_file(const std::filesystem::path& path) {
    return path.extension() == kModelFileSuffix || network::is_column_file(path);
}

void read_model_file(ModelSpec& spec, const LoadSettings& settings, Diagnostics& diagnostics) {
    try {
        const network::ColumnFile file(spec.folder, settings.threads);
        spec.files.push_back(input_file(spec.folder, file.bytes(), settings.hash_inputs));
        spec.has_yaml = file.has("model.yaml");
        if (spec.has_yaml) {
            const Column<char> text = file.column<char>("model.yaml");
            spec.yaml.assign(text.begin(), text.end());
        }
        read_unit(file, spec);
        spec.tables = FileTables(file, spec.has_yaml || settings.all_columns, settings.threads).read();
        spec.firm_rows = spec.tables.firms.size();
        spec.link_rows = spec.tables.built ? spec.tables.built->network.link_count() : spec.tables.links.size();
    } catch (const InputError& error) {
        for (const Diagnostic& fault : error.diagnostics())
            diagnostics.add(fault);
    }
}

}  // namespace chokepoint::scenario
