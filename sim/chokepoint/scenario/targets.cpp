#include <algorithm>
#include <chokepoint/scenario/model/stated_value.hpp>
#include <chokepoint/scenario/targets.hpp>
#include <string_view>
#include <tuple>

namespace chokepoint::scenario {

namespace {

/// Of each link of a schedule, the lowest openness of any day.
std::vector<double> lowest_openness(const policy::OpennessSchedule& schedule) {
    std::vector<double> lowest(schedule.links.size(), 1.0);
    for (const policy::OpennessChange& change : schedule.changes)
        lowest[change.link] = std::min(lowest[change.link], change.openness);
    return lowest;
}

}  // namespace

Stakes::Stakes(const Model& model) : model_(model), largest_(model.companies.size()) {
    for (std::uint32_t company = 0; company < largest_.size(); ++company)
        largest_[company].company = company;
}

void Stakes::add(const policy::OpennessSchedule& schedule, std::span<const policy::Action> actions, const Arm& arm) {
    const network::SupplyNetwork& network = model_.network;
    const std::vector<std::uint32_t>& company = model_.directory.node_company;
    std::vector<Target> taken(largest_.size());
    const std::vector<double> lowest = lowest_openness(schedule);
    for (std::size_t s = 0; s < schedule.slots.size(); ++s) {
        double closed = 0.0;
        for (std::uint32_t e = schedule.slot_first[s]; e < schedule.slot_first[s + 1]; ++e)
            closed += (1.0 - lowest[e]) * network.link_flow[schedule.links[e]];
        taken[company[network.slot_customer[schedule.slots[s]]]].denied_usd += closed * kDaysOfYear;
    }
    // Where several damages hit a node, the largest loss counts.
    std::vector<double> lost(schedule.damage.empty() ? 0 : network.node_count(), 0.0);
    for (const policy::Damage& damage : schedule.damage)
        lost[damage.node] = std::max(lost[damage.node], damage.lost);
    for (std::uint32_t node = 0; node < lost.size(); ++node)
        taken[company[node]].damaged_usd += lost[node] * network.output[node] * kDaysOfYear;
    for (const std::uint32_t number : arm.actions) {
        const policy::Action& action = actions[number];
        if (action.company != kNone) taken[action.company].paid_usd += action.penalty_usd + action.escrow_usd;
    }
    for (std::uint32_t k = 0; k < taken.size(); ++k) {
        taken[k].company = k;
        if (taken[k].stake_usd() > largest_[k].stake_usd()) largest_[k] = taken[k];
    }
}

std::vector<Target> Stakes::ranked(std::span<const policy::Action> actions) const {
    /// A target with what decides between equal stakes.
    struct Ranked {
        Target target;
        double revenue_usd = 0.0;
        std::string_view id;
    };
    std::vector<Ranked> ranked;
    std::vector<bool> listed(largest_.size(), false);
    for (const Target& target : largest_) {
        if (!(target.stake_usd() > 0.0)) continue;
        ranked.push_back(
            {target, revenue_usd(model_, target.company), model_.directory.companies.name(target.company)});
        listed[target.company] = true;
    }
    const auto key = [](const Ranked& one) { return std::tuple(-one.target.stake_usd(), -one.revenue_usd, one.id); };
    std::sort(ranked.begin(), ranked.end(), [&](const Ranked& a, const Ranked& b) { return key(a) < key(b); });
    std::vector<Target> targets;
    targets.reserve(ranked.size());
    for (const Ranked& one : ranked)
        targets.push_back(one.target);
    for (const policy::Action& action : actions) {
        for (const std::uint32_t company : action.selector.target_companies) {
            if (company == kNone || listed[company]) continue;
            targets.push_back(largest_[company]);
            listed[company] = true;
        }
    }
    return targets;
}

}  // namespace chokepoint::scenario
