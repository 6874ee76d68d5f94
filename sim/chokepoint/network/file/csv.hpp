#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/files/text_file.hpp>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::network {

/// One record of a CSV file, with its fields in the order of the requested columns.
struct CsvRow {
    int line = 0;                              ///< The line of the record's first character, from 1.
    std::span<const std::string_view> fields;  ///< One per requested column; "" if the column is absent.
    std::span<const int> columns;              ///< Where each field begins in its line, from 1; 0 if absent.
};

/// A column that a table may have: its name, whether it is required, and a sentence for `describe`.
struct CsvColumn {
    std::string_view name;
    bool required = false;
    std::string_view unit = {};
    std::string_view meaning = {};
};

/// Reads RFC 4180 text: UTF-8, comma-separated, a header, columns in any order, LF or CRLF, quotes, optional byte-order
/// mark. Drops blank lines, and whitespace and invisible characters at the ends of a field.
///
/// Faults go to `diagnostics`, and reading continues with the next record: unknown, duplicate or missing columns ("did
/// you mean"), ragged rows, misplaced or unclosed quotes, invalid UTF-8, control characters such as a bare CR, and
/// fields longer than 4096 bytes. A missing required column ends the reading, because no row can be understood without
/// it. A text of another known kind (recognise_table) gets a single fault that names the kind. At most 20 faults are
/// kept per file; a last line reports how many more there are.
class CsvReader {
   public:
    /// Reads the header. `file`, `columns` and `diagnostics` must outlive the reader.
    CsvReader(const TextFile& file, std::span<const CsvColumn> columns, Diagnostics& diagnostics);

    /// The header's fields, for a table whose columns are not known in advance. A reader made with them reports the
    /// faults.
    static std::vector<std::string> header_names(const TextFile& file);

    /// A reader for bytes [begin, end) of the same file; each must be the start of a line after the header. It counts
    /// lines from 1 at `begin`, and counts faults without keeping them. Several parts can be read at the same time.
    CsvReader part(std::size_t begin, std::size_t end) const;

    /// Fills `row` with the next valid record and returns true, or returns false at the end. The views in `row` are
    /// valid until the next call; unquoted fields point into the file.
    bool next(CsvRow& row);

    /// Whether the header has the requested column with this index.
    bool has_column(std::size_t column) const { return column < present_.size() && present_[column] != 0; }

    /// The byte at which the next record begins.
    std::size_t position() const { return position_; }
    /// The line on which the next record begins.
    int line() const { return line_; }
    /// The number of faults so far, including those of the header and those not shown.
    int faults() const { return faults_; }

    /// Adds a fault at requested column `column` of the current row, and counts it like the reader's own.
    void fault(const CsvRow& row, std::size_t column, std::string message, std::string hint);
    /// Adds `fault`, which may have a second place, at that field.
    void fault_at(const CsvRow& row, std::size_t column, Diagnostic fault);
    /// Whether the next fault would be kept.
    bool keeps_faults() const;
    /// A diagnostic without message that has the place and line of a field of the current row.
    Diagnostic place(const CsvRow& row, std::size_t column) const;

   private:
    enum class FieldEnd { comma, record, fault };
    struct HeaderField {
        std::string name;
        std::size_t start = 0;
    };

    void read_header();
    void match_header(const std::vector<HeaderField>& header);
    std::string_view fault_unknown_column(const HeaderField& field);
    void fault_missing_columns(std::span<const std::string_view> suggested);
    std::string column_names() const;

    bool read_record();
    void finish_row(CsvRow& row);
    FieldEnd read_field(std::string_view& field, std::string& unescaped);
    FieldEnd read_quoted_field(std::string_view& field, std::string& unescaped);
    FieldEnd end_field(std::size_t end);
    FieldEnd reject_byte(std::size_t at);
    FieldEnd reject(std::size_t at, std::size_t resume, std::string message, std::string hint);

    Diagnostic diagnostic_at(std::size_t at, std::string message, std::string hint,
                             Fault fault = Fault::invalid_value) const;
    void add_fault(Diagnostic diagnostic);
    void report_unshown_faults();

    std::string_view text_;
    const std::string* file_;
    std::span<const CsvColumn> columns_;
    Diagnostics* diagnostics_;  ///< Null in a part.

    std::vector<int> slots_;     ///< The requested column of each column in the file, or -1.
    std::vector<char> present_;  ///< By requested column.

    std::vector<std::string_view> fields_;
    std::vector<std::size_t> starts_;
    std::vector<int> field_columns_;
    std::vector<std::string> unescaped_;  ///< By requested column, plus one for ignored columns.

    std::size_t position_ = 0;
    std::size_t row_start_ = 0;
    int line_ = 1;
    int row_line_ = 1;
    bool one_line_ = true;  ///< Whether the current record ends at its first line end.
    bool ascii_ = true;     ///< Whether the current record has one byte per character.
    int faults_ = 0;
};

}  // namespace chokepoint::network
