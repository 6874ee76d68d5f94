#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::network {

/// A guess which field of a foreign header belongs to which column.
struct ColumnGuess {
    std::vector<std::string> columns;                ///< The required names in order, then the optional ones found.
    std::vector<std::optional<std::size_t>> fields;  ///< The header position of each column's field.

    bool complete() const;
    /// For example "'Source' is probably supplier, 'Target' customer". Skips columns that already have our name.
    std::string sentence(const std::vector<std::string>& header) const;
    /// The fields of the header that belong to no column.
    std::vector<std::size_t> left_out(const std::vector<std::string>& header) const;
};

/// Guesses columns by the names that other programs use, such as `Source` for `supplier`, ignoring case and
/// punctuation. Each field belongs to at most one column. `numeric` tells which fields hold numbers. Only those count
/// as money because their name contains a word such as `value` or `turnover`.
ColumnGuess guess_columns(const std::vector<std::string>& header, std::vector<std::string> required,
                          const std::vector<std::string>& optional = {}, const std::vector<bool>& numeric = {});

}  // namespace chokepoint::network
