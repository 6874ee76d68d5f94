#pragma once

#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/study/groups/groups.hpp>
#include <chokepoint/study/period.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::study {

/// What the firms of each group lose and gain under an arm, USD by group and then period. A company counts as one: its
/// firms in a group are added up first.
struct GroupSums {
    std::vector<double> losses_usd;
    std::vector<double> gains_usd;
    /// What each company lost, by number of years_and_total() and then company; empty unless every firm is kept.
    std::vector<float> companies_usd;
};

/// Revenue of each group without any action, USD by group and then period.
std::vector<double> group_baseline(const Groups& groups, const scenario::Model& model,
                                   const std::vector<Period>& periods, Date start);

/// Revenue of each company without any action, by number of years_and_total() and then company.
std::vector<float> company_baseline(const scenario::Model& model, const std::vector<Period>& periods, Date start);

/// Adds up the losses of all firms by group, in all lanes of an arm. It holds a few numbers for every firm and lane:
/// the sums of the month and of the periods that are open.
class GroupRecorder {
   public:
    /// All of them outlive the recorder. The lanes' models have the same nodes.
    GroupRecorder(const Groups& groups, const std::vector<Period>& periods, const scenario::Scenario& scenario,
                  std::vector<const scenario::Model*> lanes);

    /// The day that `step` has just done; at the end of a month or of a period, say so.
    void add(const dynamics::DayStep& step);
    void close_month(int day);
    /// The sums of a lane.
    const GroupSums& sums(unsigned lane) const { return sums_[lane]; }

   private:
    /// Losses of every node and lane in a period that has begun and not ended.
    struct OpenPeriod {
        std::size_t period = 0;
        std::vector<double> loss;
    };

    void close(const OpenPeriod& open);
    void keep_companies(const OpenPeriod& open);

    const Groups& groups_;
    const std::vector<Period>& periods_;
    const Date start_;
    const bool every_firm_;
    const std::vector<std::size_t> kept_;  ///< Periods of which companies are kept.
    const std::vector<const scenario::Model*> lanes_;
    std::vector<std::vector<std::uint32_t>> group_of_;  ///< By division and node.
    std::vector<double> baseline_;                      ///< By node and lane, USD a day.
    std::vector<double> month_;                         ///< Lost since the month began, likewise.
    std::vector<OpenPeriod> open_;
    std::vector<GroupSums> sums_;
};

}  // namespace chokepoint::study
