#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/files/text_file.hpp>
#include <chokepoint/scenario/tables/model_tables.hpp>
#include <chokepoint/scenario/tables/row_reader.hpp>

namespace chokepoint::scenario {

/// Reads links.csv on up to `threads` threads (0: as many as the machine has); the result and the faults do not depend
/// on their number. The rows are those without a fault, but for repeated ones. Without `with_sources` the columns
/// source and assumption are not kept.
LinkTable read_links(const TextFile& file, const FirmTable& firms, const MoneyUnit& unit, bool with_sources,
                     unsigned threads, Diagnostics& diagnostics);

/// Reads links.csv of an input-output table likewise: a node may supply itself, and a cell of 0 is no row.
LinkTable read_flows(const TextFile& file, const FirmTable& nodes, const MoneyUnit& unit, unsigned threads,
                     Diagnostics& diagnostics);

}  // namespace chokepoint::scenario
