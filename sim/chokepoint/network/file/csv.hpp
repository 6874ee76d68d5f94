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

/// One record of a CSV file: the fields in the order of the columns asked for.
struct CsvRow {
    int line = 0;                              ///< Line of the record's first character, from 1.
    std::span<const std::string_view> fields;  ///< One per column asked for; "" where the column is absent.
    std::span<const int> columns;              ///< Where each field begins in its line, from 1; 0 where absent.
};

/// What a table may hold: a column's name, whether it must be there, and a sentence for `describe`.
struct CsvColumn {
    std::string_view name;
    bool required = false;
    std::string_view unit = {};
    std::string_view meaning = {};
};

/// Reads RFC 4180 text (UTF-8, comma, header required, column order free, LF or CRLF, quotes, byte-order mark).
/// Blanks and invisible characters at the ends of a field are not part of it.
/// Faults go to `diagnostics` and reading goes on with the next record: unknown, duplicate or missing column
/// ("did you mean"), ragged row, a quote inside an unquoted field or text after a closing quote, an unclosed quote,
/// invalid UTF-8, a bare CR or other control character, a field longer than 4096 bytes. Blank lines are skipped.
/// A required column that is missing ends the reading, since no row could be understood; a text that looks like
/// something else altogether (recognise_table) gets one fault that says what.
/// At most 20 faults are kept per file; at its end one line says how many more there are.
class CsvReader {
   public:
    /// Reads the header; `file`, `columns` and `diagnostics` must outlive the reader.
    CsvReader(const TextFile& file, std::span<const CsvColumn> columns, Diagnostics& diagnostics);

    /// The header's fields, of a table whose columns are not known before; faults come with the reader made of them.
    static std::vector<std::string> header_names(const TextFile& file);

    /// A reader of the lines in bytes [begin, end) of the same file, both where lines after the header begin. It counts
    /// lines from 1 at `begin`, and counts faults without keeping them. Parts may be read at the same time.
    CsvReader part(std::size_t begin, std::size_t end) const;

    /// Fills `row` with the next good record and returns true, or returns false at the end.
    /// The views in `row` hold until the next call (unquoted fields point into the file).
    bool next(CsvRow& row);

    /// Whether the header has the column with this index into the columns asked for.
    bool has_column(std::size_t column) const { return column < present_.size() && present_[column] != 0; }

    /// The byte at which the next record begins.
    std::size_t position() const { return position_; }
    /// The line at which it begins.
    int line() const { return line_; }
    /// Faults so far, of the header too, shown or not.
    int faults() const { return faults_; }

    /// Adds a fault of the current row at field `column` (index into the columns asked for), counted like the
    /// reader's own.
    void fault(const CsvRow& row, std::size_t column, std::string message, std::string hint);
    /// The same with a fault that has words and perhaps a second place, to be put at the field.
    void fault_at(const CsvRow& row, std::size_t column, Diagnostic fault);
    /// Whether a further fault would be kept.
    bool keeps_faults() const;
    /// The place of a field of the current row with its line; a fault without words.
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

    Diagnostic diagnostic_at(std::size_t at, std::string message, std::string hint) const;
    void add_fault(Diagnostic diagnostic);
    void report_unshown_faults();

    std::string_view text_;
    const std::string* file_;
    std::span<const CsvColumn> columns_;
    Diagnostics* diagnostics_;  ///< None in a part.

    std::vector<int> slots_;     ///< Per column of the file: index into the columns asked for, or -1.
    std::vector<char> present_;  ///< Per column asked for.

    std::vector<std::string_view> fields_;
    std::vector<std::size_t> starts_;
    std::vector<int> field_columns_;
    std::vector<std::string> unescaped_;  ///< Per column asked for, and one for the columns that are ignored.

    std::size_t position_ = 0;
    std::size_t row_start_ = 0;
    int line_ = 1;
    int row_line_ = 1;
    bool one_line_ = true;  ///< Whether the current record ends at its first line end.
    bool ascii_ = true;     ///< Whether the current record has one byte per character.
    int faults_ = 0;
};

}  // namespace chokepoint::network
