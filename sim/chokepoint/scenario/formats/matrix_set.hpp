#pragma once

#include <chokepoint/scenario/foreign/matrix_text.hpp>
#include <chokepoint/scenario/formats/table_format.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace chokepoint::scenario {

/// Lines of text fields, such as units or labels, without blank lines.
struct NameLines {
    std::shared_ptr<const NamedText> file;
    std::vector<std::vector<std::string>> fields;
    std::vector<int> lines;
};

/// Reads them, parted by tabs, or else by semicolons or commas.
NameLines lay_out_names(const std::shared_ptr<const NamedText>& file);

/// Puts a table together from matrices that stand in files of their own: flows, final demand, value added, outputs.
class MatrixSet {
   public:
    MatrixSet(RawTable& table, const TableOptions& options) : table_(table), options_(options) {}

    /// Flows between industries whose headings are in the file. `of` is what rows and columns are, where the headings
    /// do not tell.
    void add_flows(const MatrixText& flows, Account of);
    /// Flows whose headings come from elsewhere; the labels of rows and columns are the table's already.
    void add_bare_flows(const MatrixText& flows);
    /// Final demand: its rows must be those of the flows, in the same order.
    void add_final_demand(const MatrixText& demand);
    /// The same without headings, by the labels of its columns.
    void add_bare_final_demand(const MatrixText& demand, std::vector<Label> columns);
    /// Rows of primary inputs under the columns of the flows.
    void add_value_added(const MatrixText& inputs);
    /// The output of each industry; its rows must be those of the flows.
    void add_outputs(const MatrixText& outputs);
    /// Units by industry in one column of a file of names; all must be the same. A first line of headings is skipped.
    void read_units(const NameLines& units, std::size_t column);
    /// Takes one unit; throws InputError if an earlier one differs.
    void take_unit(const std::string& unit, const std::string& file, int line);

   private:
    void check_rows(const MatrixText& part) const;
    void check_size(const MatrixText& part, std::size_t rows, std::size_t columns) const;
    Label label(const std::vector<std::string>& fields, Account account, int place) const;

    RawTable& table_;
    const TableOptions& options_;
    std::size_t flow_rows_ = 0;
    std::size_t flow_columns_ = 0;
    bool has_headings_ = false;
};

/// `Mill USD`, `M.EUR` or `Million US Dollars` as `million USD`; other text as it is.
std::string unit_name(std::string_view written);

}  // namespace chokepoint::scenario
