#pragma once

#include <chokepoint/study/ensemble.hpp>

namespace chokepoint::study {

/// The likelihood of a scenario's evidence in each sample, into its weight: for an event 1 where it was on one of the
/// days stated and else 0, for a revenue the normal density of its error, the largest of all samples being 1. A sample
/// with a fault has weight 0. The draws of all arms are one, so one weight serves them all.
void weigh_by_evidence(const scenario::Scenario& scenario, Ensemble& ensemble);

/// Weights of the samples with a result, or all 1 if `with_evidence` is false; and the samples themselves.
std::vector<double> weights_of(const Ensemble& ensemble, bool with_evidence);

/// Samples that have a result.
std::vector<const SampleResult*> results_of(const Ensemble& ensemble);

/// Whether the evidence leaves weight to any sample.
bool has_weight(const Ensemble& ensemble);

}  // namespace chokepoint::study
