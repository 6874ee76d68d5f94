#pragma once

#include <chokepoint/report/data/table.hpp>
#include <chokepoint/study/comparison.hpp>
#include <string>
#include <vector>

namespace chokepoint::report {

/// differences.csv: one row per pair of arms, company and period.
Table difference_table(const std::vector<study::Difference>& differences);

/// The same for tables_within(): every company over the whole run.
std::string difference_text(const std::vector<study::Difference>& differences, const std::string& title,
                            const std::string& currency);

}  // namespace chokepoint::report
