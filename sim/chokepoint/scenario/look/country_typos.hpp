#pragma once

#include <chokepoint/network/file/csv.hpp>
#include <chokepoint/network/name_table.hpp>
#include <span>

namespace chokepoint::scenario {

/// Warns, at its first place, of each text of a column of countries that is no country but is spelt nearly like one;
/// it counts as a region, which a ban on the country does not reach. `texts` are those of the column.
void warn_of_country_typos(const TextFile& file, std::span<const network::CsvColumn> columns, std::size_t column,
                           const network::NameTable& texts, Diagnostics& diagnostics);

}  // namespace chokepoint::scenario
