#pragma once

#include <chokepoint/scenario/evidence.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace chokepoint::scenario {

/// A row of firms.csv whose revenue samples record by itself.
struct Segment {
    std::uint32_t company = 0;
    std::string id;
    std::vector<std::uint32_t> nodes;  ///< Its product lines.
};

/// What is forecast of one company.
struct ForecastOf {
    std::size_t place = 0;              ///< In the report.
    std::vector<std::size_t> segments;  ///< Of the scenario's segments.
    std::vector<std::string> periods;   ///< Whose revenue, as make_periods() labels them.
    std::vector<MilestoneEvent> events;
};

/// What a scenario forecasts, and under which arms.
struct ForecastPlan {
    std::vector<std::size_t> arms;
    std::vector<ForecastOf> of;
    std::vector<Diagnostic> missing;  ///< What the report does not have: a fault once a forecast is made.
};

}  // namespace chokepoint::scenario
