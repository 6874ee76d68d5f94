#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::network {

/// Which field of a foreign header is probably which of the columns asked for.
struct ColumnGuess {
    std::vector<std::string> columns;                ///< The required names in their order, then optional ones found.
    std::vector<std::optional<std::size_t>> fields;  ///< By column: the field's place in the header.

    bool complete() const;
    /// "'Source' is probably supplier, 'Target' customer"; columns that have their own name already are left out.
    std::string sentence(const std::vector<std::string>& header) const;
    /// The fields of the header that belong to no column.
    std::vector<std::size_t> left_out(const std::vector<std::string>& header) const;
};

/// Guesses by the names that other programs use, as `Source` for `supplier`, whatever their case and punctuation. Each
/// field is given to one column at most. `numeric` tells which fields hold numbers: only those become money because
/// their name contains a word such as `value` or `turnover`.
ColumnGuess guess_columns(const std::vector<std::string>& header, std::vector<std::string> required,
                          const std::vector<std::string>& optional = {}, const std::vector<bool>& numeric = {});

}  // namespace chokepoint::network
