#pragma once

#include <chokepoint/study/loss_book.hpp>
#include <chokepoint/study/record_plan.hpp>

namespace chokepoint {

/// Books each day of one lane of an arm: revenue by period, and as the plan says losses, daily series and cash.
class Recorder {
   public:
    /// `units` are of the lane's own model, companies before segments, those of daily series first; the plan and the
    /// model outlive it.
    Recorder(const RecordPlan& plan, const Model& model, std::vector<RecordedUnit> units, const Arm& arm,
             const OpennessSchedule& schedule, unsigned lane = 0);

    /// Books the day that `step` has just done.
    void book(const DayStep& step);
    /// Finishes the milestones and hands the results over, one a unit.
    std::vector<CompanyResult> finish(const DayStep& step);

   private:
    /// A slot that may hold a unit's output, the place of its product among the unit's, and its share of their use.
    struct WatchedSlot {
        std::uint32_t slot = 0;
        std::size_t place = 0;
        double share = 0.0;
    };

    void watch_stocks(std::size_t unit);
    void book_unit(std::size_t unit, const DayStep& step);
    void close_month();
    Date date() const { return plan_.scenario.start + std::chrono::days(static_cast<int>(day_)); }
    void book_stocks(std::size_t unit, const DayState& state);
    void book_cash(const DayStep& step, std::span<const std::uint32_t> periods);

    const RecordPlan& plan_;
    const Model& model_;
    const std::vector<RecordedUnit> units_;
    const unsigned lane_;
    std::optional<LossBook> losses_;
    std::vector<CompanyResult> results_;
    // By unit.
    std::vector<double> baseline_;  ///< USD a day.
    std::vector<double> month_;     ///< Output since the month began, USD.
    std::vector<std::vector<WatchedSlot>> stocks_;
    std::vector<double> today_;  ///< Losses by channel of the unit at hand, where what bound is kept.
    // By cash account.
    std::vector<double> last_cash_;
    std::vector<std::size_t> cash_unit_;  ///< units_.size(): not recorded.
    std::size_t day_ = 0;
};

}  // namespace chokepoint
