#pragma once

#include <chokepoint/report/data/table.hpp>
#include <string>
#include <vector>

namespace chokepoint::report {

/// A table for those who read it.
struct DescribedTable {
    std::string name;  ///< `impacts.csv`, or the command that prints it with --format csv.
    std::string rows;  ///< What its rows are: a sentence.
    std::vector<Variable> variables;
};

/// The tables in the folder of a run, and those that other commands print.
std::vector<DescribedTable> folder_tables();
std::vector<DescribedTable> command_tables();

}  // namespace chokepoint::report
