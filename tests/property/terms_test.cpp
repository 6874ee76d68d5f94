#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/policy/term.hpp>
#include <cmath>
#include <utility>

#include "random_case.hpp"

using namespace chokepoint;

namespace {

constexpr int kDays = 300;

/// The case's denials and licences with lifts, some behaviour around them, and an amendment; no two begin together.
RandomCase make_policy_case(std::uint64_t seed) {
    RandomCase made = make_random_case(seed, kDays, kDays);
    Dice dice(seed);
    const std::size_t rules = made.actions.size();
    const auto add = [&](Action action) {
        action.name = "more-" + std::to_string(made.actions.size());
        made.arm.push_back(static_cast<std::uint32_t>(made.actions.size()));
        made.actions.push_back(std::move(action));
    };
    for (std::uint32_t k = 0; k < rules; ++k) {
        const Action rule = made.actions[k];
        if (!selects_links(rule.type)) continue;
        if (dice.chance(0.4)) {
            Action caution = rule;
            caution.type = ActionType::hold_back;
            caution.from += std::chrono::days(1);
            caution.until += std::chrono::days(20);
            caution.openness = dice.between(0.0, 1.0);
            add(caution);
        }
        if (rule.type == ActionType::deny && dice.chance(0.4)) {
            Action leak;
            leak.type = ActionType::leak;
            leak.of = k;
            leak.openness = dice.between(0.0, 1.0);
            leak.delay_days = dice.whole(0, 30);
            add(leak);
        }
        if (rule.type == ActionType::deny && dice.chance(0.4)) {
            made.actions[k].phases = {{dice.whole(0, 10), 0.0}, {dice.whole(11, 40), dice.between(0.0, 1.0)}};
            Action amendment = rule;
            amendment.ends = k;
            amendment.from += std::chrono::days(dice.whole(1, 30));
            amendment.openness = dice.between(0.0, 1.0);
            add(amendment);
        }
    }
    return made;
}

std::vector<Term> terms_of(const RandomCase& made) {
    return make_terms(made.network, made.directory, made.actions, made.arm, made.start);
}

std::vector<std::uint64_t> all_links(const RandomCase& made) {
    std::vector<std::uint64_t> links(made.network.link_count());
    for (std::uint64_t e = 0; e < links.size(); ++e)
        links[e] = e;
    return links;
}

}  // namespace

TEST_CASE("one more total denial that begins last opens no link on any day, and openness stays within 0 and 1") {
    int closed = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        const RandomCase made = make_policy_case(seed);
        RandomCase denied = made;
        Action denial;
        denial.name = "denial";
        denial.from = made.start + std::chrono::days(kDays - 30);
        denial.until = made.end;
        denial.selector.exporter_countries = {0};
        denied.arm.push_back(static_cast<std::uint32_t>(denied.actions.size()));
        denied.actions.push_back(denial);
        const std::vector<Term> some = terms_of(made);
        const std::vector<Term> more = terms_of(denied);
        const std::vector<std::uint64_t> links = all_links(made);
        for (const int day : days_of_change(more)) {
            const std::vector<LinkOpenness> with_some = openness_on(some, links, day);
            const std::vector<LinkOpenness> with_more = openness_on(more, links, day);
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

TEST_CASE("when every action is lifted, every link is open exactly, behaviour and amendments included") {
    int closed = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        RandomCase made = make_policy_case(seed);
        const Date day = made.start + std::chrono::days(150);
        const std::vector<LinkOpenness> before = openness_on(terms_of(made), all_links(made), 149);
        closed += std::any_of(before.begin(), before.end(), [](const LinkOpenness& at) { return at.openness < 1.0; });
        const std::size_t count = made.actions.size();
        for (std::uint32_t k = 0; k < count; ++k) {
            if (!selects_links(made.actions[k].type) || made.actions[k].ends != kNone) continue;
            Action lift;
            lift.type = ActionType::lift;
            lift.ends = k;
            lift.from = day;
            made.arm.push_back(static_cast<std::uint32_t>(made.actions.size()));
            made.actions.push_back(lift);
        }
        for (const int later : {150, 151, 200, kDays - 1}) {
            for (const LinkOpenness& at : openness_on(terms_of(made), all_links(made), later))
                REQUIRE(at.openness == 1.0);
        }
    }
    CHECK(closed > 100);
}

TEST_CASE("the order in which an arm names its actions changes nothing") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        RandomCase made = make_policy_case(seed);
        const OpennessSchedule schedule = schedule_of(made);
        Dice dice(seed);
        for (std::size_t k = made.arm.size(); k-- > 1;)
            std::swap(made.arm[k], made.arm[static_cast<std::size_t>(dice.whole(0, static_cast<int>(k)))]);
        const OpennessSchedule other = schedule_of(made);
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

TEST_CASE("two who hold back are as one who holds back both shares, and so with two leaks") {
    const std::vector<std::uint64_t> links = {0};
    const auto state = [&](std::initializer_list<std::pair<Effect, double>> effects) {
        std::vector<Term> terms;
        for (const auto& [effect, openness] : effects)
            terms.push_back({0, effect, 0, 0, 10, openness, links});
        return openness_on(terms, links, 5)[0].openness;
    };
    CHECK(state({{Effect::scales, 0.5}, {Effect::scales, 0.25}}) == state({{Effect::scales, 0.125}}));
    CHECK(state({{Effect::sets, 0.0}, {Effect::passes, 0.5}, {Effect::passes, 0.25}}) ==
          state({{Effect::sets, 0.0}, {Effect::passes, 0.625}}));
    CHECK(state({{Effect::scales, 0.5}, {Effect::passes, 0.5}}) == 0.75);
}
