#pragma once

#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/study/study.hpp>

namespace chokepoint {

/// What a node lost on a day, USD, in parts that add up to x̄ − x; a gain is negative.
struct NodeLoss {
    double denied = 0.0;
    double demand = 0.0;
    double goodwill = 0.0;
    double rivals = 0.0;
    double redeployed = 0.0;
    double backlog = 0.0;
    double held = 0.0;  ///< Asked for and not made.
    std::uint32_t held_by = static_cast<std::uint32_t>(Channel::capacity);
};

/// The parts in a lane on the day that `step` has just done; `baseline_sales` are to customers, summed as the day step
/// does.
NodeLoss loss_of_node(const DayStep& step, std::uint32_t node, double baseline_sales, unsigned lane = 0);

}  // namespace chokepoint
