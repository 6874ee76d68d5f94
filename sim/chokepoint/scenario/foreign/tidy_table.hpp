#pragma once

#include <chokepoint/scenario/foreign/raw_table.hpp>
#include <string>
#include <utility>
#include <vector>

namespace chokepoint::scenario {

/// An input-output table of industries, in the unit of its file.
struct IndustryTable {
    struct Industry {
        std::string country;
        std::string code;
        std::string id;  ///< As the file writes it, or country and code with an underscore between.
        int place = 0;   ///< Line of its row in the file.
        double output = 0.0;
        double final_demand = 0.0;  ///< With the change in inventories.
        double inventory = 0.0;
        double value_added = 0.0;  ///< With taxes and other inputs that are no industry's.
    };
    std::vector<Industry> industries;
    Cells flows;  ///< From industry `row` to industry `column`, above zero.
};

/// Adds up countries that OECD splits by the kind of trade, `CN1` and `CN2` into `CHN`, `MX1` and `MX2` into `MEX`.
/// Where the whole country has values of its own that are the sum of its parts, the parts go. Says so in `notes`.
void join_split_countries(RawTable& table);

/// Whether a country is such a part.
bool is_part_of_country(std::string_view country);

/// Turns coefficients into flows: z_ij = a_ij·x_j, with the outputs that the table gives, or x = (I − A)⁻¹·y. Says in
/// `notes` how well the solution satisfies the system.
void multiply_coefficients(RawTable& table);

/// Makes industries by industries of supply and use, by the fixed product sales structure (model D of Eurostat's
/// manual, 2008): with make V (industries by products), use U and product outputs q, the market shares are D = V·q̂⁻¹,
/// the flows Z = D·U, and the final demand D·Y. A product that no industry supplies counts as an industry of its own.
void make_industries(RawTable& table);

/// The industries of a table that has no products and no coefficients. Negative flows are left out and told in `notes`.
IndustryTable gather_industries(RawTable& table);

}  // namespace chokepoint::scenario
