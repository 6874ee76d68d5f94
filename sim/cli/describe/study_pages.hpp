#pragma once

#include <string>

namespace chokepoint::cli {

/// Pages of `describe` on the timeline, and on the studies that run a scenario many times.
std::string timeline_page();
std::string explain_page();
std::string sweep_page();
std::string sensitivity_page();

}  // namespace chokepoint::cli
