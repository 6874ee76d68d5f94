#pragma once

#include <chokepoint/report/data/run_results.hpp>
#include <string>

namespace chokepoint::report {

/// report.html: one self-contained file of a run, with charts, which asks nothing of a network. Every number of a chart
/// stands in a table too. The bytes depend on the input alone.
std::string report_html(const RunResults& results, const RunRecord& record);

}  // namespace chokepoint::report
