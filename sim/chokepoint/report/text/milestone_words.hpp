#pragma once

#include <chokepoint/study/study.hpp>
#include <string>

namespace chokepoint::report {

/// When a company stopped, resumed and recovered in a single run, in a sentence.
std::string milestone_sentence(const scenario::Scenario& scenario, const study::StudyResult& study, std::size_t arm,
                               std::uint32_t company);

}  // namespace chokepoint::report
