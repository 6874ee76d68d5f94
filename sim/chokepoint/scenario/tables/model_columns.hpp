#pragma once

#include <chokepoint/network/file/csv.hpp>
#include <span>

namespace chokepoint::scenario {

/// The columns of firms.csv and links.csv, in the order of the enums.
std::span<const network::CsvColumn> firm_columns();
std::span<const network::CsvColumn> link_columns();

/// The columns of an input-output table: of nodes.csv, and of its links.csv, which has the first three of LinkColumn.
std::span<const network::CsvColumn> node_columns();
std::span<const network::CsvColumn> flow_columns();

struct FirmColumn {
    enum : std::size_t {
        id,
        company,
        name,
        country,
        product,
        market,
        sector,
        revenue_usd,
        final_demand_usd,
        lines,
        source,
        assumption
    };
};
struct NodeColumn {
    enum : std::size_t { id, country, sector, gross_output, final_demand, inventory_change };
};
struct LinkColumn {
    enum : std::size_t { supplier, customer, value_usd, product, standby_usd, us_content, source, assumption };
};

}  // namespace chokepoint::scenario
