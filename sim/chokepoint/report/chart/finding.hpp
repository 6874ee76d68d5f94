#pragma once

#include <chokepoint/report/chart/chart.hpp>
#include <string>

namespace chokepoint::report {

// What a chart shows, in sentences made from its data: its alternative text.

/// Of `what`, such as "ZTE's output": for each line its lowest value with the date, and its last in the first window.
std::string finding_of(const LineChart& chart, const std::string& what);

/// For each series its largest and its smallest bars.
std::string finding_of(const BarChart& chart);

/// For each arm who loses most, who gains most, and what the targets lose.
std::string finding_of(const RankChart& chart);

/// The links that carry most, denied ones first.
std::string finding_of(const NetworkChart& chart);

/// The largest exporters, products and customers.
std::string finding_of(const FlowChart& chart);

}  // namespace chokepoint::report
