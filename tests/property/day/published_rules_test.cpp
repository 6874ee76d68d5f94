// Corner cases of the published rules that the second implementation does not cover, or that are refused.
#include <doctest/doctest.h>

#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/dynamics/parameters.hpp>
#include <stdexcept>

#include "../random_case.hpp"
#include "../state_difference.hpp"

using namespace chokepoint;

namespace {

dynamics::Rules ario_by_capacity(dynamics::Rationing rationing) {
    dynamics::Rules rules = dynamics::find_preset("ario")->rules;
    rules.split_by_capacity = true;
    rules.rationing = rationing;
    return rules;
}

}  // namespace

TEST_CASE("orders by capacity are refused unless rations are weighted by capacity") {
    const RandomCase chosen = make_random_case(1);
    const policy::OpennessSchedule nothing;
    const auto run = [&](const dynamics::Rules& rules) {
        dynamics::Behaviour behaviour = chosen.behaviour;
        behaviour.rules = rules;
        dynamics::DayStep{chosen.network, behaviour, nothing}.advance();
    };
    CHECK_NOTHROW(run(ario_by_capacity(dynamics::Rationing::proportional)));
    for (const dynamics::Rationing rule : {dynamics::Rationing::final_demand_last, dynamics::Rationing::water_filling,
                                           dynamics::Rationing::water_filling_final_last})
        CHECK_THROWS_AS(run(ario_by_capacity(rule)), std::invalid_argument);
    dynamics::Rules fixed = ario_by_capacity(dynamics::Rationing::proportional);
    fixed.capacity = dynamics::CapacityRule::fixed;
    CHECK_THROWS_AS(run(fixed), std::invalid_argument);
}

TEST_CASE("the active set notices an order that changes only because of its suppliers' capacity") {
    // Node 2 buys from 0 and 1 in equal parts. Node 3 buys from 0 alone and is idle from day 0, so damage of 0 on day 5
    // does not bind: it changes only who gets the orders of 2. Seventy idle nodes keep the set small.
    std::vector<network::NodeRecord> nodes{{0}, {0}, {1, -1.0, 40.0}, {2, -1.0, 40.0}};
    nodes.resize(74, {3, -1.0, 1.0});
    const network::SupplyNetwork network = network::build_network(
        nodes, std::vector<network::LinkRecord>{{0, 2, 0, 10.0}, {1, 2, 0, 10.0}, {0, 3, 0, 10.0}});
    const dynamics::Preset& preset = *dynamics::find_preset("ario");
    const dynamics::Behaviour behaviour =
        dynamics::make_behaviour(network, ario_by_capacity(dynamics::Rationing::proportional),
                                 std::vector<dynamics::ProductBehaviour>(4, preset.product));
    policy::OpennessSchedule schedule;
    schedule.damage = {{3, 0, 400, 1.0}, {0, 5, 400, 0.3}};
    dynamics::DayStep active(network, behaviour, schedule);
    dynamics::DayStep full(network, behaviour, schedule, dynamics::NodeSweep::full);
    for (int day = 0; day < 20; ++day) {
        active.advance();
        full.advance();
        CHECK(difference(active.state(), 0, 1, full.state(), 0, 1) == "");
    }
}

TEST_CASE("output never exceeds the stock, however short the stock's target") {
    // A target of one day and ψ = 0.8: on the day after the supplier lost half, the stock is 0.5 and the rule alone
    // would allow 0.5/0.8.
    const network::SupplyNetwork network = network::build_network(
        std::vector<network::NodeRecord>{{0}, {1, -1.0, 20.0}}, std::vector<network::LinkRecord>{{0, 1, 0, 10.0}});
    const dynamics::Preset& preset = *dynamics::find_preset("ario");
    dynamics::ProductBehaviour product = preset.product;
    product.stock_days = 1.0;
    const dynamics::Behaviour behaviour = dynamics::make_behaviour(network, preset.rules, {product, product});
    policy::OpennessSchedule schedule;
    schedule.damage = {{0, 0, 10, 0.5}};
    dynamics::DayStep step(network, behaviour, schedule);
    for (int day = 0; day < 5; ++day) {
        const double stock = step.state().cover[0];
        step.advance();
        CHECK(step.state().use_rate[1] <= stock + 1e-12);
    }
}

TEST_CASE("a firm with two suppliers of one product restarts when one of them is back") {
    // Half of the need can be bought, and the threshold is a quarter. With one stock for both suppliers it restarts.
    for (const dynamics::SlotRule slots : {dynamics::SlotRule::product, dynamics::SlotRule::link}) {
        const network::SupplyNetwork network = network::build_network(
            std::vector<network::NodeRecord>{{0}, {0}, {1, -1.0, 20.0}},
            std::vector<network::LinkRecord>{{0, 2, 0, 5.0}, {1, 2, 0, 5.0}}, slots == dynamics::SlotRule::link);
        dynamics::Rules rules = dynamics::find_preset("export-control-rigid")->rules;
        rules.adaptations.suspension = true;
        rules.rationing = dynamics::Rationing::proportional;
        rules.slots = slots;
        const dynamics::Behaviour behaviour =
            dynamics::make_behaviour(network, rules, {dynamics::ProductBehaviour{}, dynamics::ProductBehaviour{}});
        policy::OpennessSchedule schedule;
        for (std::uint32_t s = 0; s < network.slot_count(); ++s) {
            schedule.slots.push_back(s);
            schedule.slot_first.push_back(static_cast<std::uint32_t>(network.slot_links[s]));
        }
        schedule.slot_first.push_back(2);
        schedule.links = {0, 1};
        schedule.changes = {{0, 0, 0.0}, {0, 1, 0.0}, {40, 1, 1.0}};
        dynamics::DayStep step(network, behaviour, schedule);
        for (int day = 0; day < 100; ++day)
            step.advance();
        CAPTURE(static_cast<int>(slots));
        CHECK(step.state().suspended[2] == 0);
    }
}

TEST_CASE("a batch is refused if one of its samples has a slowdown") {
    const RandomCase chosen = make_random_case(1);
    dynamics::Behaviour slow = chosen.behaviour;
    slow.rules.slowdown = 0.8;
    const policy::OpennessSchedule nothing;
    std::vector<dynamics::Sample> samples(8, dynamics::Sample{&chosen.network, &chosen.behaviour, &nothing});
    samples[3].behaviour = &slow;
    CHECK_THROWS_AS(dynamics::DayStep{samples}, std::invalid_argument);
}
