#include <chokepoint/study/milestones.hpp>

namespace chokepoint {

namespace {

constexpr double kHalfShare = 0.5;
constexpr double kStopShare = 0.1;
constexpr double kBackShare = 0.9;
constexpr int kBackDays = 30;

}  // namespace

int day_of(const Milestones& milestones, MilestoneEvent event) {
    if (event == MilestoneEvent::half) return milestones.half_day;
    return event == MilestoneEvent::stop ? milestones.stop_day : milestones.back_day;
}

std::vector<Milestones> find_milestones(std::span<const double> output_share, std::size_t lanes) {
    std::vector<Milestones> all(lanes);
    std::vector<int> days_above(lanes, 0);
    const int days = static_cast<int>(output_share.size() / lanes);
    const double* next = output_share.data();
    for (int t = 0; t < days; ++t) {
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            Milestones& milestones = all[lane];
            const double share = *next++;
            if (share < milestones.lowest_share) {
                milestones.lowest_share = share;
                milestones.lowest_day = t;
            }
            if (milestones.half_day < 0 && share < kHalfShare) milestones.half_day = t;
            if (milestones.stop_day < 0 && share < kStopShare) milestones.stop_day = t;
            if (milestones.stop_day < 0 || milestones.back_day >= 0) continue;
            int& above = days_above[lane];
            above = share >= kBackShare ? above + 1 : 0;
            if (above == kBackDays || (above > 0 && t == days - 1)) milestones.back_day = t - above + 1;
        }
    }
    return all;
}

}  // namespace chokepoint
