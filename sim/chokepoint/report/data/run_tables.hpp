#pragma once

#include <chokepoint/report/data/table.hpp>
#include <chokepoint/study/comparison.hpp>
#include <chokepoint/study/ensemble.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace chokepoint::report {

// The tables of a run. With samples every number is a median given the evidence, unless its name says otherwise, and
// the tables have columns for the spread. The variables are those of the table with samples.

/// impacts.csv: one row per arm, company and period.
Table impacts_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble);
std::vector<Variable> impact_variables(bool samples = true);

/// groups.csv: one row per arm, group and period.
Table group_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble);
std::vector<Variable> group_variables(bool samples = true);

/// firms.csv of a run that keeps every firm: one row per arm, company and year, and for the whole run.
Table firm_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble);
std::vector<Variable> firm_variables(bool samples = true);

/// daily.csv of a single run: one row per arm, company of the report and day.
Table daily_table(const scenario::Scenario& scenario, const study::StudyResult& study);
std::vector<Variable> daily_variables();

/// daily.csv of samples: one row per arm, target and day that the samples keep.
Table output_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble);
std::vector<Variable> output_variables();

/// differences.csv: one row per pair of arms, company and period.
Table difference_table(const std::vector<study::Difference>& differences, bool samples);
std::vector<Variable> difference_variables();

/// The same for tables_within(): every company over the whole run.
std::string difference_text(const std::vector<study::Difference>& differences, const std::string& title,
                            const std::string& currency);

/// attribution.csv: one row per arm, company, period, channel and root that is not zero in some sample. Losses are
/// means over the samples, which add up to the mean loss.
Table attribution_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble);
std::vector<Variable> attribution_variables();

/// The name of the action that is root number `root` of an arm; `own` for the number after the last.
std::string root_name(const scenario::Scenario& scenario, std::size_t arm, std::size_t root);

/// samples.csv: one row per evidence, arm, company of the report and period. Only results.nc has `above_zero`.
Table spread_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble, bool with_above_zero = false);
std::vector<Variable> spread_variables();

/// paired.csv: the same for what the second of a pair of arms saves within each sample; for every pair, or for one.
Table paired_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble,
                   std::optional<std::pair<std::size_t, std::size_t>> pair = std::nullopt);
std::vector<Variable> paired_variables();

/// ensemble.csv: one row per sample, arm and company of the report, with the values drawn; one row for a sample with a
/// fault.
Table ensemble_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble);
/// The same for every sample, arm, company and period, without the values drawn.
Table sample_grid(const scenario::Scenario& scenario, const study::Ensemble& ensemble);
std::vector<Variable> ensemble_variables();

}  // namespace chokepoint::report
