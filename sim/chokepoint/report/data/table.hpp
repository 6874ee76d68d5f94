#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace chokepoint::report {

/// A cell: nothing (`NA` in CSV, null in JSON), text or a number. An empty text and NaN are nothing.
struct Cell : std::variant<std::monostate, std::string, double> {
    Cell() = default;
    Cell(double number);
    Cell(std::string text);
    Cell(std::string_view text) : Cell(std::string(text)) {}
    Cell(const char* text) : Cell(std::string(text)) {}
    Cell(std::integral auto count) : Cell(static_cast<double>(count)) {}
    Cell(const std::optional<double>& number) : Cell(number ? Cell(*number) : Cell()) {}

    const std::string* text() const { return std::get_if<std::string>(this); }
    const double* number() const { return std::get_if<double>(this); }
};

/// One variable of a result, declared once: it heads a column of CSV, names a member in JSON, is a variable of
/// results.nc if it has dimensions, and has a line in `describe outputs`.
struct Variable {
    std::string name;
    std::string unit;  ///< `USD` (or the model's currency), `1`, `day`, ...; `date`; `channel`: one by name; "": text.
    std::string meaning;
    std::vector<std::string> dimensions = {};  ///< In results.nc.
    std::string netcdf = {};                   ///< Its name in results.nc, if that is another.
};

/// A variable, and how to get its value from a row of its table.
template <class Row>
struct Column {
    Variable variable;
    std::function<Cell(const Row& row)> value;
};

/// A result table, whatever file or screen it goes to. Cells are made when they are asked for, so what it was made from
/// outlives it.
struct Table {
    std::string name;
    std::vector<Variable> variables;
    std::size_t rows = 0;
    std::function<std::vector<Cell>(std::size_t row)> row;
    std::function<Cell(std::size_t row, std::size_t variable)> cell;
    std::vector<std::string> dimensions = {};  ///< Of the rows if there is one for every place in these, in order.
};

template <class Row>
std::vector<Variable> variables_of(const std::vector<Column<Row>>& columns) {
    std::vector<Variable> variables;
    for (const Column<Row>& column : columns)
        variables.push_back(column.variable);
    return variables;
}

/// The table whose row number k is `row(k)`.
template <class Row>
Table make_table(std::string name, std::vector<Column<Row>> columns, std::size_t rows,
                 std::function<Row(std::size_t k)> row) {
    Table table{std::move(name), variables_of(columns), rows, {}, {}, {}};
    table.row = [columns, row](std::size_t k) {
        const Row of = row(k);
        std::vector<Cell> cells;
        for (const Column<Row>& column : columns)
            cells.push_back(column.value(of));
        return cells;
    };
    table.cell = [columns = std::move(columns), row = std::move(row)](std::size_t k, std::size_t variable) {
        return columns[variable].value(row(k));
    };
    return table;
}

/// The table of these rows.
template <class Row>
Table make_table(std::string name, std::vector<Column<Row>> columns, std::vector<Row> rows) {
    const std::size_t count = rows.size();
    auto kept = std::make_shared<const std::vector<Row>>(std::move(rows));
    return make_table<Row>(std::move(name), std::move(columns), count,
                           [kept = std::move(kept)](std::size_t k) { return (*kept)[k]; });
}

/// Column names that R and Stata take as they are, of paths like `products.chips.stock_days`: letters, digits and
/// underscores, at most 32, and no two alike. A longer name loses its first words.
std::vector<std::string> column_names(const std::vector<std::string>& paths);

/// RFC 4180 with a header; numbers read back as the same double. A text that a spreadsheet would run as a formula (it
/// begins with = + - @) is written with a leading apostrophe.
std::string to_csv(const Table& table);

/// An array of objects, one for each row.
std::string to_json(const Table& table);

}  // namespace chokepoint::report
