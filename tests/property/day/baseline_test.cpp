#include <doctest/doctest.h>

#include <chokepoint/dynamics/day_step.hpp>

#include "../random_case.hpp"

using namespace chokepoint;

namespace {

constexpr int kSevenYears = 2557;

/// The name of the first array that differs from the baseline in any bit; "" if there is none.
std::string first_moved_array(const dynamics::DayState& state, const dynamics::DayState& rest) {
    const std::vector<std::pair<const char*, std::vector<double> dynamics::DayState::*>> arrays = {
        {"cover", &dynamics::DayState::cover},
        {"order", &dynamics::DayState::order},
        {"received", &dynamics::DayState::received},
        {"transit", &dynamics::DayState::transit},
        {"output", &dynamics::DayState::output},
        {"use_rate", &dynamics::DayState::use_rate},
        {"plan", &dynamics::DayState::plan},
        {"orders_in", &dynamics::DayState::orders_in},
        {"fresh", &dynamics::DayState::fresh},
        {"fresh_served", &dynamics::DayState::fresh_served},
        {"backlog", &dynamics::DayState::backlog},
        {"backlog_served", &dynamics::DayState::backlog_served},
        {"goodwill", &dynamics::DayState::goodwill},
        {"gained", &dynamics::DayState::gained},
        {"redeployed", &dynamics::DayState::redeployed},
        {"ramp", &dynamics::DayState::ramp},
        {"intact", &dynamics::DayState::intact},
        {"effort", &dynamics::DayState::effort},
        {"can_make", &dynamics::DayState::can_make},
    };
    for (const auto& [name, array] : arrays) {
        if (state.*array != rest.*array) return name;
    }
    if (state.suspended != rest.suspended) return "suspended";
    if (state.bound != rest.bound) return "bound";
    return {};
}

/// Advances to the end, and returns which array moved first and on which day.
void check_rest(const RandomCase& chosen, const policy::OpennessSchedule& schedule, int days, const std::string& name) {
    const policy::OpennessSchedule nothing;
    const dynamics::DayState rest = dynamics::DayStep(chosen.network, chosen.behaviour, nothing).state();
    dynamics::DayStep step(chosen.network, chosen.behaviour, schedule);
    for (int day = 0; day < days; ++day) {
        step.advance();
        const std::string fault = first_moved_array(step.state(), rest);
        if (fault.empty()) continue;
        FAIL_CHECK(name << ", day " << day << ": " << fault << " has moved");
        return;
    }
}

}  // namespace

TEST_CASE("without an action the baseline stays constant for seven years, to the last bit") {
    for (const RuleSet& set : preset_and_mixed_rule_sets()) {
        for (std::uint64_t seed = 301; seed <= 308; ++seed) {
            RandomCase chosen = make_random_case(seed);
            set_rules(chosen, set.rules);
            check_rest(chosen, policy::OpennessSchedule{}, kSevenYears, set.name + ", seed " + std::to_string(seed));
        }
    }
}

TEST_CASE("actions that open every link they select leave the baseline constant too") {
    for (const RuleSet& set : preset_and_mixed_rule_sets()) {
        for (std::uint64_t seed = 321; seed <= 328; ++seed) {
            RandomCase chosen = make_random_case(seed);
            set_rules(chosen, set.rules);
            for (policy::Action& action : chosen.actions)
                action.openness = 1.0;
            chosen.damage.clear();
            const policy::OpennessSchedule schedule = schedule_of(chosen);
            REQUIRE_FALSE(schedule.links.empty());
            check_rest(chosen, schedule, 400, set.name + ", seed " + std::to_string(seed));
        }
    }
}

TEST_CASE("when every action has ended, link weights and denied sales return to the baseline to the last bit") {
    constexpr int kQuietFrom = 260;
    int closed_before = 0;
    for (const RuleSet& set : preset_and_mixed_rule_sets()) {
        for (std::uint64_t seed = 341; seed <= 380; ++seed) {
            RandomCase chosen = make_random_case(seed, 300, kQuietFrom);
            set_rules(chosen, set.rules);
            const policy::OpennessSchedule schedule = schedule_of(chosen);
            dynamics::DayStep step(chosen.network, chosen.behaviour, schedule);
            for (int day = 0; day < kQuietFrom; ++day) {
                step.advance();
                for (std::size_t i = 0; i < chosen.network.node_count(); ++i)
                    closed_before += step.links().denied_sales(i) > 0.0;
            }
            for (int day = kQuietFrom; day < 300; ++day) {
                step.advance();
                CAPTURE(set.name);
                CAPTURE(seed);
                for (std::uint64_t e = 0; e < chosen.network.link_count(); ++e)
                    REQUIRE(step.links().purchase_weight(e) == chosen.network.link_flow[e]);
                for (std::uint32_t i = 0; i < chosen.network.node_count(); ++i) {
                    REQUIRE(step.links().denied_sales(i) == 0.0);
                    for (std::uint64_t k = chosen.network.node_sales[i]; k < chosen.network.node_sales[i + 1]; ++k)
                        REQUIRE(step.links().sale_weight(i, k) == chosen.network.sale_flow[k]);
                }
            }
        }
    }
    CHECK(closed_before > 1000);
}
