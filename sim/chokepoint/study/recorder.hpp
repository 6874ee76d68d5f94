#pragma once

#include <chokepoint/study/root_follower.hpp>
#include <optional>

namespace chokepoint {

/// Books each day of an arm for the recorded companies: revenue by period, loss by channel, daily series, milestones.
class Recorder {
   public:
    Recorder(const Scenario& scenario, const StudyResult& frame, const Arm& arm, const OpennessSchedule& schedule);

    /// Books the day that `step` has just done.
    void book(const DayStep& step);
    /// Finishes the milestones and hands the result over.
    ArmResult finish(const DayStep& step);

   private:
    void book_company(std::size_t place, const DayStep& step, int day);
    void book_node(std::uint32_t node, double baseline_sales, const DayStep& step);
    void book_roots(CompanyResult& result, double profile);
    void book_cash(const DayStep& step);
    double lowest_cover(std::uint32_t company, const DayState& state) const;

    const Scenario& scenario_;
    const StudyResult& frame_;
    ArmResult result_;
    // By place in the frame's companies, of which the report's are the first.
    std::vector<double> company_output_;               ///< Baseline USD a day.
    std::vector<std::vector<double>> baseline_sales_;  ///< Of each node to customers, summed as the day step does.
    std::vector<double> today_;                        ///< Loss by channel of the company at hand.
    std::optional<RootFollower> follower_;             ///< Where more than one action may be behind a loss.
    std::vector<double> today_by_root_;                ///< The same by (channel, root); empty without a follower.
    bool lost_today_ = false;                          ///< Of the company at hand: some of today_by_root_ is not 0.
    std::vector<double> last_cash_;
    std::vector<std::size_t> periods_today_;
};

}  // namespace chokepoint
