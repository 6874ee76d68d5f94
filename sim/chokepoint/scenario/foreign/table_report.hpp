#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace chokepoint::scenario {

/// An accounting identity, as far as the table keeps it.
struct Identity {
    std::string meaning;  ///< "output of a row is its sales".
    std::size_t checked = 0;
    double largest_share = 0.0;  ///< The largest gap over the size of the row or column.
    double total_share = 0.0;    ///< All gaps over all sizes.
    std::string where;           ///< Of the largest.
};

/// What was found in a published table. Amounts are in its unit.
struct TableReport {
    std::string format;  ///< "" for a table that is not published, such as nodes.csv.
    std::string file;
    std::string edition;  ///< "" if the layout does not tell, and so on.
    std::string year;
    std::string unit;
    bool states_unit = false;            ///< The file has the unit; otherwise it is the publisher's.
    std::vector<std::string> countries;  ///< In the order of the file.
    std::size_t industries = 0;          ///< Rows that are a country's industry.
    std::size_t sectors = 0;             ///< Different industries.
    std::size_t flows = 0;               ///< Above zero.
    double output = 0.0;
    double flows_sum = 0.0;
    double final_demand = 0.0;
    double value_added = 0.0;
    std::vector<Identity> identities;
    std::vector<std::string> notes;  ///< What was repaired or left out.
};

}  // namespace chokepoint::scenario
