#include <algorithm>
#include <chokepoint/study/delay/delay.hpp>
#include <cmath>
#include <vector>

namespace chokepoint::study {

namespace {

/// A rise from one date to the next is a jump if it exceeds a fiftieth of the baseline and, by the day, three times the
/// median rise.
constexpr double kJumpShare = 0.02;
constexpr double kJumpTimes = 3.0;
constexpr std::size_t kLeastSteps = 4;  ///< With fewer the median says nothing.

std::vector<DelayStep> steps_of(const Sweep& sweep, std::size_t k) {
    std::vector<DelayStep> steps;
    for (std::size_t p = 1; p < sweep.points.size(); ++p) {
        const auto rate = usd_per_day(sweep, p, k);
        if (!rate) return {};
        steps.push_back({p, *rate, sweep.points[p].outcomes[k].loss_usd - sweep.points[p - 1].outcomes[k].loss_usd});
    }
    return steps;
}

bool is_jump(const DelayStep& step, const std::vector<DelayStep>& steps, double baseline_usd) {
    if (steps.size() < kLeastSteps) return false;
    std::vector<double> rates;
    for (const DelayStep& one : steps)
        rates.push_back(one.usd_per_day);
    std::sort(rates.begin(), rates.end());
    const double median = 0.5 * (rates[(rates.size() - 1) / 2] + rates[rates.size() / 2]);
    return step.usd >= kJumpShare * baseline_usd && step.usd_per_day >= kJumpTimes * median;
}

}  // namespace

std::optional<DelayCost> delay_cost(const Sweep& sweep, std::size_t k) {
    if (sweep.axes.size() != 1 || !sweep.axes[0].of_dates || sweep.points.size() < 2) return std::nullopt;
    const std::vector<DelayStep> steps = steps_of(sweep, k);
    if (steps.empty()) return std::nullopt;
    const auto by_rate = [](const DelayStep& a, const DelayStep& b) { return a.usd_per_day < b.usd_per_day; };
    const SweepOutcome& first = sweep.points.front().outcomes[k];
    const SweepOutcome& last = sweep.points.back().outcomes[k];
    DelayCost cost;
    cost.usd_per_day =
        (last.loss_usd - first.loss_usd) / days_between(date_at(sweep, 0), date_at(sweep, sweep.points.size() - 1));
    const auto [least, most] = std::minmax_element(steps.begin(), steps.end(), by_rate);
    cost.least = *least;
    cost.most = *most;
    cost.steps = steps.size();
    cost.is_constant =
        std::max(std::abs(cost.least.usd_per_day), std::abs(cost.most.usd_per_day)) <= 1e-9 * first.baseline_usd;
    cost.jumps = is_jump(cost.most, steps, first.baseline_usd);
    cost.point_of_no_return = sweep.points.size();
    while (cost.point_of_no_return > 0 && sweep.points[cost.point_of_no_return - 1].outcomes[k].never_recovers())
        --cost.point_of_no_return;
    return cost;
}

}  // namespace chokepoint::study
