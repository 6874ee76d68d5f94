#pragma once

#include <chokepoint/base/ids.hpp>
#include <chokepoint/scenario/evidence.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::study {

/// The days of a company's stop and of what follows it, counted from the calendar's start; -1: never. Normal output is
/// that of the same day without any action. Of several stops these are the first one's.
struct Milestones {
    int half_day = -1;                 ///< The first day below half of normal.
    int stop_day = -1;                 ///< Stopped: the first day below a tenth.
    std::uint32_t stopped_by = kNone;  ///< Channel.
    int resume_day = -1;               ///< Resumed: after the stop, the first day above half.
    /// Recovered: after the stop, the first day from which output stays above nine tenths for 365 days or, where fewer
    /// are left, to the end of the calendar.
    int recovery_day = -1;
    double lowest_share = 1.0;
    int lowest_day = -1;
};

/// The day of an event, or -1.
int day_of(const Milestones& milestones, scenario::MilestoneEvent event);

/// Finds the milestones of one lane or of those of a batch day by day; what stopped them is left open.
class MilestoneFinder {
   public:
    explicit MilestoneFinder(std::size_t lanes)
        : lowest_(lanes, Milestones().lowest_share), days_above_(lanes, 0), found_(lanes) {}

    /// The next day's shares of normal output, one a lane.
    void add(std::span<const double> output_share);
    /// By lane, after the last day.
    std::vector<Milestones> finish();

   private:
    bool is_lower(const double* output_share) const;
    void add(std::size_t lane, double share);

    std::vector<double> lowest_;
    std::vector<int> days_above_;  ///< Days in a row above nine tenths, of a lane that has stopped and not recovered.
    std::vector<Milestones> found_;
    std::size_t stopped_ = 0;  ///< Lanes that have stopped and not recovered.
    int day_ = 0;
};

}  // namespace chokepoint::study
