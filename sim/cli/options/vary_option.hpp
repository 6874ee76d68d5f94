#pragma once

#include <chokepoint/study/sweep/sweep.hpp>
#include <string>
#include <vector>

namespace chokepoint::cli {

/// The most points that a sweep runs.
inline constexpr std::size_t kMostPoints = 10000;

/// Parses `KEY=FROM:TO:STEP` (numbers, or ISO dates with a step in days) and `KEY=a,b,c`, one or two of them. A range
/// ends with its last value that is not beyond TO. Throws UsageError for what is no range, one whose step does not
/// reach its second value, a key given twice and more than kMostPoints points.
std::vector<study::SweepAxis> parse_vary(const std::vector<std::string>& texts);

}  // namespace chokepoint::cli
