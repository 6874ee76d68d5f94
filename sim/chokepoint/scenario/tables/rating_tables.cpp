#include <fmt/format.h>

#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/base/number.hpp>
#include <chokepoint/network/file/csv.hpp>
#include <chokepoint/scenario/tables/rating_tables.hpp>
#include <string>
#include <string_view>

namespace chokepoint::scenario {

namespace {

/// A table whose header is data: every column is asked for, the first by its place.
class OpenTable {
   public:
    OpenTable(const TextFile& file, Diagnostics& diagnostics)
        : names_(network::CsvReader::header_names(file)),
          columns_(columns_of(names_)),
          reader_(file, columns_, diagnostics) {}

    bool next() { return reader_.next(row_); }
    std::size_t width() const { return names_.size(); }
    const std::string& name(std::size_t column) const { return names_[column]; }
    std::string_view text(std::size_t column) const { return row_.fields[column]; }
    Place place(std::size_t column, const TextFile& file) const {
        return {file.name(), row_.line, row_.columns[column]};
    }
    void fault(std::size_t column, Fault fault, std::string message, std::string hint) {
        reader_.fault_at(row_, column, {.message = std::move(message), .hint = std::move(hint), .fault = fault});
    }
    /// The number of a row's name among `names`, which must be its own.
    bool add_name(network::NameTable& names, std::size_t rows) {
        if (text(0).empty()) {
            fault(0, Fault::empty, "the row has no sector", "the first column names the sector");
            return false;
        }
        if (names.add(text(0)) == rows) return true;
        fault(0, Fault::duplicate, fmt::format("sector '{}' has two rows", text(0)), "take one of them out");
        return false;
    }

   private:
    static std::vector<network::CsvColumn> columns_of(const std::vector<std::string>& names) {
        std::vector<network::CsvColumn> columns;
        for (const std::string& name : names)
            columns.push_back({name});
        return columns;
    }

    std::vector<std::string> names_;
    std::vector<network::CsvColumn> columns_;
    network::CsvReader reader_;
    network::CsvRow row_;
};

Diagnostic header_fault(const TextFile& file, std::string message, std::string hint) {
    return fault_at({.place = {file.name(), 1, 1}, .source_line = line_of(file.text(), 1)}, Fault::missing_key,
                    std::move(message), std::move(hint));
}

}  // namespace

RatingTable read_ratings(const TextFile& file, Diagnostics& diagnostics) {
    RatingTable table;
    table.file_name = file.name();
    OpenTable rows(file, diagnostics);
    if (rows.width() < 2) {
        diagnostics.add(header_fault(file, "the header names no buying sector",
                                     "the first line is ',A01,A02,...', every other one a supplying sector's ratings"));
        return table;
    }
    for (std::size_t column = 1; column < rows.width(); ++column)
        table.buyers.add(rows.name(column));
    while (rows.next()) {
        if (!rows.add_name(table.suppliers, table.cells.size() / table.buyers.size())) continue;
        for (std::size_t column = 1; column < rows.width(); ++column) {
            const std::string_view text = rows.text(column);
            const auto value = parse_number(text);
            if (text.empty() || text == "NA") {
                if (++table.blanks == 1) {
                    table.first_blank = rows.place(column, file);
                    table.first_blank_line = line_of(file.text(), table.first_blank.line);
                }
            } else if (!value || *value < 0.0 || *value > 1.0) {
                rows.fault(column, value ? Fault::out_of_range : Fault::bad_number,
                           fmt::format("rating '{}' is not a number from 0 to 1", text),
                           "1 critical, 0.5 important, 0 non-critical, empty where nobody has rated it");
            }
            table.cells.push_back(value.value_or(0.0));
        }
    }
    table.suppliers.freeze();
    table.buyers.freeze();
    return table;
}

StockTable read_stock_days(const TextFile& file, Diagnostics& diagnostics) {
    StockTable table;
    table.file_name = file.name();
    OpenTable rows(file, diagnostics);
    if (rows.width() != 2) {
        diagnostics.add(header_fault(file, "the table has not two columns", "give a sector and its days of stock"));
        return table;
    }
    while (rows.next()) {
        if (!rows.add_name(table.sectors, table.days.size())) continue;
        const auto days = parse_number(rows.text(1));
        if (!days || *days < 1.0 || *days > 3650.0) {
            rows.fault(1, days ? Fault::out_of_range : Fault::bad_number,
                       fmt::format("days of stock '{}' are not a number from 1 to 3650", rows.text(1)),
                       "give the days that a sector's stock of inputs lasts, or take the row out");
        }
        table.days.push_back(days.value_or(1.0));
    }
    table.sectors.freeze();
    return table;
}

}  // namespace chokepoint::scenario
