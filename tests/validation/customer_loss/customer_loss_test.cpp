#include <doctest/doctest.h>

#include <cmath>

#include "../small_world.hpp"

using namespace chokepoint;

TEST_CASE("unserved customers leave and come back exponentially") {
    SmallWorld world;
    const std::uint32_t supplier = world.add_node(0.0);
    const std::uint32_t maker = world.add_node(100.0);
    world.add_link(supplier, maker, supplier, 40.0);
    world.products[supplier].stock_days = 30.0;
    world.products[supplier].overproduction = 3.0;
    world.products[maker].switch_days = 100.0;
    world.products[maker].return_days = 50.0;
    world.rules.adaptations.customer_loss = true;
    world.build();
    world.deny(supplier, maker, 0, 79);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    for (int day = 0; day < 300; ++day) {
        step.advance();
        CAPTURE(day);
        double goodwill = 1.0;
        if (day >= 30) goodwill = std::pow(0.99, std::min(day, 81) - 30);
        if (day >= 81) goodwill = 1.0 - (1.0 - goodwill) * std::pow(0.98, day - 81);
        CHECK(step.state().goodwill[maker] == doctest::Approx(goodwill).epsilon(1e-12));
        CHECK(step.state().fresh[maker] == doctest::Approx(100.0 * goodwill).epsilon(1e-12));
        const double sold = day >= 30 && day < 81 ? 0.0 : 100.0 * goodwill;
        CHECK(step.state().output[maker] == doctest::Approx(sold).epsilon(1e-12));
    }
}

TEST_CASE("half-served final demand loses and regains customers at half the rates") {
    SmallWorld world;
    const std::uint32_t supplier = world.add_node(0.0);
    const std::uint32_t maker = world.add_node(100.0);
    world.add_link(supplier, maker, supplier, 40.0);
    world.products[supplier].stock_days = 1.0;
    world.products[supplier].dependence = 0.5;
    world.products[maker].switch_days = 100.0;
    world.products[maker].return_days = 50.0;
    world.rules.adaptations.customer_loss = true;
    world.build();
    world.deny(supplier, maker, 0);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    advance(step, 2);  // day 1 makes 50 of 100
    CHECK(step.state().output[maker] == 50.0);
    step.advance();
    CHECK(step.state().goodwill[maker] == doctest::Approx(0.995).epsilon(1e-14));
    // Day 2 serves 50 of 99.5: f = 0.502513; G = 0.995 + f·0.005/50 − (1 − f)·0.995/100.
    step.advance();
    CHECK(step.state().goodwill[maker] == doctest::Approx(0.9901002512562814).epsilon(1e-14));
}
