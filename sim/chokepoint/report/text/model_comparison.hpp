#pragma once

#include <chokepoint/report/data/table.hpp>
#include <chokepoint/study/models/model_runs.hpp>
#include <span>
#include <string>

namespace chokepoint::report {

/// models.csv: one row per model, arm, company and period.
Table model_table(const scenario::Scenario& scenario, std::span<const study::ModelRun> runs);

/// The models side by side: a block an arm with actions, a row a company of the report, shares of the baseline's
/// revenue that are lost in the year of the first action and over the whole calendar; then what each model is.
std::string model_text(const scenario::Scenario& scenario, std::span<const study::ModelRun> runs, bool detail);

}  // namespace chokepoint::report
