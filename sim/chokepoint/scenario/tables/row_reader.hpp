#pragma once

#include <chokepoint/network/file/csv.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace chokepoint::scenario {

/// What the values of a table are given in.
struct MoneyUnit {
    std::string_view name;
    double usd = 1.0;           ///< Or the currency in which money is kept, where there is no rate to USD.
    double largest_usd = 1e15;  ///< Ten times world output: beyond it a value is a slip of the unit.
};

/// Reads the fields of one row by column, with the checks that the tables of a model share; a fault goes to the reader.
class RowReader {
   public:
    RowReader(network::CsvReader& reader, const network::CsvRow& row) : reader_(reader), row_(row) {}
    /// For a table whose values are in another unit than USD.
    RowReader(network::CsvReader& reader, const network::CsvRow& row, const MoneyUnit& unit)
        : reader_(reader), row_(row), unit_(unit) {}

    /// "" where the table does not have the column.
    std::string_view text(std::size_t column) const {
        return column < row_.fields.size() ? row_.fields[column] : std::string_view();
    }
    /// A text that may not be empty.
    std::string_view needed(std::size_t column, std::string_view what);
    /// A value in USD, at least 0 (or above 0); -1 where the field is empty.
    double usd(std::size_t column, std::string_view what, bool positive,
               std::string_view zero_hint = "leave it empty if it is not known, or take the row out");
    /// A value in USD of either sign; NaN where the field is empty.
    double signed_usd(std::size_t column, std::string_view what);
    /// A share from 0 to 1; -1 where the field is empty or NA.
    double share(std::size_t column, std::string_view what);
    void fault(std::size_t column, Fault fault, std::string message, std::string hint);
    void fault_at(std::size_t column, Diagnostic fault);
    bool failed() const { return failed_; }

   private:
    std::optional<double> amount(std::size_t column, std::string_view what);
    std::optional<double> refuse_text(std::size_t column, std::string_view what);
    void refuse_size(std::size_t column, std::string_view what);

    network::CsvReader& reader_;
    const network::CsvRow& row_;
    MoneyUnit unit_ = {"USD"};
    bool failed_ = false;
};

}  // namespace chokepoint::scenario
