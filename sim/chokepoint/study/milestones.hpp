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

/// Finds the milestones of one lane or of those of a batch day by day; what stopped them is left open.
class MilestoneFinder {
   public:
    explicit MilestoneFinder(std::size_t lanes)
        : lowest_(lanes, Milestones().lowest_share), days_above_(lanes, 0), found_(lanes) {}

    /// The next day's shares of baseline output, one a lane.
    void add(std::span<const double> output_share);
    /// By lane, after the last day.
    std::vector<Milestones> finish();

   private:
    bool is_lower(const double* output_share) const;
    void add(std::size_t lane, double share);

    std::vector<double> lowest_;
    std::vector<int> days_above_;  ///< In a row, of a lane that has stopped and is not back.
    std::vector<Milestones> found_;
    std::size_t stopped_ = 0;  ///< Lanes that have stopped and are not back.
    int day_ = 0;
};

}  // namespace chokepoint
