#pragma once

#include <chokepoint/report/data/table.hpp>
#include <chokepoint/study/shown_loss.hpp>

namespace chokepoint::report {

/// impacts.csv: one row per arm, company and period.
Table impacts_table(const scenario::Scenario& scenario, const study::StudyResult& study);
/// daily.csv: one row per arm, company of the report and day.
std::string daily_csv(const scenario::Scenario& scenario, const study::StudyResult& study);

}  // namespace chokepoint::report
