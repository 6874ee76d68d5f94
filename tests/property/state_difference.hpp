#pragma once

#include <chokepoint/dynamics/day_state.hpp>
#include <string>

namespace chokepoint {

/// The name of the first array in which a lane of one state differs from a lane of another in any bit; "" if there is
/// none. The states have `lanes_a` and `lanes_b` lanes and the same nodes and slots.
std::string difference(const dynamics::DayState& a, unsigned lane_a, unsigned lanes_a, const dynamics::DayState& b,
                       unsigned lane_b, unsigned lanes_b);

}  // namespace chokepoint
