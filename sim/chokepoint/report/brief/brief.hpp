#pragma once

#include <chokepoint/report/page/page_sections.hpp>
#include <string>
#include <vector>

namespace chokepoint::report {

/// A number of the brief, as text: what it is, the number, and its range or what it is made of.
struct KeyFigure {
    std::string label;
    std::string number;
    std::string range;
};

/// What the first policy costs the target, when it stops, what the exporters' country loses and gains, and what the
/// second policy saves; those of them that the run can tell.
std::vector<KeyFigure> key_figures(const PageInput& input);

/// Who loses and who gains under the first two policies: the rows of the answer, in money and in shares of revenue.
std::string winners_figure(const PageInput& input);

}  // namespace chokepoint::report
