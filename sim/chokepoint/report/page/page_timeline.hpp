#pragma once

#include <chokepoint/report/page/page_sections.hpp>
#include <cstddef>
#include <string>
#include <vector>

namespace chokepoint::report {

/// The output of a company under every arm, with what happens in words. In the brief it comes without a table.
std::string timeline_figure(const PageInput& input, std::size_t place, bool of_brief);

/// The places of the targets whose output is known day by day, at most four.
std::vector<std::size_t> drawn_targets(const PageInput& input);

}  // namespace chokepoint::report
