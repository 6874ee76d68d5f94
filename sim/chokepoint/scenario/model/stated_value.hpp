#pragma once

namespace chokepoint::scenario {

/// Values of a model are a year's; its network has flows of a day.
inline constexpr double kDaysOfYear = 365.0;

/// The value as a table of a model states it, in units of `unit_usd`, that was read as `usd`: the one of at most 15
/// digits, if there is one, and else a nearest one that is read as `usd` again.
double stated_value(double usd, double unit_usd);

/// The same of the value that became a link's flow of `per_day` USD.
double stated_value_of_flow(double per_day, double unit_usd);

}  // namespace chokepoint::scenario
