#pragma once

#include <string_view>

namespace chokepoint::report {

/// A file that every report.html contains, by its name without folder: those of report/page/web and echarts.min.js.
/// They are compiled into the library. Throws std::logic_error for another name.
std::string_view page_asset(std::string_view name);

}  // namespace chokepoint::report
