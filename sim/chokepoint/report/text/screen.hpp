#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::report {

/// USD in millions as people read it: `1,234.5`; from 10,000 million on without a decimal.
std::string millions(double usd);

/// The amount that a share of `whole` USD is taken of: rounded as millions() shows it, so that equal amounts in a row
/// have equal shares, unless that would move the share by more than its own rounding.
double amount_as_shown(double usd, double whole);

/// A part of a whole as `12.3 %`, of amount_as_shown(); `-` where there is no whole.
std::string per_cent(double part, double whole);

/// What a share between `low` and `high` of a whole is below, as `<12.3 %`, with a minus where both are gains.
std::string below_per_cent(double low, double high, double whole);

/// How wide a terminal shows `text`: Chinese characters and the like take two columns.
std::size_t columns_of(std::string_view text);

/// A name in at most so many columns, cut with a `~` at its end if need be; control characters become '?'.
std::string name_within(std::string_view name, std::size_t most);

/// The same, padded to `width` columns.
std::string fitted(std::string_view name, std::size_t width);

/// Stands before each column but the first in the tables of all texts for people: ranking_text() and its like. No name
/// has it, see printable().
inline constexpr char kColumn = '\x1F';

/// Rows as a table: the first column, names, to the left and at most `most_name` wide, the others to the right, as wide
/// as their longest cell.
std::string aligned(const std::vector<std::vector<std::string>>& rows, std::size_t most_name);

/// `text` with its tables in at most `width` columns: lines in a row that hold kColumn are one table, whose columns
/// come in as many blocks below each other as it takes, each behind the first column, which is cut if need be.
std::string tables_within(std::string_view text, std::size_t width);

}  // namespace chokepoint::report
