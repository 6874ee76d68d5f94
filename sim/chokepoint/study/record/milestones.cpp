#include <chokepoint/dynamics/lane_pack.hpp>
#include <chokepoint/study/record/milestones.hpp>
#include <utility>

namespace chokepoint::study {

namespace {

constexpr double kHalfShare = 0.5;
constexpr double kStopShare = 0.1;
constexpr double kRecoveredShare = 0.9;
constexpr int kRecoveredDays = 365;
/// Output that stays on a level differs from day to day by rounding. Its first day counts as the lowest, and a level at
/// a limit passes it on no day.
constexpr double kLevel = 1e-9;

}  // namespace

int day_of(const Milestones& milestones, scenario::MilestoneEvent event) {
    switch (event) {
        case scenario::MilestoneEvent::half:
            return milestones.half_day;
        case scenario::MilestoneEvent::stopped:
            return milestones.stop_day;
        case scenario::MilestoneEvent::resumed:
            return milestones.resume_day;
        case scenario::MilestoneEvent::recovered:
            return milestones.recovery_day;
    }
    return -1;
}

void MilestoneFinder::add(std::size_t lane, double share) {
    Milestones& found = found_[lane];
    if (share < lowest_[lane]) {
        lowest_[lane] = share;
        // Until finish() it is the share of the day that counts as the lowest.
        if (share < found.lowest_share - kLevel) {
            found.lowest_share = share;
            found.lowest_day = day_;
        }
        if (found.half_day < 0 && share < kHalfShare - kLevel) found.half_day = day_;
        if (found.stop_day < 0 && share < kStopShare - kLevel) {
            found.stop_day = day_;
            ++stopped_;
        }
    }
    if (found.stop_day < 0 || found.recovery_day >= 0) return;
    if (found.resume_day < 0 && share > kHalfShare + kLevel) found.resume_day = day_;
    int& above = days_above_[lane];
    above = share > kRecoveredShare + kLevel ? above + 1 : 0;
    if (above < kRecoveredDays) return;
    found.recovery_day = day_ - above + 1;
    --stopped_;
}

bool MilestoneFinder::is_lower(const double* share) const {
    if (lowest_.size() == 1) return share[0] < lowest_[0];
    auto lower = dynamics::Pack(0.0) != dynamics::Pack(0.0);
    for (std::size_t lane = 0; lane < lowest_.size(); lane += dynamics::kPack)
        lower = lower || dynamics::load_pack(share + lane) < dynamics::load_pack(lowest_.data() + lane);
    return any_of(lower);
}

// On most days there is nothing to find: no share is lower than ever, and no lane that stopped has yet to recover.
void MilestoneFinder::add(std::span<const double> output_share) {
    if (stopped_ > 0 || is_lower(output_share.data())) {
        for (std::size_t lane = 0; lane < lowest_.size(); ++lane)
            add(lane, output_share[lane]);
    }
    ++day_;
}

std::vector<Milestones> MilestoneFinder::finish() {
    for (std::size_t lane = 0; lane < lowest_.size(); ++lane) {
        Milestones& found = found_[lane];
        found.lowest_share = lowest_[lane];
        if (found.recovery_day < 0 && days_above_[lane] > 0) found.recovery_day = day_ - days_above_[lane];
    }
    return std::move(found_);
}

}  // namespace chokepoint::study
