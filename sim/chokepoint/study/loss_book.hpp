#pragma once

#include <chokepoint/study/record_plan.hpp>
#include <chokepoint/study/root_follower.hpp>
#include <optional>

namespace chokepoint {

/// The losses of companies in one lane of an arm, by channel and root. They are summed by month first, which
/// has one season, and that into periods.
class LossBook {
   public:
    /// `units` are companies; the model outlives it.
    LossBook(const RecordPlan& plan, const Model& model, std::span<const RecordedUnit> units, const Arm& arm,
             const OpennessSchedule& schedule, unsigned lane);

    /// Room for the sums of a unit.
    void make_room(CompanyResult& result) const;
    /// Takes up what policy changed on the day that `step` has just done; before add().
    void begin_day(const DayStep& step);
    /// Adds the day's losses of a unit, and tells them by channel where `today` has room for them; USD without season.
    void add(std::size_t unit, const DayStep& step, std::span<double> today);
    /// After add() of all units.
    void end_day(const DayStep& step);
    /// Adds what a unit lost since the last call to its sums by period, with its season.
    void close_month(std::size_t unit, double season, std::span<const std::uint32_t> periods, CompanyResult& result);

    std::size_t channels() const { return channels_; }

   private:
    struct Seller {
        std::uint32_t node = 0;
        double baseline_sales = 0.0;  ///< To customers, USD a day, summed as the day step does.
    };
    struct Unit {
        std::vector<Seller> sellers;
        std::vector<double> losses;   ///< Of the month, by channel.
        std::vector<double> by_root;  ///< By (channel, root), where causes are followed.
    };

    void add_unit(const Model& model, std::span<const std::uint32_t> companies);

    const unsigned lane_;
    const std::size_t channels_;
    std::size_t width_ = 0;                 ///< Roots and what has none, where causes are followed.
    std::vector<Unit> units_;               ///< The last: nodes that are followed and not recorded.
    std::optional<RootFollower> follower_;  ///< Where more than one action may be behind a loss.
};

}  // namespace chokepoint
