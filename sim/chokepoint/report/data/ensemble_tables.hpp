#pragma once

#include <chokepoint/report/data/table.hpp>
#include <chokepoint/study/spread.hpp>
#include <optional>
#include <string>
#include <utility>

namespace chokepoint::report {

/// impacts.csv, and differences.csv, with the quantiles of the loss share (the difference of loss shares, within a
/// sample) behind each row of a company of the report, given the evidence.
Table impacts_with_spreads(const scenario::Scenario& scenario, const study::StudyResult& study,
                           const study::Ensemble& ensemble);
Table differences_with_spreads(const scenario::Scenario& scenario, const study::StudyResult& study,
                               const study::Ensemble& ensemble);

/// samples.csv: one row per arm, company of the report and period, without and (where there is any) with the evidence:
/// quantiles of the loss share.
Table spread_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble);

/// paired.csv: one row per pair of arms, company of the report and period: quantiles of the difference of loss shares
/// within a sample, and in which share of samples the second arm loses less; or of the one pair given.
Table paired_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble,
                   std::optional<std::pair<std::size_t, std::size_t>> pair = std::nullopt);

/// The same of one pair for people: what the second arm saves, and in which share of samples it helps.
std::string paired_text(const scenario::Scenario& scenario, const study::Ensemble& ensemble, std::size_t a,
                        std::size_t b);

/// ensemble.csv: one row per sample, arm and company of the report: weight, dates, the loss in the whole run, and the
/// values drawn; a sample with a fault has one row, with the fault.
std::string ensemble_csv(const scenario::Scenario& scenario, const study::Ensemble& ensemble);

/// Medians and 5 to 95 % intervals for people: when targets stopped, resumed and recovered, losses by arm, and what the
/// second policy saves against the first; without and with the evidence.
std::string ensemble_text(const scenario::Scenario& scenario, const study::Ensemble& ensemble);

}  // namespace chokepoint::report
