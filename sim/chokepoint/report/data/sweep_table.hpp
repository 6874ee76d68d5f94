#pragma once

#include <chokepoint/report/data/table.hpp>
#include <chokepoint/study/sweep/sweep_result.hpp>
#include <string>
#include <vector>

namespace chokepoint::report {

/// sweep.csv: one row per point, arm and company. The values come first, each in a column named by its key. Along dates
/// `usd_per_day` is the loss less that of the date before, over the days between them.
Table sweep_table(const study::Sweep& sweep);
std::vector<Variable> sweep_variables();  ///< Without the swept keys.

/// For tables_within(): a row a value and a column an arm; of two quantities a grid for each arm. Then what
/// delay_sentences() says, and the cautions. Without `detail` arms that do not vary have a sentence and no column, and
/// a long table leaves out points.
std::string sweep_text(const study::Sweep& sweep, const std::vector<std::string>& cautions, bool detail);

}  // namespace chokepoint::report
