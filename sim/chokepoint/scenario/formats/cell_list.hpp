#pragma once

#include <chokepoint/scenario/foreign/file_set.hpp>
#include <chokepoint/scenario/formats/table_format.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace chokepoint::scenario {

/// Rows and columns of a table that comes cell by cell, numbered as they occur.
class CellList {
   public:
    explicit CellList(RawTable& table) : table_(table) {}

    std::uint32_t row(std::string_view country, std::string_view code, Account account, int line);
    std::uint32_t column(std::string_view country, std::string_view code, Account account, int line);
    /// Adds to the cell; repeated cells are added up at the end of finish().
    void add(std::uint32_t row, std::uint32_t column, double value);
    /// Orders the cells by row and column; those of one row and column are added up, and counted.
    std::size_t finish();

   private:
    using Key = std::tuple<Account, std::string, std::string>;
    std::uint32_t number(std::map<Key, std::uint32_t, std::less<>>& known, std::vector<Label>& labels, Label label);

    RawTable& table_;
    std::map<Key, std::uint32_t, std::less<>> rows_;
    std::map<Key, std::uint32_t, std::less<>> columns_;
};

/// Calls `visit` with the wanted fields of each line of a delimited text. Columns are wanted by their name in the
/// header, or, where all are numbers from 1, by their place in a text without header. `separator` 0: the one of tab,
/// semicolon, comma and blank that the first line has most of. Lines that begin with '#' or '%' are comments. Throws
/// InputError if a column is missing or a line has too few fields.
void for_each_line(const NamedText& text, std::span<const std::string> wanted, char separator,
                   const std::function<void(std::span<const std::string_view> fields, int line)>& visit);

/// A value of such a line; throws InputError if it is no number.
double value_of_field(const NamedText& text, std::string_view field, int line);

}  // namespace chokepoint::scenario
