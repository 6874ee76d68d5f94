#pragma once

#include <chokepoint/study/attribution/loss_accounting.hpp>
#include <chokepoint/study/groups/group_recorder.hpp>
#include <chokepoint/study/record/milestones.hpp>
#include <chokepoint/study/record/record_plan.hpp>
#include <optional>

namespace chokepoint::study {

/// Records each day of all lanes of an arm: revenue by period and, as the plan says, losses, daily series and cash.
class Recorder {
   public:
    /// `units` come from the first lane's model; all lanes have the same companies. Companies with daily series come
    /// first, then other companies, then segments. Only a lane that runs alone keeps daily stocks and what bound. The
    /// plan outlives the recorder.
    Recorder(const RecordPlan& plan, std::vector<RecordedLane> lanes, std::vector<RecordedUnit> units,
             const scenario::Arm& arm);

    /// Records the day that `step` has just done.
    void record(const dynamics::DayStep& step);
    /// A unit's share of its baseline output on a day, where the plan keeps it; with series, before finish().
    double output_share(std::size_t unit, unsigned lane, int day) const {
        return shares_[unit][static_cast<std::size_t>(day) * lanes_.size() + lane];
    }
    /// Finishes the lanes and returns their results by lane and unit. With series, a lane that runs alone also returns
    /// its share of output by day.
    std::vector<std::vector<CompanyResult>> finish(const dynamics::DayStep& step);
    /// What the groups of a lane lost and gained; nothing where the plan keeps none.
    GroupSums group_sums(unsigned lane) const { return groups_ ? groups_->sums(lane) : GroupSums(); }

   private:
    /// A slot that may hold a unit's output, the place of its product among the unit's, and its share of their use.
    struct WatchedSlot {
        std::uint32_t slot = 0;
        std::size_t place = 0;
        double share = 0.0;
    };

    CompanyResult& result(std::size_t unit, unsigned lane) { return results_[lane][unit]; }
    const scenario::Model& model() const { return *lanes_[0].model; }
    void watch_stocks(std::size_t unit);
    template <unsigned kLanes>
    void add_output(std::size_t unit, const dynamics::DayStep& step);
    void record_unit(std::size_t unit, const dynamics::DayStep& step);
    void record_series(std::size_t unit, const dynamics::DayState& state);
    void close_month();
    Date date() const { return plan_.scenario.start + std::chrono::days(static_cast<int>(day_)); }
    void record_stocks(std::size_t unit, const dynamics::DayState& state);
    void record_cash(const dynamics::DayStep& step, std::span<const std::uint32_t> periods);

    const RecordPlan& plan_;
    const std::vector<RecordedLane> lanes_;
    const std::vector<RecordedUnit> units_;
    std::optional<LossAccounting> losses_;
    std::optional<GroupRecorder> groups_;
    std::vector<std::vector<CompanyResult>> results_;  ///< By lane and unit.
    // By unit and lane.
    std::vector<double> baseline_;             ///< USD a day.
    std::vector<double> month_;                ///< Output since the month began, USD.
    std::vector<double> output_;               ///< Of today, USD.
    std::vector<double> share_;                ///< Of baseline output today, of units of daily series.
    std::vector<std::vector<double>> shares_;  ///< The same, where they are kept: by unit, then day and lane.
    std::vector<MilestoneFinder> milestones_;  ///< By unit of daily series.
    // Of a lane alone.
    std::vector<std::vector<WatchedSlot>> stocks_;  ///< By unit.
    std::vector<double> today_;  ///< Losses by channel of the unit at hand, where what bound is kept.
    // By cash account.
    std::vector<double> last_cash_;       ///< And lane.
    std::vector<std::size_t> cash_unit_;  ///< units_.size(): not recorded.
    std::size_t day_ = 0;
    std::size_t months_ = 0;  ///< That have ended.
};

}  // namespace chokepoint::study
