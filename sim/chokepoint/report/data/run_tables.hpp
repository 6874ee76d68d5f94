#pragma once

#include <chokepoint/report/data/table.hpp>
#include <chokepoint/study/comparison.hpp>
#include <chokepoint/study/ensemble.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace chokepoint::report {

// The tables of a run. `ensemble` is null if there are no samples; else spreads are given the evidence, and only the
// companies of the report have them. The variables are those of the table with samples.

/// impacts.csv: one row per arm, company and period.
Table impacts_table(const scenario::Scenario& scenario, const study::StudyResult& study,
                    const study::Ensemble* ensemble = nullptr);
std::vector<Variable> impact_variables(bool samples = true);

/// daily.csv: one row per arm, company of the report and day.
Table daily_table(const scenario::Scenario& scenario, const study::StudyResult& study);
std::vector<Variable> daily_variables();

/// differences.csv: one row per pair of arms, company and period.
Table difference_table(const std::vector<study::Difference>& differences);
Table difference_table(const scenario::Scenario& scenario, const study::StudyResult& study,
                       const study::Ensemble* ensemble);
std::vector<Variable> difference_variables();

/// The same for tables_within(): every company over the whole run.
std::string difference_text(const std::vector<study::Difference>& differences, const std::string& title,
                            const std::string& currency);

/// attribution.csv: one row per arm, company, period, channel and root that is not zero in the run or in a sample; the
/// losses add up to the loss, and the means to the mean loss. Samples keep years and the whole run.
Table attribution_table(const scenario::Scenario& scenario, const study::StudyResult& study,
                        const study::Ensemble* ensemble);
std::vector<Variable> attribution_variables();

/// Where samples keep the losses of a period by channel, if they do.
std::optional<std::size_t> kept_period(const study::Ensemble& ensemble, std::size_t period);

/// The name of the action that is root number `root` of an arm; `own` for the number after the last.
std::string root_name(const scenario::Scenario& scenario, const study::ArmResult& arm, std::size_t root);

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
