#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/files/text_file.hpp>
#include <chokepoint/scenario/tables/model_tables.hpp>
#include <chokepoint/scenario/tables/row_reader.hpp>
#include <vector>

namespace chokepoint::scenario {

/// nodes.csv of an input-output table as it stands: rows sell to each other and to final demand.
struct NodeTable {
    FirmTable nodes;  ///< Ids, countries, and the sector as the product.
    std::vector<double> gross_output_usd;
    std::vector<double> final_demand_usd;  ///< NaN where it is not given; may be negative.
};

/// Reads nodes.csv. Faults go to `diagnostics`; rows with one are among the rows, so that their links are not wrong
/// too.
NodeTable read_nodes(const TextFile& file, const MoneyUnit& unit, Diagnostics& diagnostics);

}  // namespace chokepoint::scenario
