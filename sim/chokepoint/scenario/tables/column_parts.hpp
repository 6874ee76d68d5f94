#pragma once

#include <algorithm>
#include <chokepoint/network/file/csv_parts.hpp>
#include <chokepoint/scenario/tables/model_tables.hpp>
#include <cstddef>
#include <deque>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

// A table is read in parts at the same time. Each part has as many rows of every column as it has lines, so that it can
// be written in place; where it has fewer records than lines, the rest of its rows are a gap that is closed at the end.

/// Rows [first, first + count) of a column, without a gap.
struct RowRange {
    std::size_t first = 0;
    std::size_t count = 0;
};

/// Moves the rows of the ranges, which ascend, to the front of a column and cuts the rest off.
template <class T>
void close_gaps(std::vector<T>& column, std::span<const RowRange> ranges) {
    if (column.empty()) return;
    std::size_t rows = 0;
    for (const RowRange& range : ranges) {
        const auto first = column.begin() + static_cast<std::ptrdiff_t>(range.first);
        if (rows != range.first)
            std::copy(first, first + static_cast<std::ptrdiff_t>(range.count),
                      column.begin() + static_cast<std::ptrdiff_t>(rows));
        rows += range.count;
    }
    column.resize(rows);
}

/// A text column that is read in parts, each with a table of texts of its own. The order of first use in the whole is
/// that of the parts one after another, so the numbers are those of a reader that goes from row to row.
class TextParts {
   public:
    /// Nothing is kept if the table does not have the column.
    TextParts(bool present, std::span<const network::CsvPart> parts);

    void put(std::size_t part, std::size_t row, std::string_view text) {
        if (!numbers_.empty()) numbers_[row] = texts_[part].add(text);
    }
    /// The column, without the gaps between the ranges.
    TextColumn take(std::span<const RowRange> ranges, unsigned threads);

   private:
    std::vector<network::CsvPart> parts_;
    std::vector<network::NameTable> texts_;
    std::vector<std::uint32_t> numbers_;
};

/// The line of each row, from the lines that each part has counted from its own first one on. `line` is the first
/// part's first one; range p is part p's.
LineNumbers joined_lines(std::span<const LineNumbers> of_parts, std::span<const network::CsvPart> parts,
                         std::span<const RowRange> ranges, int line);

/// Keeps texts that do not stand in the file itself, as those of fields with a quote in them, which the reader's next
/// row would overwrite.
class FieldKeeper {
   public:
    explicit FieldKeeper(std::string_view file) : file_(file) {}

    std::string_view keep(std::string_view field) {
        const std::less_equal<const char*> not_after;
        const bool in_file = not_after(file_.data(), field.data()) &&
                             not_after(field.data() + field.size(), file_.data() + file_.size());
        return field.empty() || in_file ? field : copies_.emplace_back(field);
    }

   private:
    std::string_view file_;
    std::deque<std::string> copies_;
};

}  // namespace chokepoint::scenario
