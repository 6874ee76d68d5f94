#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::network {

/// The first lines of a text, read as a table of unknown layout.
struct TableHead {
    char separator = ',';  ///< The one of tab, ';', ',', '|' and spaces that fits best.
    char comment = '\0';   ///< '#' or '%' if comment lines precede the table, else 0.
    bool crlf = false;
    bool has_quotes = false;
    bool quoted = false;                         ///< Some quoted field contains the separator.
    std::vector<std::vector<std::string>> rows;  ///< At most 20; the first may be a header.
};

/// Reads at most 64 KiB of the text.
TableHead read_table_head(std::string_view text);

/// The name of a separator in messages: "a tab", "';'".
std::string separator_name(char separator);

/// Whether a field is a number, possibly with a decimal comma.
bool is_numeric_field(std::string_view field);

/// Whether the first row names columns: no field in it is empty or a number.
bool has_header(const TableHead& head);

/// Whether the first row has two to four values, some of them numbers, so that there is no header.
bool begins_with_values(const TableHead& head);

/// How many rows of the head after the first begin with the first row's name at that position, as in a square matrix.
std::size_t square_rows(const TableHead& head);

/// Whether the name of the last column says that it holds totals.
bool ends_with_total(const TableHead& head);

}  // namespace chokepoint::network
