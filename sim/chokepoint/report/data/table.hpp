#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace chokepoint::report {

/// A cell: nothing (`NA` in CSV, null in JSON), text, or a number.
using Cell = std::variant<std::monostate, std::string, double>;

Cell text_or_nothing(std::string text);
Cell number_or_nothing(const std::optional<double>& number);  ///< NaN is nothing, too.

/// Every result table, whatever file or screen it goes to.
struct Table {
    std::string name;
    std::vector<std::string> columns;
    std::vector<std::vector<Cell>> rows;
};

/// Column names that R and Stata take as they are, of paths like `products.chips.stock_days`: letters, digits and
/// underscores, at most 32, and no two alike. A longer name loses its first words.
std::vector<std::string> column_names(const std::vector<std::string>& paths);

/// CSV text as it grows, cell by cell: the one writer of CSV, for a Table and for what is too long to be one.
class CsvText {
   public:
    explicit CsvText(const std::vector<std::string>& columns);

    void add(std::string_view text);
    void add(double number);
    void add_nothing();
    void end_row();
    std::string take() { return std::move(text_); }

   private:
    void separate();

    std::string text_;
    bool row_begun_ = false;
};

/// RFC 4180 with a header; numbers read back as the same double. A text that a spreadsheet would run as a formula (it
/// begins with = + - @) is written with a leading apostrophe.
std::string to_csv(const Table& table);

/// An array of objects, one a row.
std::string to_json(const Table& table);

}  // namespace chokepoint::report
