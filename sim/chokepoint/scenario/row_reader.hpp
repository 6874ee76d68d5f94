#pragma once

#include <chokepoint/network/csv.hpp>
#include <cstddef>
#include <string>
#include <string_view>

namespace chokepoint {

/// Reads the fields of one row by column, with the checks that the tables of a model share; a fault goes to the reader.
class RowReader {
   public:
    RowReader(CsvReader& reader, const CsvRow& row) : reader_(reader), row_(row) {}

    std::string_view text(std::size_t column) const { return row_.fields[column]; }
    /// A text that may not be empty.
    std::string_view needed(std::size_t column, std::string_view what);
    /// A value in USD, at least 0 (or above 0); -1 where the field is empty.
    double usd(std::size_t column, std::string_view what, bool positive,
               std::string_view zero_hint = "leave it empty if it is not known, or take the row out");
    void fault(std::size_t column, std::string message, std::string hint);
    bool failed() const { return failed_; }

   private:
    CsvReader& reader_;
    const CsvRow& row_;
    bool failed_ = false;
};

}  // namespace chokepoint
