#pragma once

#include <chokepoint/study/sweep/sweep.hpp>
#include <string>
#include <vector>

namespace chokepoint::cli {

/// The largest number of points in a sweep.
inline constexpr std::size_t kMaxPoints = 10000;

/// Parses one or two of `KEY=FROM:TO:STEP` (numbers, or ISO dates with a step in days) and `KEY=a,b,c`. A range ends
/// with the last value that is not beyond TO. Throws UsageError if a text is not a range or a list, if a step does not
/// reach a second value, if a key is given twice, and for more than kMaxPoints points.
std::vector<study::SweepAxis> parse_vary(const std::vector<std::string>& texts);

}  // namespace chokepoint::cli
