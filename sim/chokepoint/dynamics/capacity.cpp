#include <algorithm>
#include <chokepoint/dynamics/capacity.hpp>
#include <chokepoint/dynamics/equations.hpp>

namespace chokepoint::dynamics {

DamageControl::DamageControl(const Batch& batch) : batch_(batch) {
    for (unsigned lane = 0; lane < batch.lanes(); ++lane) {
        std::vector<policy::Damage>& all = by_node_.emplace_back(batch.schedule(lane).damage);
        std::stable_sort(all.begin(), all.end(),
                         [](const policy::Damage& a, const policy::Damage& b) { return a.node < b.node; });
    }
}

std::span<const std::uint32_t> DamageControl::apply(int day, DayState& state) {
    changed_.clear();
    for (unsigned lane = 0; lane < batch_.lanes(); ++lane) {
        const std::vector<policy::Damage>& all = by_node_[lane];
        for (std::size_t k = 0; k < all.size();) {
            const std::uint32_t node = all[k].node;
            double lost = 0.0;
            for (; k < all.size() && all[k].node == node; ++k)
                lost = std::max(lost, policy::lost_capacity(all[k], day));
            const std::size_t at = std::size_t{node} * batch_.lanes() + lane;
            if (!put(state.intact[at], 1.0 - lost)) continue;
            state.calm[node] = 0;
            changed_.push_back(node);
        }
    }
    return changed_;
}

double capacity_of_day(const DayContext& context, std::uint32_t node, unsigned lane, double wanted, double ramp,
                       DayState& state) {
    const std::size_t at = std::size_t{node} * context.batch.lanes() + lane;
    const Rules& rules = context.batch.rules(lane);
    const double intact = state.intact.empty() ? 1.0 : state.intact[at];
    const double most = context.batch.product_of(node, lane).overproduction;
    if (rules.capacity == CapacityRule::fixed) return most * ramp * intact;
    double& effort = state.effort[at];
    if (rules.capacity == CapacityRule::labour) return std::min(effort, intact) * ramp;
    if (context.day >= 2)
        effort = next_overproduction(effort, most, wanted, state.use_rate[at], rules.overproduction_days);
    return effort * ramp * intact;
}

bool adjust_capacity(const DayContext& context, std::uint32_t node, unsigned lane, double wanted, DayState& state) {
    const std::size_t at = std::size_t{node} * context.batch.lanes() + lane;
    const Rules& rules = context.batch.rules(lane);
    if (rules.capacity == CapacityRule::fixed) return false;
    if (rules.capacity == CapacityRule::overproduction) return state.effort[at] != 1.0 || state.use_rate[at] != wanted;
    const double labour = std::min(state.effort[at], state.intact.empty() ? 1.0 : state.intact[at]);
    return put(state.effort[at], next_labour(labour, state.limit[at], wanted, rules.hire_rate, rules.fire_rate));
}

}  // namespace chokepoint::dynamics
