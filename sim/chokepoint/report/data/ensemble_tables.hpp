#pragma once

#include <chokepoint/report/data/table.hpp>
#include <chokepoint/study/ensemble.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace chokepoint::report {

/// Of fewer samples there is a number and no range.
inline constexpr int kLeastForRange = 2;

/// The 5, 50 and 95 % quantiles of a share of baseline revenue over the samples that have weight, its mean (what is
/// expected), and the share of them in which it is above 0. NaN where no weight is left; p05 and p95 also where fewer
/// than kLeastForRange samples have weight.
struct Spread {
    double p05 = 0.0;
    double p50 = 0.0;
    double p95 = 0.0;
    double mean = 0.0;
    double above_zero = 0.0;
};

/// The share of its baseline that company `place` of the report loses in a sample, under arm `a` in period `p`.
double loss_share(const study::SampleResult& sample, std::size_t a, std::size_t place, std::size_t p);

/// The spread of any value of a sample; those without a finite one are left out.
Spread spread_of(const study::Ensemble& ensemble, bool with_evidence,
                 const std::function<double(const study::SampleResult& sample)>& value);

/// The spread of the loss of company `place` of the report under arm `a` in period `p`, or with `b` of the loss under
/// `a` less that under `b`, sample by sample.
Spread loss_spread(const study::Ensemble& ensemble, bool with_evidence, std::size_t a, std::size_t place,
                   std::size_t p);
Spread saving_spread(const study::Ensemble& ensemble, bool with_evidence, std::size_t a, std::size_t b,
                     std::size_t place, std::size_t p);

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
