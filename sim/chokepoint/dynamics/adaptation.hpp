#pragma once

#include <chokepoint/dynamics/link_control.hpp>
#include <chokepoint/dynamics/production.hpp>

namespace chokepoint {

/// Step 10 of the day: what demand learns of it. Customers leave and come back, orders wait, rivals gain, denied
/// sellers look for other buyers. Each follows its own switch in Rules::adaptations.
void adapt_final_demand(const DayContext& context, const LinkControl& links, DayState& state,
                        std::vector<double>& lost_sales);

/// Books a day of every cash account: revenue less purchases, other variable cost and fixed cost.
void book_cash(const DayContext& context, DayState& state);

}  // namespace chokepoint
