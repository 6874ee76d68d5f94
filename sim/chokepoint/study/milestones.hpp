#pragma once

#include <chokepoint/base/ids.hpp>
#include <chokepoint/scenario/evidence.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint {

/// When a company's output fell below half and below a tenth of baseline, what stopped it, and when nine tenths were
/// back for 30 days. Days count from the calendar's start; -1: never.
struct Milestones {
    int half_day = -1;
    int stop_day = -1;
    std::uint32_t stopped_by = kNone;  ///< Channel.
    int back_day = -1;
    double lowest_share = 1.0;
    int lowest_day = -1;
};

/// The day of an event, or -1.
int day_of(const Milestones& milestones, MilestoneEvent event);

/// Of each lane, from the shares of baseline output, day by day and lane by lane; what stopped it is left open.
std::vector<Milestones> find_milestones(std::span<const double> output_share, std::size_t lanes);

}  // namespace chokepoint
