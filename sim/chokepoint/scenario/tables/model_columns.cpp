#include <array>
#include <chokepoint/scenario/tables/model_columns.hpp>

namespace chokepoint::scenario {

namespace {

constexpr std::array kFirmColumns = {
    network::CsvColumn{"id", true, "", "Node, unique."},
    network::CsvColumn{"company", false, "", "Who is reported; default: the id."},
    network::CsvColumn{"name", false, "", "As reports show it; default: the company."},
    network::CsvColumn{"country", true, "", "Code or name of a country, in any form, or of a region."},
    network::CsvColumn{"product", true, "", "What the node sells."},
    network::CsvColumn{"market", false, "", "Nodes of one market compete for final demand."},
    network::CsvColumn{
        "sector", false, "",
        "Industry of the model's base table, as CHN_C26, or C26 of its own country; default: its product's."},
    network::CsvColumn{"revenue_usd", false, "unit a year", "Default: the larger of sales and purchases in links.csv."},
    network::CsvColumn{"final_demand_usd", false, "unit a year", "Default: revenue less sales to customers."},
    network::CsvColumn{"lines", false, "count", "Product lines of equal size the unit is split into; default 1."},
    network::CsvColumn{"source", false, "", "Id of a source in model.yaml."},
    network::CsvColumn{"assumption", false, "", "The reasoning, where there is no source."},
};

constexpr std::array kLinkColumns = {
    network::CsvColumn{"supplier", true, "", "Id in firms.csv."},
    network::CsvColumn{"customer", true, "", "Id in firms.csv."},
    network::CsvColumn{"value_usd", true, "unit a year", "Baseline sales; may be 0 if standby_usd is given."},
    network::CsvColumn{"product", false, "", "Default: what the supplier sells."},
    network::CsvColumn{"standby_usd", false, "unit a year",
                       "Flow that the supplier could take over when others are blocked."},
    network::CsvColumn{"us_content", false, "share",
                       "US content of it, 0 to 1, for content rules; empty or NA: follows from the links."},
    network::CsvColumn{"source", false, "", "Id of a source in model.yaml."},
    network::CsvColumn{"assumption", false, "", "The reasoning, where there is no source."},
};

constexpr std::array kNodeColumns = {
    network::CsvColumn{"id", true, "", "Node, unique; it is reported under this name."},
    network::CsvColumn{"country", true, "", "Code or name of a country, in any form, or of a region."},
    network::CsvColumn{"sector", true, "", "What the node sells."},
    network::CsvColumn{"gross_output", true, "unit a year", "All sales: to nodes and to final demand."},
    network::CsvColumn{"final_demand", false, "unit a year", "Sales to final demand; compared, see below."},
    network::CsvColumn{"inventory_change", false, "unit a year", "Part of final_demand; not used."},
};

constexpr std::array kFlowColumns = {
    network::CsvColumn{"supplier", true, "", "Id in nodes.csv."},
    network::CsvColumn{"customer", true, "", "Id in nodes.csv; may be the supplier itself."},
    network::CsvColumn{"value", true, "unit a year", "Sales; 0 is no link."},
};

}  // namespace

std::span<const network::CsvColumn> firm_columns() {
    return kFirmColumns;
}
std::span<const network::CsvColumn> link_columns() {
    return kLinkColumns;
}
std::span<const network::CsvColumn> node_columns() {
    return kNodeColumns;
}
std::span<const network::CsvColumn> flow_columns() {
    return kFlowColumns;
}

}  // namespace chokepoint::scenario
