// What the engine does not do yet: each case fails, and doctest says so the day one passes.
#include <doctest/doctest.h>

#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/dynamics/parameters.hpp>
#include <stdexcept>

#include "audit.hpp"
#include "random_case.hpp"
#include "state_difference.hpp"

using namespace chokepoint;

namespace {

std::string first_fault_of_goods(const Rules& rules) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        RandomCase chosen = make_random_case(seed, 200, 200);
        set_rules(chosen, rules);
        const OpennessSchedule schedule = schedule_of(chosen);
        DayStep step(chosen.network, chosen.behaviour, schedule);
        step.keep_received();
        for (int day = 0; day < 200; ++day) {
            const DayState before = step.state();
            step.advance();
            const std::string fault = audit_goods(chosen.network, chosen.behaviour, step.links(), before, step.state());
            if (!fault.empty()) return "seed " + std::to_string(seed) + ", day " + std::to_string(day) + ": " + fault;
        }
    }
    return {};
}

Rules ario_by_capacity(Rationing rationing) {
    Rules rules = find_preset("ario")->rules;
    rules.split_by_capacity = true;
    rules.rationing = rationing;
    return rules;
}

}  // namespace

TEST_CASE("orders by capacity close the books with final demand last" * doctest::should_fail()) {
    CHECK(first_fault_of_goods(ario_by_capacity(Rationing::final_demand_last)) == "");
}

TEST_CASE("orders by capacity close the books by levels" * doctest::should_fail()) {
    CHECK(first_fault_of_goods(ario_by_capacity(Rationing::water_filling)) == "");
}

TEST_CASE("orders by capacity close the books by levels with final demand last" * doctest::should_fail()) {
    CHECK(first_fault_of_goods(ario_by_capacity(Rationing::water_filling_final_last)) == "");
}

TEST_CASE("orders by capacity close the books where capacity is fixed" * doctest::should_fail()) {
    // A calm node takes the short way, on which nobody looks at what it can make.
    Rules rules = find_preset("export-control-rigid")->rules;
    rules.split_by_capacity = true;
    rules.rationing = Rationing::proportional;
    CHECK(first_fault_of_goods(rules) == "");
}

TEST_CASE("the active set sees an order that changed only by its suppliers' capacity" * doctest::should_fail()) {
    // 2 buys from 0 and 1 in equal parts; 3 buys from 0 alone and is out of work from day 0, so that on day 5 damage
    // of 0 does not bind: it changes who gets the orders of 2 and nothing else. Seventy idle nodes keep the set small.
    std::vector<NodeRecord> nodes{{0}, {0}, {1, -1.0, 40.0}, {2, -1.0, 40.0}};
    nodes.resize(74, {3, -1.0, 1.0});
    const SupplyNetwork network =
        build_network(nodes, std::vector<LinkRecord>{{0, 2, 0, 10.0}, {1, 2, 0, 10.0}, {0, 3, 0, 10.0}});
    const Preset& preset = *find_preset("ario");
    const Behaviour behaviour = make_behaviour(network, ario_by_capacity(Rationing::proportional),
                                               std::vector<ProductBehaviour>(4, preset.product));
    OpennessSchedule schedule;
    schedule.damage = {{3, 0, 400, 1.0}, {0, 5, 400, 0.3}};
    DayStep active(network, behaviour, schedule);
    DayStep full(network, behaviour, schedule, Sweep::full);
    for (int day = 0; day < 20; ++day) {
        active.advance();
        full.advance();
        CHECK(difference(active.state(), 0, 1, full.state(), 0, 1) == "");
    }
}

TEST_CASE("no output is made of a stock that is not there, however short its target" * doctest::should_fail()) {
    // A target of a day and ψ = 0.8: on the day after the supplier lost a half, 0.5 is there and 0.5/0.8 is made.
    const SupplyNetwork network =
        build_network(std::vector<NodeRecord>{{0}, {1, -1.0, 20.0}}, std::vector<LinkRecord>{{0, 1, 0, 10.0}});
    const Preset& preset = *find_preset("ario");
    ProductBehaviour product = preset.product;
    product.stock_days = 1.0;
    const Behaviour behaviour = make_behaviour(network, preset.rules, {product, product});
    OpennessSchedule schedule;
    schedule.damage = {{0, 0, 10, 0.5}};
    DayStep step(network, behaviour, schedule);
    for (int day = 0; day < 5; ++day) {
        const double stock = step.state().cover[0];
        step.advance();
        CHECK(step.state().use_rate[1] <= stock + 1e-12);
    }
}

TEST_CASE("a maker with two suppliers of one product starts again when one of them is back" * doctest::should_fail()) {
    // Half of the need may be bought, and the threshold is a quarter; with one stock for both suppliers it starts.
    for (const SlotRule slots : {SlotRule::product, SlotRule::link}) {
        const SupplyNetwork network =
            build_network(std::vector<NodeRecord>{{0}, {0}, {1, -1.0, 20.0}},
                          std::vector<LinkRecord>{{0, 2, 0, 5.0}, {1, 2, 0, 5.0}}, slots == SlotRule::link);
        Rules rules = find_preset("export-control-rigid")->rules;
        rules.adaptations.suspension = true;
        rules.rationing = Rationing::proportional;
        rules.slots = slots;
        const Behaviour behaviour = make_behaviour(network, rules, {ProductBehaviour{}, ProductBehaviour{}});
        OpennessSchedule schedule;
        for (std::uint32_t s = 0; s < network.slot_count(); ++s) {
            schedule.slots.push_back(s);
            schedule.slot_first.push_back(static_cast<std::uint32_t>(network.slot_links[s]));
        }
        schedule.slot_first.push_back(2);
        schedule.links = {0, 1};
        schedule.changes = {{0, 0, 0.0}, {0, 1, 0.0}, {40, 1, 1.0}};
        DayStep step(network, behaviour, schedule);
        for (int day = 0; day < 100; ++day)
            step.advance();
        CAPTURE(static_cast<int>(slots));
        CHECK(step.state().suspended[2] == 0);
    }
}

TEST_CASE("a batch is refused where one of its samples slows down" * doctest::should_fail()) {
    const RandomCase chosen = make_random_case(1);
    Behaviour slow = chosen.behaviour;
    slow.rules.slowdown = 0.8;
    const OpennessSchedule nothing;
    std::vector<Sample> samples(8, Sample{&chosen.network, &chosen.behaviour, &nothing});
    samples[3].behaviour = &slow;
    CHECK_THROWS_AS(DayStep{samples}, std::invalid_argument);
}
