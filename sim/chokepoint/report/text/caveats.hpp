#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <string>
#include <vector>

namespace chokepoint::report {

/// What a reader of a result must know about it, as sentences without a full stop: targets that the model barely
/// covers, and payments and licences of companies that no denial of their arm targets. They are shown with the numbers,
/// not among the warnings about the inputs.
std::vector<std::string> caveats(const scenario::Scenario& scenario);

/// The same as lines for a terminal, `Caution: ...`; "" if there are none.
std::string caveat_lines(const std::vector<std::string>& caveats);

}  // namespace chokepoint::report
