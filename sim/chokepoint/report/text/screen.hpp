#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::report {

/// USD in millions, as in `1,234.5`; from 10,000 million on without a decimal.
std::string millions(double usd);

/// `10.7 billion USD`, `412 million USD`, `3.1 million USD`.
std::string money(double amount, std::string_view currency);

/// The amount from which a share of `whole` USD is computed. It is rounded as millions() shows it, so that equal
/// amounts in a row have equal shares, unless that would change the share by more than its own rounding.
double amount_as_shown(double usd, double whole);

/// A part of a whole as `12.3 %`, computed from amount_as_shown(); `-` if there is no whole.
std::string per_cent(double part, double whole);

/// The bound of a share between `low` and `high` of a whole, as `<12.3 %`, with a minus if both are gains.
std::string below_per_cent(double low, double high, double whole);

/// How wide a terminal shows `text`: Chinese characters and the like take two columns.
std::size_t columns_of(std::string_view text);

/// A name in at most so many columns, with a `~` at its end if it is cut. Control characters become '?'.
std::string name_within(std::string_view name, std::size_t most);

/// The same, padded to `width` columns.
std::string fitted(std::string_view name, std::size_t width);

/// Separates the columns of tables in texts such as ranking_text(). printable() removes it from names.
inline constexpr char kColumn = '\x1F';

/// Rows as a table. The first column, names, is left-aligned and at most `most_name` wide; the others are right-aligned
/// and as wide as their longest cell.
std::string aligned(const std::vector<std::vector<std::string>>& rows, std::size_t most_name);

/// `text` with its tables fitted into `width` columns. Consecutive lines with kColumn form a table. Its columns are
/// split into as many blocks below each other as needed, each with the first column, which is cut if necessary.
std::string tables_within(std::string_view text, std::size_t width);

}  // namespace chokepoint::report
