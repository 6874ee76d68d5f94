#include <doctest/doctest.h>

#include <chokepoint/dynamics/day_step.hpp>

#include "../random_case.hpp"
#include "../state_difference.hpp"

using namespace chokepoint;

namespace {

constexpr int kSweepDays = 250;

}  // namespace

TEST_CASE("the active set gives the same bytes as the full sweep on 1, 2 and 7 threads") {
    ThreadTeam two(2);
    ThreadTeam seven(7);
    std::size_t skipped = 0;
    for (const RuleSet& set : preset_and_mixed_rule_sets()) {
        for (std::uint64_t seed = 201; seed <= 208; ++seed) {
            // Without cycles most nodes are idle most of the time, which exercises the active set.
            const Shape shape = seed % 2 == 0 ? Shape::tiered : Shape::cyclic;
            RandomCase chosen = make_random_case(seed, kSweepDays, kSweepDays, shape);
            set_rules(chosen, set.rules);
            const policy::OpennessSchedule schedule = schedule_of(chosen);
            dynamics::DayStep full(chosen.network, chosen.behaviour, schedule, dynamics::NodeSweep::full);
            dynamics::DayStep active(chosen.network, chosen.behaviour, schedule);
            dynamics::DayStep on_two(chosen.network, chosen.behaviour, schedule, dynamics::NodeSweep::full, &two);
            dynamics::DayStep on_seven(chosen.network, chosen.behaviour, schedule, dynamics::NodeSweep::automatic,
                                       &seven);
            for (dynamics::DayStep* step : {&full, &active, &on_two, &on_seven})
                step->keep_received();
            for (int day = 0; day < kSweepDays; ++day) {
                for (dynamics::DayStep* step : {&full, &active, &on_two, &on_seven})
                    step->advance();
                CHECK(full.nodes_produced() == chosen.network.node_count());
                skipped += chosen.network.node_count() - active.nodes_produced();
                std::string fault;
                for (const dynamics::DayStep* step : {&active, &on_two, &on_seven})
                    fault += difference(full.state(), 0, 1, step->state(), 0, 1);
                if (fault.empty()) continue;
                FAIL_CHECK(set.name << ", seed " << seed << ", day " << day << ": " << fault << " differs");
                break;
            }
        }
    }
    CHECK(skipped > 5'000);
}
