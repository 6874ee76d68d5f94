#include <doctest/doctest.h>

#include <chokepoint/dynamics/day_step.hpp>
#include <memory>

#include "../random_case.hpp"
#include "../state_difference.hpp"

using namespace chokepoint;

namespace {

constexpr int kStockpileDays = 200;
constexpr unsigned kLanes = 8;

/// A stockpile in every third slot on average, and two overlapping ones in some.
void add_stockpiles(const network::SupplyNetwork& network, Dice& dice, policy::OpennessSchedule& schedule) {
    for (std::uint32_t slot = 0; slot < network.slot_count(); ++slot) {
        for (int count = dice.chance(0.3) ? dice.whole(1, 2) : 0; count > 0; --count) {
            const int first = dice.whole(-10, 120);
            schedule.stockpiles.push_back(
                {slot, first, first + dice.whole(5, 60), dice.between(1.0, 90.0), dice.between(1.0, 40.0)});
        }
    }
}

}  // namespace

TEST_CASE("with stockpiles the active set gives the same bytes as the full sweep") {
    for (const RuleSet& set : preset_and_mixed_rule_sets()) {
        for (std::uint64_t seed = 41; seed <= 42; ++seed) {
            RandomCase chosen = make_random_case(seed, kStockpileDays, kStockpileDays, Shape::tiered);
            set_rules(chosen, set.rules);
            Dice dice(seed);
            policy::OpennessSchedule schedule = schedule_of(chosen);
            add_stockpiles(chosen.network, dice, schedule);
            dynamics::DayStep full(chosen.network, chosen.behaviour, schedule, dynamics::NodeSweep::full);
            dynamics::DayStep active(chosen.network, chosen.behaviour, schedule);
            full.keep_received();
            active.keep_received();
            for (int day = 0; day < kStockpileDays; ++day) {
                full.advance();
                active.advance();
                CAPTURE(set.name);
                CAPTURE(day);
                REQUIRE(difference(full.state(), 0, 1, active.state(), 0, 1) == "");
            }
        }
    }
}

TEST_CASE("lanes with different stockpiles have the same bytes as each sample alone") {
    for (const RuleSet& set : preset_and_mixed_rule_sets()) {
        if (!runs_in_lanes(set.rules)) continue;
        RandomCase chosen = make_random_case(43, kStockpileDays, kStockpileDays, Shape::tiered);
        set_rules(chosen, set.rules);
        Dice dice(43);
        std::vector<policy::OpennessSchedule> schedules(kLanes, schedule_of(chosen));
        std::vector<dynamics::Sample> samples;
        for (unsigned lane = 0; lane < kLanes; ++lane) {
            if (lane > 0) add_stockpiles(chosen.network, dice, schedules[lane]);
            samples.push_back({&chosen.network, &chosen.behaviour, &schedules[lane]});
        }
        dynamics::DayStep batch(samples);
        std::vector<std::unique_ptr<dynamics::DayStep>> alone;
        for (const dynamics::Sample& sample : samples)
            alone.push_back(std::make_unique<dynamics::DayStep>(std::span(&sample, 1)));
        for (int day = 0; day < kStockpileDays; ++day) {
            batch.advance();
            for (unsigned lane = 0; lane < kLanes; ++lane) {
                alone[lane]->advance();
                CAPTURE(set.name);
                CAPTURE(lane);
                CAPTURE(day);
                REQUIRE(difference(batch.state(), lane, kLanes, alone[lane]->state(), 0, 1) == "");
            }
        }
    }
}
