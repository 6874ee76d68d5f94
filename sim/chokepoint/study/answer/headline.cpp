#include <algorithm>
#include <chokepoint/study/answer/headline.hpp>
#include <chokepoint/study/answer/loss_question.hpp>
#include <chokepoint/study/report_place.hpp>
#include <cmath>

namespace chokepoint::study {

namespace {

/// Whether an action of this type takes something away on its first day.
bool takes_away(policy::ActionType type) {
    return type == policy::ActionType::deny || type == policy::ActionType::hold_back ||
           type == policy::ActionType::ownership || type == policy::ActionType::damage;
}

/// Whether a target of the report loses or gains more than one per cent in a period, under any of the arms.
bool is_noticed(const scenario::Scenario& scenario, const Ensemble& ensemble, const std::vector<std::size_t>& arms,
                std::size_t period) {
    constexpr double kNoticed = 0.01;
    for (const std::size_t place : target_places(scenario)) {
        for (const std::size_t arm : arms) {
            LossQuestion ask{.arm = arm, .place = place, .period = period, .unit = LossUnit::share};
            const Spread lost = loss_spread(ensemble, ask, false);
            if (std::abs(std::isnan(lost.p50) ? lost.p95 : lost.p50) > kNoticed) return true;
        }
    }
    return false;
}

}  // namespace

std::vector<std::size_t> policy_arms(const scenario::Scenario& scenario) {
    std::vector<std::size_t> arms;
    for (std::size_t a = 0; a < scenario.arms.size(); ++a) {
        if (!scenario.arms[a].actions.empty()) arms.push_back(a);
    }
    return arms;
}

std::optional<int> first_action_day(const scenario::Scenario& scenario, std::size_t arm) {
    std::optional<int> first;
    for (const std::uint32_t number : scenario.arms[arm].actions) {
        const policy::Action& action = scenario.actions[number];
        if (!takes_away(action.type)) continue;
        const int day = days_between(scenario.start, action.from);
        first = std::min(first.value_or(day), day);
    }
    return first;
}

std::vector<std::size_t> headline_periods(const scenario::Scenario& scenario, const Ensemble& ensemble) {
    const std::vector<Period>& all = ensemble.periods;
    const std::vector<std::size_t> arms = policy_arms(scenario);
    const int first = arms.empty() ? 0 : std::max(0, first_action_day(scenario, arms.front()).value_or(0));
    const Period& total = all.back();
    std::vector<std::size_t> years;  // from that of the first action on
    for (std::size_t p = 0; p + 1 < all.size(); ++p) {
        const bool whole = all[p].first_day == total.first_day && all[p].last_day == total.last_day;
        if (all[p].label.size() == 4 && all[p].last_day >= first && !whole) years.push_back(p);
    }
    std::vector<std::size_t> periods;
    const auto noticed =
        std::ranges::find_if(years, [&](std::size_t p) { return is_noticed(scenario, ensemble, arms, p); });
    if (!years.empty()) periods.push_back(noticed == years.end() ? years.front() : *noticed);
    periods.push_back(all.size() - 1);
    return periods;
}

}  // namespace chokepoint::study
