#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/model/model_spec.hpp>
#include <chokepoint/scenario/tables/node_rows.hpp>

namespace chokepoint::scenario {

/// Makes an input-output table one that a model can hold, where output is what is sold to other nodes and to final
/// demand, and neither is negative:
///     output = max(gross output, sales to nodes)     final demand = output − sales to nodes
/// Nodes without output and sales are left out, and what they buy is final demand of those who sell it. Sales between
/// all other nodes stay as they are. Each kind of repair is told once, as a warning, with the number of rows, its size
/// and the largest; or with `strict` every such row is a fault. The tables go into `spec`.
void balance_table(NodeTable table, LinkTable links, const MoneyUnit& unit, bool strict, ModelSpec& spec,
                   Diagnostics& diagnostics);

}  // namespace chokepoint::scenario
