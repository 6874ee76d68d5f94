#include <doctest/doctest.h>

#include <cmath>

#include "../small_world.hpp"

using namespace chokepoint;

TEST_CASE("a supplier finds other buyers for a quarter of denied sales, half of them within the half-life") {
    SmallWorld world;
    const std::uint32_t supplier = world.add_node(200.0);
    const std::uint32_t buyer = world.add_node(500.0);
    world.add_link(supplier, buyer, supplier, 80.0);
    world.products[supplier].redeployed_share = 0.25;
    world.products[supplier].redeployment_half_life_days = 10.0;
    world.products[supplier].dependence = 0.0;  // the buyer keeps running, so that only the supplier changes
    world.rules.adaptations.redeployment = true;
    world.build();
    world.deny(supplier, buyer, 5, 104);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    for (int day = 0; day < 200; ++day) {
        step.advance();
        CAPTURE(day);
        double found = 0.0;
        if (day >= 5) found = 20.0 * (1.0 - std::exp2(-(std::min(day, 105) - 5) / 10.0));
        if (day >= 105) found *= std::exp2(-(day - 105) / 10.0);
        CHECK(step.state().redeployed[supplier] == doctest::Approx(found).epsilon(1e-12));
        CHECK(step.links().denied_sales(supplier) == (day >= 5 && day <= 104 ? 80.0 : 0.0));
        if (day >= 5 && day <= 104)
            CHECK(step.state().output[supplier] == doctest::Approx(200.0 + found).epsilon(1e-12));
    }
}
