#pragma once

#include <chokepoint/study/attribution/attribution.hpp>
#include <chokepoint/study/record/record_plan.hpp>

namespace chokepoint::study {

/// One lane of an arm; both outlive what records it.
struct RecordedLane {
    const scenario::Model* model = nullptr;
    const policy::OpennessSchedule* schedule = nullptr;
};

/// The losses of companies in all lanes of an arm, by channel and root. They are summed by month, which has one season,
/// and then by period.
class LossAccounting {
   public:
    /// `units` are companies.
    LossAccounting(const RecordPlan& plan, std::span<const RecordedLane> lanes, std::span<const RecordedUnit> units,
                   const scenario::Arm& arm);
    LossAccounting(const LossAccounting&) = delete;
    LossAccounting& operator=(const LossAccounting&) = delete;

    /// Room for the sums of a unit.
    void make_room(const RecordPlan& plan, CompanyResult& result) const;
    /// Reads what policy changed on the day that `step` has just done; before add().
    void begin_day(const dynamics::DayStep& step);
    /// Adds the day's losses of a unit, in USD without season. A lane that runs alone also writes them by channel into
    /// `today`, unless that is empty.
    void add(std::size_t unit, const dynamics::DayStep& step, std::span<double> today);
    /// After add() of all units.
    void end_day(const dynamics::DayStep& step);
    /// Adds what a unit lost in a lane since the last call to its sums by period, with its season.
    void close_month(std::size_t unit, unsigned lane, double season, std::span<const std::uint32_t> periods,
                     CompanyResult& result);

    std::size_t channels() const { return channels_; }

   private:
    struct Unit {
        std::vector<Seller> sellers;
        std::vector<double> losses;                ///< Of the month, by channel and lane.
        std::vector<std::vector<double>> by_root;  ///< By lane, then (channel, root), where causes are followed.
    };

    void add_unit(std::span<const RecordedLane> lanes, std::span<const std::uint32_t> companies);
    template <class V, class Each>
    void add_lanes(Unit& unit, const dynamics::DayStep& step, unsigned lane, const Each& each);

    const unsigned lanes_;
    const std::size_t channels_;
    std::size_t width_ = 0;                      ///< Roots and what has none, where causes are followed.
    std::vector<Unit> units_;                    ///< The last: nodes that are followed and not recorded.
    std::vector<std::vector<double>> baseline_;  ///< What the sellers of each unit point to.
    std::vector<Attribution> attributions_;      ///< One a lane where more than one action may be behind a loss.
};

}  // namespace chokepoint::study
