#pragma once

#include <string_view>

namespace chokepoint::report {

/// The text of a file that every report.html carries, by its name without folder: those of report/page and
/// echarts.min.js. They are part of the library, so that it needs no files beside it. Throws std::logic_error for
/// another.
std::string_view page_asset(std::string_view name);

}  // namespace chokepoint::report
