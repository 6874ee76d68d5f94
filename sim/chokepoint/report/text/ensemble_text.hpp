#pragma once

#include <chokepoint/study/ensemble.hpp>
#include <string>

namespace chokepoint::report {

/// Medians and 5 to 95 % intervals for tables_within(): when targets stopped, resumed and recovered, losses by arm, and
/// what the second policy saves against the first; without the evidence and given it.
std::string ensemble_text(const scenario::Scenario& scenario, const study::Ensemble& ensemble);

/// What arm `b` saves against arm `a`, and in which share of samples it helps.
std::string paired_text(const scenario::Scenario& scenario, const study::Ensemble& ensemble, std::size_t a,
                        std::size_t b);

}  // namespace chokepoint::report
