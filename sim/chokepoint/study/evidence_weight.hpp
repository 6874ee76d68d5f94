#pragma once

#include <chokepoint/study/ensemble.hpp>

namespace chokepoint::study {

/// Sets the weight of each sample to the likelihood of the scenario's evidence. For an event that is 1 if it happens on
/// one of the stated days, else 0; for a revenue it is the normal density of its error, scaled so that the largest
/// weight is 1. A sample with a fault has weight 0. All arms share a sample's draw, so they share its weight.
void weigh_by_evidence(const scenario::Scenario& scenario, Ensemble& ensemble);

/// The weights of the samples that have a result; all 1 if `with_evidence` is false.
std::vector<double> weights_of(const Ensemble& ensemble, bool with_evidence);

/// The samples that have a result.
std::vector<const SampleResult*> results_of(const Ensemble& ensemble);

/// Whether the evidence leaves weight to any sample.
bool has_weight(const Ensemble& ensemble);

}  // namespace chokepoint::study
