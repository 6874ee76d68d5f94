#pragma once

#include <string>
#include <string_view>

namespace chokepoint::cli {

/// The topics of `describe`, a line each.
std::string reference_overview();

/// The page of one topic; throws UsageError for an unknown one.
std::string reference_page(std::string_view topic);

}  // namespace chokepoint::cli
