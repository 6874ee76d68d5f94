#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <cstddef>
#include <string>
#include <vector>

namespace chokepoint::study {

/// For each arm, everything that its samples depend on, as a text. Two arms with the same text have the same outcome in
/// every sample, in whichever scenario they stand. The number of samples and the evidence are not in it: a sample
/// depends on neither.
std::vector<std::string> arm_keys(const scenario::Scenario& scenario);

}  // namespace chokepoint::study
