#pragma once

#include <chokepoint/report/data/table.hpp>
#include <chokepoint/study/implied.hpp>
#include <string>

namespace chokepoint::report {

/// One row: the moves, and the probability that they imply.
Table implied_table(const study::ImpliedReversal& implied);
std::vector<Variable> implied_variables();

/// The same in sentences.
std::string implied_text(const scenario::Scenario& scenario, const study::ImpliedReversal& implied);

}  // namespace chokepoint::report
