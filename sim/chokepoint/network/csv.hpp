#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/text_file.hpp>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

/// One record of a CSV file: the fields in the order of the columns asked for.
struct CsvRow {
    int line = 0;                            ///< Line of the record's first character, from 1.
    std::span<const std::string_view> fields;  ///< One per column asked for; "" where the column is absent.
    std::span<const int> columns;            ///< Where each field begins in its line, from 1; 0 where absent.
};

/// What a table may hold: a column's name, whether it must be there, and a sentence for `describe`.
struct CsvColumn {
    std::string_view name;
    bool required = false;
    std::string_view unit;
    std::string_view meaning;
};

/// Reads RFC 4180 text (UTF-8, comma, header required, column order free, LF or CRLF, quotes, byte-order mark).
/// Faults go to `diagnostics` and reading goes on with the next record: unknown, duplicate or missing column
/// ("did you mean"), ragged row, a quote inside an unquoted field or text after a closing quote, an unclosed quote, invalid UTF-8,
/// a bare CR, a field longer than 4096 bytes. At most 20 faults are kept per file, then one line says how many more there are.
class CsvReader {
   public:
    CsvReader(const TextFile& file, std::span<const CsvColumn> columns, Diagnostics& diagnostics);

    /// Fills `row` with the next good record and returns true, or returns false at the end.
    /// The views in `row` hold until the next call (unquoted fields point into the file).
    bool next(CsvRow& row);

    bool has_column(std::size_t column) const;

    /// Adds a fault of the current row at field `column` (index into the columns asked for), counted like the reader's own.
    void fault(const CsvRow& row, std::size_t column, std::string message, std::string hint);

    // (private part is the implementer's)
};

}  // namespace chokepoint
