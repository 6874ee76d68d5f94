#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/files/text_file.hpp>
#include <chokepoint/scenario/tables/model_tables.hpp>
#include <chokepoint/scenario/tables/row_reader.hpp>

namespace chokepoint::scenario {

/// Reads firms.csv on up to `threads` threads (0: as many as the machine has); the result and the faults do not depend
/// on their number. Rows with a fault in a field are among the rows, so that links that name them are not wrong too.
/// Without `with_sources` the columns source and assumption are not kept.
FirmTable read_firms(const TextFile& file, const MoneyUnit& unit, bool with_sources, unsigned threads,
                     Diagnostics& diagnostics);

}  // namespace chokepoint::scenario
