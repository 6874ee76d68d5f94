#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/files/text_file.hpp>
#include <chokepoint/network/name_table.hpp>
#include <cstddef>
#include <string>
#include <vector>

namespace chokepoint::scenario {

/// Expert ratings: how much a buying sector's output depends on what a supplying sector sells.
struct RatingTable {
    std::string file_name;
    network::NameTable suppliers;  ///< A row each.
    network::NameTable buyers;     ///< A column each.
    std::vector<double> cells;     ///< Row by row, in [0, 1]; a blank cell is 0.
    std::size_t blanks = 0;        ///< Cells that were empty or NA.
    Place first_blank;
    std::string first_blank_line;

    double at(std::size_t supplier, std::size_t buyer) const { return cells[supplier * buyers.size() + buyer]; }
};

/// Reads ratings: the header names the buying sectors, the first column the supplying ones. A table need not be square.
/// Faults, with line and column: a value that is no number from 0 to 1, a sector without a name, or given twice.
RatingTable read_ratings(const TextFile& file, Diagnostics& diagnostics);

/// Days of input stock that sectors aim at.
struct StockTable {
    std::string file_name;
    network::NameTable sectors;
    std::vector<double> days;
};

/// Reads a table of two columns, sector and days (1 to 3650), whatever they are called.
StockTable read_stock_days(const TextFile& file, Diagnostics& diagnostics);

}  // namespace chokepoint::scenario
