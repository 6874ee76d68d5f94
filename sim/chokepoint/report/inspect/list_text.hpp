#pragma once

#include <chokepoint/scenario/lists/list_summary.hpp>
#include <string>
#include <string_view>

namespace chokepoint::report {

/// What a party list contains: a line each for format, size, kinds, sources, programmes, countries and days.
std::string list_text(const scenario::ListSummary& summary);

/// The lines of an action that denies a list's parties, with the list at `file`.
std::string list_action_yaml(std::string_view file);

}  // namespace chokepoint::report
