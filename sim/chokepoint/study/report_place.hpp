#pragma once

#include <chokepoint/study/ensemble.hpp>
#include <chokepoint/study/study.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace chokepoint::study {

/// The company's place among the companies of the report, or their number if it is not one of them.
std::size_t place_in_report(const scenario::Scenario& scenario, std::uint32_t company);

/// The companies of the report that the actions select, the largest stake first.
std::vector<std::uint32_t> reported_targets(const scenario::Scenario& scenario);

/// Their places in the report, ascending.
std::vector<std::size_t> target_places(const scenario::Scenario& scenario);

/// The place of the company that a result is about unless the user names one: the company of the report with disclosed
/// sales that loses most USD in the whole run under any arm, by mean loss over the samples, or the first if none loses
/// anything.
std::size_t place_of_largest_loss(const scenario::Scenario& scenario, const Ensemble& ensemble, bool with_evidence);

/// Of that company, given the evidence unless it contradicts every sample.
std::uint32_t company_of_largest_loss(const scenario::Scenario& scenario, const Ensemble& ensemble);

}  // namespace chokepoint::study
