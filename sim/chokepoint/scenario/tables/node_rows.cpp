#include <fmt/format.h>

#include <array>
#include <chokepoint/scenario/look/look_alikes.hpp>
#include <chokepoint/scenario/tables/model_columns.hpp>
#include <chokepoint/scenario/tables/node_rows.hpp>
#include <chokepoint/scenario/tables/row_reader.hpp>
#include <limits>

namespace chokepoint::scenario {

namespace {

constexpr std::array kNodeNameColumns = {NameColumn{"node", NodeColumn::id, NodeColumn::id},
                                         NameColumn{"sector", NodeColumn::sector, NodeColumn::sector}};

}  // namespace

NodeTable read_nodes(const TextFile& file, const MoneyUnit& unit, Diagnostics& diagnostics) {
    network::CsvReader reader(file, node_columns(), diagnostics);
    NodeTable table;
    FirmTable& nodes = table.nodes;
    for (network::CsvRow row; reader.next(row);) {
        RowReader at(reader, row, unit);
        const std::string_view id = at.needed(NodeColumn::id, "id");
        at.needed(NodeColumn::country, "country");
        at.needed(NodeColumn::sector, "sector");
        at.needed(NodeColumn::gross_output, "gross output");
        const double output = at.usd(NodeColumn::gross_output, "gross output", false);
        const double final_demand = at.signed_usd(NodeColumn::final_demand, "final demand");
        at.signed_usd(NodeColumn::inventory_change, "inventory change");
        const std::uint32_t number = nodes.ids.add(id);
        if (number != table.gross_output_usd.size()) {
            at.fault(NodeColumn::id, Fault::duplicate,
                     fmt::format("node '{}' is given twice, first in line {}", id, nodes.file_line[number]),
                     "every id stands for one node");
            continue;
        }
        nodes.country.add(at.text(NodeColumn::country));
        nodes.product.add(at.text(NodeColumn::sector));
        nodes.file_line.add(number, row.line);
        nodes.file_column.push_back(std::max(1, row.columns[NodeColumn::id]));
        table.gross_output_usd.push_back(output);
        table.final_demand_usd.push_back(final_demand);
    }
    nodes.ids.freeze();
    if (has_look_alikes(nodes.ids, 1) || has_look_alikes(nodes.product.texts, 1))
        refuse_look_alikes(file, node_columns(), kNodeNameColumns, {}, diagnostics);
    return table;
}

}  // namespace chokepoint::scenario
