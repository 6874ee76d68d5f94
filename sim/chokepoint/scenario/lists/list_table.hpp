#pragma once

#include <chokepoint/base/date.hpp>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/lists/list_text.hpp>
#include <cstddef>
#include <initializer_list>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

/// A name in a header, in the form in which names are compared: ASCII letters in lower case, no blanks and punctuation.
/// `Entity_LogicalId` becomes `entitylogicalid`.
std::string column_key(std::string_view name);

/// Whether the first line of `text` has columns with all of these keys.
bool header_has(std::string_view text, char separator, std::initializer_list<std::string_view> keys);

/// The rows of a published list: separated text with or without a header. Quotes are needed only around a separator or
/// a line end; a quote elsewhere stands for itself, as publishers have it. Fields may be long.
///
/// Faults go to the diagnostics: a row with too few fields or with more than the header has, and a text that ends in
/// the middle of a row. After 20 faults the rest of the text is skipped.
class ListTable {
   public:
    static constexpr std::size_t kNoColumn = std::numeric_limits<std::size_t>::max();

    /// Reads the header in line `first_line` of the text. The arguments must outlive the table.
    ListTable(const std::string& file, std::string_view text, char separator, Diagnostics& diagnostics,
              int first_line = 1);
    /// A text without a header, whose rows have so many columns.
    static ListTable without_header(const std::string& file, std::string_view text, char separator, std::size_t columns,
                                    Diagnostics& diagnostics);

    /// The first column whose name has one of these keys, or kNoColumn.
    std::size_t column(std::initializer_list<std::string_view> keys) const;
    /// The same; its absence is a fault.
    std::size_t needed_column(std::string_view name);
    /// The header as it is written.
    const std::vector<std::string>& header() const { return header_; }

    /// Moves to the next row; false at the end.
    bool next();
    /// The line of the row.
    int line() const { return row_line_; }
    /// A field of the row without blanks at its ends; "" where the table does not have the column.
    std::string_view text(std::size_t column) const;
    /// A day; `otherwise` if the field is empty. Other text is a fault.
    Date date(std::size_t column, DateOrder order, Date otherwise, bool end = false);

    void fault(std::size_t column, Fault fault, std::string message, std::string hint);

   private:
    ListTable(const std::string& file, std::string_view text, char separator, Diagnostics& diagnostics, int line,
              std::size_t position);
    enum class FieldEnd { field, row, text };
    bool read_row();
    FieldEnd read_field();
    FieldEnd read_quoted_field();
    FieldEnd end_field();
    bool check_row();
    void fault_at(std::size_t at, Fault fault, std::string message, std::string hint);

    const std::string& file_;
    std::string_view text_;
    char separator_;
    Diagnostics& diagnostics_;
    std::size_t position_ = 0;
    int line_ = 1;
    std::vector<std::string> header_;
    std::vector<std::string> keys_;
    std::size_t columns_ = 0;
    std::size_t count_ = 0;            ///< Fields of the row.
    std::vector<std::string> fields_;  ///< At least count_; kept between rows for their memory.
    std::vector<std::size_t> starts_;
    std::size_t row_start_ = 0;
    int row_line_ = 0;
    bool is_unclosed_ = false;
    int faults_ = 0;
};

}  // namespace chokepoint::scenario
