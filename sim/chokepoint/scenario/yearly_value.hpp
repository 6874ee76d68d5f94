#pragma once

namespace chokepoint {

/// Values of a model are a year's; its network has flows of a day.
inline constexpr double kDaysOfYear = 365.0;

/// The yearly value that was read when a link's flow became `per_day`: the one of at most 15 digits, if there is one,
/// and else a nearest one whose 365th part is `per_day` again.
double yearly_value(double per_day);

}  // namespace chokepoint
