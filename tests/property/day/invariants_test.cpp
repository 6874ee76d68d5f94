#include <doctest/doctest.h>

#include <chokepoint/dynamics/day_step.hpp>

#include "../random_case.hpp"
#include "audit.hpp"

using namespace chokepoint;

namespace {

constexpr std::uint64_t kCases = 40;
constexpr int kInvariantsDays = 400;

/// Runs every case under every preset and rationing rule, and passes the state before and after each day to `audit`.
template <class Audit>
void for_every_day(Audit audit) {
    for (const RuleSet& set : preset_and_mixed_rule_sets()) {
        for (std::uint64_t seed = 1; seed <= kCases; ++seed) {
            RandomCase chosen = make_random_case(seed, kInvariantsDays);
            set_rules(chosen, set.rules);
            const policy::OpennessSchedule schedule = schedule_of(chosen);
            dynamics::DayStep step(chosen.network, chosen.behaviour, schedule);
            step.keep_received();
            for (int day = 0; day < kInvariantsDays; ++day) {
                const dynamics::DayState before = step.state();
                step.advance();
                const std::string fault = audit(chosen, step, before);
                if (fault.empty()) continue;
                FAIL_CHECK("seed " << seed << ", " << set.name << ", day " << day << ": " << fault);
                break;
            }
        }
    }
}

}  // namespace

TEST_CASE("customers receive exactly what suppliers ship, on every link and day, under every preset") {
    for_every_day([](const RandomCase& chosen, const dynamics::DayStep& step, const dynamics::DayState& before) {
        return audit_goods(chosen.network, chosen.behaviour, step.links(), before, step.state());
    });
}

TEST_CASE("stocks, orders and flows are finite and not negative, and goodwill stays between 0 and 1") {
    for_every_day([](const RandomCase&, const dynamics::DayStep& step, const dynamics::DayState&) {
        return audit_signs(step.state());
    });
}

TEST_CASE("output is the minimum of capacity, demand and input limit, or zero while suspended") {
    for_every_day([](const RandomCase& chosen, const dynamics::DayStep& step, const dynamics::DayState& before) {
        return audit_output(chosen.network, chosen.behaviour, before, step.state());
    });
}

TEST_CASE("the random cases reach every rule: scarcity, suspension, restart, rivals, backlog and re-sourcing") {
    // Otherwise the other tests could pass on networks in which nothing happens.
    int rationed = 0;
    int suspended = 0;
    int restarting = 0;
    int gained = 0;
    int waiting = 0;
    int redeployed = 0;
    int uplifted = 0;
    int under_way = 0;
    for (std::uint64_t seed = 1; seed <= kCases; ++seed) {
        RandomCase chosen = make_random_case(seed, kInvariantsDays);
        chosen.behaviour.rules = preset_rule_sets().front().rules;
        const policy::OpennessSchedule schedule = schedule_of(chosen);
        dynamics::DayStep step(chosen.network, chosen.behaviour, schedule);
        step.keep_received();
        for (int day = 0; day < kInvariantsDays; ++day) {
            step.advance();
            const dynamics::DayState& state = step.state();
            for (std::size_t i = 0; i < chosen.network.node_count(); ++i) {
                rationed += state.output[i] > 0.0 && state.fresh_served[i] < 0.99 * state.fresh[i];
                suspended += state.suspended[i] == 1;
                restarting += state.bound[i] == dynamics::Bound::restart;
                gained += state.gained[i] > 0.0;
                waiting += state.backlog[i] > 0.0;
                redeployed += state.redeployed[i] > 0.0;
            }
            for (std::size_t e = 0; e < chosen.network.link_count(); ++e)
                uplifted += step.links().purchase_weight(e) > chosen.network.link_flow[e];
            for (const double transit : state.transit)
                under_way += transit > 0.0;
        }
    }
    for (const int reached : {rationed, suspended, restarting, gained, waiting, redeployed, uplifted, under_way})
        CHECK(reached > 1000);
}
