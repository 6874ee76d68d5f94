#pragma once

#include <chokepoint/report/files/result_files.hpp>
#include <string>

namespace chokepoint::report {

/// report.html: one self-contained page of a study and its samples (null: none), with charts, that asks nothing of a
/// network. Every number of a chart stands in a table too. The bytes depend on the input alone.
std::string report_html(const scenario::Scenario& scenario, const study::StudyResult& study,
                        const study::Ensemble* ensemble, const RunRecord& record);

}  // namespace chokepoint::report
