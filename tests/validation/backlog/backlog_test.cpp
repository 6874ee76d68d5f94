#include <doctest/doctest.h>

#include <cmath>

#include "../small_world.hpp"

using namespace chokepoint;

namespace {

struct BacklogMaker : SmallWorld {
    std::uint32_t parts = add_node(0.0);
    std::uint32_t maker = add_node(100.0);

    explicit BacklogMaker(dynamics::Rationing rule) {
        add_link(parts, maker, parts, 40.0);
        products[parts].stock_days = 30.0;
        products[parts].overproduction = 3.0;
        products[maker].overproduction = 1.25;
        products[maker].backlog_share = 0.5;
        products[maker].patience_days = 20.0;
        rules.rationing = rule;
        rules.adaptations.backlog = true;
        build();
        deny(parts, maker, 0, 79);
    }
};

double backlog_by_hand(int day) {
    if (day <= 30) return 0.0;
    const double top = 1000.0 * (1.0 - std::pow(0.95, 51));
    if (day <= 81) return 1000.0 * (1.0 - std::pow(0.95, day - 30));
    return (top + 475.0) * std::pow(0.95, day - 81) - 475.0;
}

}  // namespace

TEST_CASE("half of unfilled demand waits, gives up over time, and is served later with spare capacity") {
    for (const dynamics::Rationing rule :
         {dynamics::Rationing::final_demand_last, dynamics::Rationing::water_filling}) {
        BacklogMaker world(rule);
        dynamics::DayStep step(world.network, world.behaviour, world.schedule);
        for (int day = 0; day <= 81 + 20; ++day) {
            step.advance();
            CAPTURE(day);
            CHECK(step.state().backlog[world.maker] == doctest::Approx(backlog_by_hand(day)).epsilon(1e-12));
            const bool stopped = day >= 30 && day <= 80;
            const double output = stopped ? 0.0 : day <= 80 ? 100.0 : 125.0;
            CHECK(step.state().output[world.maker] == doctest::Approx(output).epsilon(1e-12));
            CHECK(step.state().backlog_served[world.maker] == doctest::Approx(day <= 80 ? 0.0 : 25.0).epsilon(1e-12));
        }
        step.advance();
        CHECK(step.state().backlog[world.maker] == doctest::Approx(backlog_by_hand(102)).epsilon(1e-11));
        CHECK(step.state().backlog_served[world.maker] == doctest::Approx(backlog_by_hand(102)).epsilon(1e-11));
        step.advance();
        CHECK(step.state().backlog[world.maker] == 0.0);
        CHECK(step.state().output[world.maker] == doctest::Approx(100.0).epsilon(1e-12));
    }
}

TEST_CASE("proportional rationing serves waiting demand and new demand alike") {
    BacklogMaker world(dynamics::Rationing::proportional);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    advance(step, 82);
    const double share = 125.0 / (100.0 + backlog_by_hand(81));
    CHECK(step.state().backlog_served[world.maker] == doctest::Approx(share * backlog_by_hand(81)).epsilon(1e-12));
    CHECK(step.state().fresh_served[world.maker] == doctest::Approx(share * 100.0).epsilon(1e-12));
}

TEST_CASE("waiting demand is served completely, without rounding residue") {
    for (const dynamics::Rationing rule : {dynamics::Rationing::final_demand_last, dynamics::Rationing::water_filling,
                                           dynamics::Rationing::water_filling_final_last}) {
        for (const double patience : {3.0, 7.0, 11.0, 30.0, 60.0}) {
            BacklogMaker world(rule);
            world.behaviour.products[world.maker].patience_days = patience;
            dynamics::DayStep step(world.network, world.behaviour, world.schedule);
            advance(step, 80);
            CAPTURE(patience);
            CHECK(step.state().backlog[world.maker] > 100.0);
            advance(step, 220);
            CHECK(step.state().backlog[world.maker] == 0.0);
        }
    }
}
