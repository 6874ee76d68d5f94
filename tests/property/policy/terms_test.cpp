#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/policy/term.hpp>
#include <cmath>
#include <utility>

#include "../random_case.hpp"

using namespace chokepoint;

namespace {

constexpr int kTermsDays = 300;

/// The case's denials and licences with lifts, hold-backs and leaks, and an amendment. No two begin on the same day.
RandomCase make_policy_case(std::uint64_t seed) {
    RandomCase made = make_random_case(seed, kTermsDays, kTermsDays);
    Dice dice(seed);
    const std::size_t rules = made.actions.size();
    const auto add = [&](policy::Action action) {
        action.name = "more-" + std::to_string(made.actions.size());
        made.arm.push_back(static_cast<std::uint32_t>(made.actions.size()));
        made.actions.push_back(std::move(action));
    };
    for (std::uint32_t k = 0; k < rules; ++k) {
        const policy::Action rule = made.actions[k];
        if (!policy::selects_links(rule.type)) continue;
        if (dice.chance(0.4)) {
            policy::Action caution = rule;
            caution.type = policy::ActionType::hold_back;
            caution.from += std::chrono::days(1);
            caution.until += std::chrono::days(20);
            caution.openness = dice.between(0.0, 1.0);
            add(caution);
        }
        if (rule.type == policy::ActionType::deny && dice.chance(0.4)) {
            policy::Action leak;
            leak.type = policy::ActionType::leak;
            leak.of = k;
            leak.openness = dice.between(0.0, 1.0);
            leak.delay_days = dice.whole(0, 30);
            add(leak);
        }
        if (rule.type == policy::ActionType::deny && dice.chance(0.4)) {
            made.actions[k].phases = {{dice.whole(0, 10), 0.0}, {dice.whole(11, 40), dice.between(0.0, 1.0)}};
            policy::Action amendment = rule;
            amendment.ends = k;
            amendment.from += std::chrono::days(dice.whole(1, 30));
            amendment.openness = dice.between(0.0, 1.0);
            add(amendment);
        }
    }
    return made;
}

std::vector<policy::Term> terms_of(const RandomCase& made) {
    return policy::make_terms(made.network, made.directory, made.actions, made.arm, made.start);
}

std::vector<std::uint64_t> all_links(const RandomCase& made) {
    std::vector<std::uint64_t> links(made.network.link_count());
    for (std::uint64_t e = 0; e < links.size(); ++e)
        links[e] = e;
    return links;
}

}  // namespace

TEST_CASE("a further total denial that begins last opens no link, and openness stays between 0 and 1") {
    int closed = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        const RandomCase made = make_policy_case(seed);
        RandomCase denied = made;
        policy::Action denial;
        denial.name = "denial";
        denial.from = made.start + std::chrono::days(kTermsDays - 30);
        denial.until = made.end;
        denial.selector.exporter_countries = {0};
        denied.arm.push_back(static_cast<std::uint32_t>(denied.actions.size()));
        denied.actions.push_back(denial);
        const std::vector<policy::Term> some = terms_of(made);
        const std::vector<policy::Term> more = terms_of(denied);
        const std::vector<std::uint64_t> links = all_links(made);
        for (const int day : policy::days_of_change(more)) {
            const std::vector<policy::LinkOpenness> with_some = policy::openness_on(some, links, day);
            const std::vector<policy::LinkOpenness> with_more = policy::openness_on(more, links, day);
            for (std::size_t e = 0; e < links.size(); ++e) {
                CAPTURE(seed);
                REQUIRE(with_more[e].openness >= 0.0);
                REQUIRE(with_some[e].openness <= 1.0);
                REQUIRE(with_more[e].openness <= with_some[e].openness);
                closed += with_more[e].openness < with_some[e].openness;
            }
        }
    }
    CHECK(closed > 1000);
}

TEST_CASE(
    "when every action is lifted, every link is fully open, whatever hold-backs, leaks and amendments there were") {
    int closed = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        RandomCase made = make_policy_case(seed);
        const Date day = made.start + std::chrono::days(150);
        const std::vector<policy::LinkOpenness> before = policy::openness_on(terms_of(made), all_links(made), 149);
        closed +=
            std::any_of(before.begin(), before.end(), [](const policy::LinkOpenness& at) { return at.openness < 1.0; });
        const std::size_t count = made.actions.size();
        for (std::uint32_t k = 0; k < count; ++k) {
            if (!policy::selects_links(made.actions[k].type) || made.actions[k].ends != kNone) continue;
            policy::Action lift;
            lift.type = policy::ActionType::lift;
            lift.ends = k;
            lift.from = day;
            made.arm.push_back(static_cast<std::uint32_t>(made.actions.size()));
            made.actions.push_back(lift);
        }
        for (const int later : {150, 151, 200, kTermsDays - 1}) {
            for (const policy::LinkOpenness& at : policy::openness_on(terms_of(made), all_links(made), later))
                REQUIRE(at.openness == 1.0);
        }
    }
    CHECK(closed > 100);
}

TEST_CASE("the order of an arm's actions changes nothing") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        RandomCase made = make_policy_case(seed);
        const policy::OpennessSchedule schedule = schedule_of(made);
        Dice dice(seed);
        for (std::size_t k = made.arm.size(); k-- > 1;)
            std::swap(made.arm[k], made.arm[static_cast<std::size_t>(dice.whole(0, static_cast<int>(k)))]);
        const policy::OpennessSchedule other = schedule_of(made);
        REQUIRE(schedule.links == other.links);
        REQUIRE(schedule.changes.size() == other.changes.size());
        for (std::size_t k = 0; k < schedule.changes.size(); ++k) {
            CAPTURE(seed);
            REQUIRE(schedule.changes[k].day == other.changes[k].day);
            REQUIRE(schedule.changes[k].link == other.changes[k].link);
            REQUIRE(std::abs(schedule.changes[k].openness - other.changes[k].openness) <= 1e-15);
        }
    }
}

TEST_CASE("two hold-backs act like one with both shares, and so do two leaks") {
    const std::vector<std::uint64_t> links = {0};
    const auto state = [&](std::initializer_list<std::pair<policy::Effect, double>> effects) {
        std::vector<policy::Term> terms;
        for (const auto& [effect, openness] : effects)
            terms.push_back({0, effect, 0, 0, 10, openness, links});
        return policy::openness_on(terms, links, 5)[0].openness;
    };
    CHECK(state({{policy::Effect::scales, 0.5}, {policy::Effect::scales, 0.25}}) ==
          state({{policy::Effect::scales, 0.125}}));
    CHECK(state({{policy::Effect::sets, 0.0}, {policy::Effect::passes, 0.5}, {policy::Effect::passes, 0.25}}) ==
          state({{policy::Effect::sets, 0.0}, {policy::Effect::passes, 0.625}}));
    CHECK(state({{policy::Effect::scales, 0.5}, {policy::Effect::passes, 0.5}}) == 0.75);
}
