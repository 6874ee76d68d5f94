#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/foreign/file_set.hpp>
#include <chokepoint/scenario/foreign/raw_table.hpp>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

/// A text with a matrix in it: rows of headings, then rows that begin with columns of headings.
struct MatrixText {
    std::shared_ptr<const NamedText> file;
    char separator = ',';
    std::size_t label_columns = 0;
    std::size_t width = 0;                         ///< Columns of values.
    std::vector<std::vector<std::string>> header;  ///< By row of headings, one for each column of values.
    std::vector<std::vector<std::string>> corner;  ///< By row of headings, what stands over the labels.
    std::vector<std::vector<std::string>> labels;  ///< By row of values, its label columns.
    std::vector<std::size_t> begins;               ///< By row of values, the offset of its line.
    std::vector<int> lines;                        ///< By row of values, its line in the file.

    std::size_t rows() const { return labels.size(); }
    /// The heading of a column of values in one of the rows of headings.
    const std::string& heading(std::size_t row, std::size_t column) const { return header[row][column]; }
};

/// What a caller knows of the layout beforehand.
struct MatrixHints {
    char separator = '\0';   ///< 0: the one that the first lines have most of.
    bool no_labels = false;  ///< Values alone, as of Eora.
};

/// Finds headings and rows. A line that says nothing is skipped. Throws InputError if there is no matrix, or if a row
/// has fewer or more fields than the others, as a download that was cut off has.
MatrixText lay_out_matrix(const std::shared_ptr<const NamedText>& file, const MatrixHints& hints = {});

/// Reads the cells that are not zero into the table, whose labels are those of `rows` and `columns` of the text from
/// `first_row` and `first_column` of the table on; cells of ignored rows and columns are left. Throws InputError for a
/// field that is no number. The result does not depend on the number of threads.
void read_cells(const MatrixText& text, std::size_t first_row, std::size_t first_column, unsigned threads,
                RawTable& table);

/// The values of one row or one column of text that has no other use, such as outputs.
std::vector<double> read_column(const MatrixText& text, std::size_t column);

}  // namespace chokepoint::scenario
