// Databases saved by MARIO: Z.csv and Y.csv with three rows and columns of headings (region, level, item), V.csv, X.csv
// and units.csv beside them. With levels "Activity" and "Commodity" it is a supply and use table.
#include <fmt/format.h>

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/formats/matrix_set.hpp>
#include <chokepoint/scenario/formats/square.hpp>

namespace chokepoint::scenario {

namespace {

std::vector<std::string> find_mario(const FileSet& files) {
    std::vector<std::string> found;
    for (const std::string& name : files.named("Z.csv")) {
        const bool wanted = files.chosen().empty() || files.chosen() == name;
        if (wanted && !files.neighbour(name, "Y.csv").empty()) found.push_back(name);
    }
    return found;
}

/// The heading rows of a matrix of MARIO are three, and a fourth names the columns of labels.
void mark_products(std::vector<Label>& labels, const std::vector<std::string>& levels) {
    for (std::size_t k = 0; k < levels.size(); ++k) {
        if (levels[k] == "Commodity" && labels[k].account == Account::industry) labels[k].account = Account::product;
    }
}

void take_mario_units(const FileSet& files, const std::string& main, MatrixSet& matrices) {
    const std::string name = files.neighbour(main, "units.csv");
    if (name.empty()) return;
    const NameLines units = lay_out_names(files.open(name));
    for (std::size_t k = 0; k < units.fields.size(); ++k) {
        const auto& fields = units.fields[k];
        const bool of_flows =
            !fields.empty() && (fields[0] == "Sector" || fields[0] == "Activity" || fields[0] == "Commodity");
        if (of_flows && fields.size() > 2) matrices.take_unit(fields.back(), units.file->name, units.lines[k]);
    }
}

RawTable read_mario(const FileSet& files, const std::string& main, const TableOptions& options) {
    RawTable table;
    MatrixText flows = lay_out_matrix(files.open(main));
    table.file = flows.file->name;
    table.year = year_in(main);
    if (flows.label_columns < 3 || flows.header.size() < 3)
        refuse_file(table.file, "the matrix has fewer than three rows or columns of headings",
                    "a table of MARIO has region, level and item of each", Fault::bad_syntax);
    // Levels are no part of a name: they tell industries from products.
    std::vector<std::string> row_levels, column_levels = flows.header[1];
    for (auto& labels : flows.labels) {
        row_levels.push_back(labels[1]);
        labels = {labels[0], labels[2]};
    }
    flows.header = {flows.header[0], flows.header[2]};
    MatrixText cells = flows;  // the file still has three columns of labels
    cells.label_columns = 3;
    MatrixSet matrices(table, options);
    matrices.add_flows(cells, Account::industry);
    mark_products(table.rows, row_levels);
    mark_products(table.columns, column_levels);
    MatrixText demand = lay_out_matrix(files.open(files.neighbour(main, "Y.csv")));
    for (auto& labels : demand.labels)
        if (labels.size() > 2) labels = {labels[0], labels[2]};
    if (demand.header.size() > 2) demand.header = {demand.header[0], demand.header[2]};
    matrices.add_final_demand(demand);
    if (const std::string inputs = files.neighbour(main, "V.csv"); !inputs.empty())
        matrices.add_value_added(lay_out_matrix(files.open(inputs)));
    take_mario_units(files, main, matrices);
    return table;
}

}  // namespace

const TableFormat kMario = {"mario", "a database saved by MARIO", "", find_mario, read_mario};

}  // namespace chokepoint::scenario
