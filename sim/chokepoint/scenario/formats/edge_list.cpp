#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/network/file/column_guess.hpp>
#include <chokepoint/network/file/table_head.hpp>
#include <chokepoint/scenario/formats/cell_list.hpp>
#include <chokepoint/scenario/formats/edge_list.hpp>
#include <chokepoint/scenario/tables/money_unit.hpp>
#include <chokepoint/scenario/tables/repeated_links.hpp>

namespace chokepoint::scenario {

namespace {

constexpr std::string_view kNoCountry = "XX";
constexpr std::string_view kOneProduct = "goods";

using Columns = std::vector<std::pair<std::string, std::string>>;

const std::string* column_of(const Columns& columns, std::string_view role) {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto& one) { return one.first == role; });
    return found == columns.end() ? nullptr : &found->second;
}

[[noreturn]] void refuse_line(const NamedText& text, int line, std::string message, std::string hint, Fault fault,
                              int first_line = 0) {
    Diagnostic diagnostic{
        .place = {text.name, line, 1}, .message = std::move(message), .hint = std::move(hint), .fault = fault};
    if (first_line > 0) {
        diagnostic.other = {text.name, first_line, 1};
        diagnostic.other_note = "first given at";
    }
    throw InputError({std::move(diagnostic)});
}

/// The lines of a file as links between firms that are numbered as they occur.
class EdgeReader {
   public:
    EdgeReader(const NamedText& text, const Columns& columns, const EdgeOptions& options, double unit_usd,
               EdgeReport& report)
        : text_(text), options_(options), unit_usd_(unit_usd), report_(report) {
        for (const std::string_view role : {"supplier", "customer", "value", "product"}) {
            const std::string* column = column_of(columns, role);
            place_.push_back(column == nullptr ? kNone : static_cast<std::uint32_t>(wanted_.size()));
            if (column != nullptr) wanted_.push_back(*column);
        }
    }

    ModelTables read() {
        for_each_line(text_, wanted_, options_.separator,
                      [&](std::span<const std::string_view> fields, int line) { add(fields, line); });
        tables_.firms.ids.freeze();
        merge();
        return std::move(tables_);
    }

   private:
    std::uint32_t firm(std::string_view id, std::string_view product, int line) {
        if (id.empty())
            refuse_line(text_, line, "a firm has no name", "give it one, or take the line out", Fault::empty);
        FirmTable& firms = tables_.firms;
        const std::uint32_t number = firms.ids.add(id);
        if (number < firms.country.numbers.size()) return number;
        firms.country.add(kNoCountry);
        firms.product.add(product);
        firms.file_line.add(number, line);
        firms.file_column.push_back(1);
        return number;
    }

    void add(std::span<const std::string_view> fields, int line) {
        ++report_.lines;
        const auto field = [&](std::size_t role) {
            return place_[role] == kNone ? std::string_view() : fields[place_[role]];
        };
        const double value = place_[2] == kNone ? 1.0 : value_of_field(text_, field(2), line);
        if (value < 0.0)
            refuse_line(text_, line, "the value is negative", "flows run from supplier to customer and are positive",
                        Fault::out_of_range);
        const std::string_view product = field(3).empty() ? kOneProduct : field(3);
        const std::uint32_t supplier = firm(field(0), product, line);
        const std::uint32_t customer = firm(field(1), kOneProduct, line);
        if (supplier == customer) {
            if (!options_.drop_self_loops)
                refuse_line(text_, line, fmt::format("'{}' supplies itself", field(0)),
                            "take the line out, or drop all such lines with '--drop-self-loops'", Fault::contradiction);
            ++report_.self_loops;
            return;
        }
        if (value == 0.0) {
            ++report_.without_value;
            return;
        }
        LinkTable& links = tables_.links;
        links.file_line.add(links.size(), line);
        links.supplier.push_back(supplier);
        links.customer.push_back(customer);
        links.value_usd.push_back(value * unit_usd_);
        if (place_[3] != kNone) links.product.add(product);
    }

    void merge() {
        LinkTable& links = tables_.links;
        const std::vector<RepeatedLink> repeated = find_repeated_links(tables_.firms, links, 0);
        if (repeated.empty()) return;
        const RepeatedLink& first = repeated.front();
        if (!options_.merge_duplicates)
            refuse_line(text_, links.file_line[first.row],
                        fmt::format("'{}' supplies '{}' in two lines, and {} lines in all repeat one",
                                    tables_.firms.id(links.supplier[first.row]),
                                    tables_.firms.id(links.customer[first.row]), repeated.size()),
                        "take them out, or add up all such lines with '--merge-duplicates'", Fault::duplicate,
                        links.file_line[first.first]);
        report_.merged = repeated.size();
        std::vector<bool> gone(links.size(), false);
        for (const RepeatedLink& one : repeated) {
            links.value_usd[one.first] += links.value_usd[one.row];
            gone[one.row] = true;
        }
        LinkTable kept;
        for (std::size_t row = 0; row < links.size(); ++row) {
            if (gone[row]) continue;
            kept.file_line.add(kept.size(), links.file_line[row]);
            kept.supplier.push_back(links.supplier[row]);
            kept.customer.push_back(links.customer[row]);
            kept.value_usd.push_back(links.value_usd[row]);
            if (!links.product.empty()) kept.product.add(links.product[row]);
        }
        links = std::move(kept);
    }

    const NamedText& text_;
    const EdgeOptions& options_;
    double unit_usd_;
    EdgeReport& report_;
    std::vector<std::string> wanted_;
    std::vector<std::uint32_t> place_;  ///< By role, in the wanted columns; kNone: not given.
    ModelTables tables_;
};

/// Leaves out firms without links, and numbers the others anew.
void drop_isolated_firms(ModelTables& tables, EdgeReport& report) {
    std::vector<bool> linked(tables.firms.size(), false);
    for (std::size_t e = 0; e < tables.links.size(); ++e)
        linked[tables.links.supplier[e]] = linked[tables.links.customer[e]] = true;
    FirmTable kept;
    std::vector<std::uint32_t> number(tables.firms.size(), kNone);
    for (std::size_t row = 0; row < tables.firms.size(); ++row) {
        if (!linked[row]) continue;
        number[row] = kept.ids.add(tables.firms.id(row));
        kept.country.add(tables.firms.country[row]);
        kept.product.add(tables.firms.product[row]);
        kept.file_line.add(number[row], tables.firms.file_line[row]);
        kept.file_column.push_back(1);
    }
    kept.ids.freeze();
    report.isolated = tables.firms.size() - kept.size();
    for (std::vector<std::uint32_t>* ends : {&tables.links.supplier, &tables.links.customer}) {
        for (std::uint32_t& end : *ends)
            end = number[end];
    }
    tables.firms = std::move(kept);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> guess_edge_columns(const FileSet& files, const std::string& name) {
    const network::TableHead head = network::read_table_head(files.head(name));
    if (head.rows.size() < 2 || !network::has_header(head)) return {};
    const network::ColumnGuess guess =
        network::guess_columns(head.rows[0], {"supplier", "customer", "value_usd"}, {"product"});
    Columns columns;
    for (std::size_t k = 0; k < guess.columns.size(); ++k) {
        if (!guess.fields[k]) continue;
        columns.emplace_back(guess.columns[k] == "value_usd" ? "value" : guess.columns[k],
                             head.rows[0][*guess.fields[k]]);
    }
    const bool complete = column_of(columns, "supplier") != nullptr && column_of(columns, "customer") != nullptr;
    return complete ? columns : Columns{};
}

ModelSpec read_edge_list(const std::filesystem::path& path, const EdgeOptions& options, EdgeReport& report) {
    const FileSet files(path);
    if (files.chosen().empty()) refuse_file(path.string(), "it is no single file", "name the file that has the edges");
    Columns columns = options.columns;
    if (columns.empty()) columns = guess_edge_columns(files, files.chosen());
    if (column_of(columns, "supplier") == nullptr || column_of(columns, "customer") == nullptr)
        refuse_file(path.string(), "nothing says which columns have the supplier and the customer",
                    "name them: --columns supplier=Source,customer=Target,value=Weight", Fault::missing_key);
    const auto unit = parse_unit(options.unit);
    if (!unit)
        refuse_file(path.string(), fmt::format("'{}' is no unit of money", options.unit), "write 'thousand USD'",
                    Fault::bad_unit);
    ModelSpec spec;
    spec.folder = path;
    spec.unit = "USD";
    spec.currency = unit->currency.empty() ? "USD" : unit->currency;
    const auto text = files.open(files.chosen());
    spec.tables = EdgeReader(*text, columns, options, unit->scale, report).read();
    if (options.drop_isolated) drop_isolated_firms(spec.tables, report);
    if (spec.tables.links.size() == 0)
        refuse_file(path.string(), "no edge is left", "check the columns and what is dropped", Fault::empty);
    report.columns = columns;
    spec.firm_rows = spec.tables.firms.size();
    spec.link_rows = spec.tables.links.size();
    spec.title = path.stem().string();
    spec.files.push_back(input_file(path, MappedFile(path, std::size_t{16} << 30).bytes(), true));
    return spec;
}

FirmTable firms_of_links(const TextFile& links) {
    NamedText text;
    text.name = links.name();
    text.text = links.text();
    FirmTable firms;
    const std::vector<std::string> wanted = {"supplier", "customer"};
    for_each_line(text, wanted, ',', [&](std::span<const std::string_view> fields, int line) {
        for (const std::string_view id : fields) {
            if (id.empty() || firms.ids.add(id) < firms.country.numbers.size()) continue;
            firms.country.add(kNoCountry);
            firms.product.add(kOneProduct);
            firms.file_line.add(firms.country.numbers.size() - 1, line);
            firms.file_column.push_back(1);
        }
    });
    firms.ids.freeze();
    return firms;
}

}  // namespace chokepoint::scenario
