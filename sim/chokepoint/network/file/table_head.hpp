#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::network {

/// The first lines of a text taken for a table of unknown layout.
struct TableHead {
    char separator = ',';  ///< The one that gives lines the same number of fields: tab, ';', ',', '|' or blanks.
    char comment = '\0';   ///< '#' or '%', with which the lines before the table begin; 0: there are none.
    bool crlf = false;
    bool has_quotes = false;
    bool quoted = false;                         ///< Some field has the separator in it, between double quotes.
    std::vector<std::vector<std::string>> rows;  ///< At most 20; the first may be a header.
};

/// Reads at most 64 KiB of the text.
TableHead read_table_head(std::string_view text);

/// "a tab", "';'".
std::string separator_name(char separator);

/// Whether a field of a table is a number, with a decimal comma too.
bool is_numeric_field(std::string_view field);

/// The first row names columns: none of its fields is a number, or empty.
bool has_header(const TableHead& head);

/// The first row has two to four values, some of them numbers: there is no header.
bool begins_with_values(const TableHead& head);

/// How many rows after the first begin with the name that the first row has at the same place, as those of a square
/// matrix do; at most those of the head.
std::size_t square_rows(const TableHead& head);

/// The last column of a matrix is one of totals, by its name.
bool ends_with_total(const TableHead& head);

}  // namespace chokepoint::network
