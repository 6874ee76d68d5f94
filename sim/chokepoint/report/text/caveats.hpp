#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <string>
#include <vector>

namespace chokepoint::report {

/// What a reader of a result must know of it, a sentence each without a full stop: targets that the model barely
/// knows, and payments and licences of companies that no denial of their arm targets. A result shows them with its
/// numbers, not among the warnings of its inputs.
std::vector<std::string> caveats(const scenario::Scenario& scenario);

/// The same as lines for a terminal, `Caution: ...`; "" where there are none.
std::string caveat_lines(const std::vector<std::string>& caveats);

}  // namespace chokepoint::report
