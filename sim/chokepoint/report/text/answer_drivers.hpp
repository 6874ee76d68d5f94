#pragma once

#include <chokepoint/study/answer/answer.hpp>
#include <string>

namespace chokepoint::report {

/// Through which channels the first row of an answer loses most, and which assumption explains most of the spread; ""
/// where nothing is known of either.
std::string driver_words(const scenario::Scenario& scenario, const study::Ensemble& ensemble,
                         const study::Answer& answer);

/// ` because it runs out of network chips`, by stop_channel(); "" where it is not known.
std::string stop_cause(const study::Ensemble& ensemble, std::size_t arm, std::size_t place,
                       const network::Directory& directory);

}  // namespace chokepoint::report
