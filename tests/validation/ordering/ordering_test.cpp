#include <doctest/doctest.h>

#include <cmath>

#include "../small_world.hpp"

using namespace chokepoint;

namespace {

struct Pair : SmallWorld {
    std::uint32_t supplier = add_node(0.0);
    std::uint32_t buyer = add_node(50.0);

    explicit Pair(int lost_days) {
        add_link(supplier, buyer, supplier, 10.0);
        products[supplier].stock_days = 20.0;
        products[supplier].overproduction = 3.0;
        rules.order_adjust_days = 6.0;
        rules.order_ceiling = 2.0;
        build();
        deny(supplier, buyer, 0, lost_days - 1);
    }
};

constexpr double kToleranceDays = 1e-13;

}  // namespace

TEST_CASE("a stock returns to its target by one sixth of the gap per day") {
    Pair world(5);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    advance(step, 6);  // the order for day 5 was placed while the link was blocked
    for (int k = 0; k <= 40; ++k) {
        const double gap = 20.0 - step.state().cover[0];
        CHECK(std::abs(gap - 5.0 * std::pow(5.0 / 6.0, k)) <= kToleranceDays);
        CHECK(std::abs(step.state().order[0] - (1.0 + 5.0 * std::pow(5.0 / 6.0, k) / 6.0)) <= kToleranceDays);
        step.advance();
    }
}

TEST_CASE("a large gap first closes at the order ceiling, one day per day, and then geometrically") {
    Pair world(10);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    advance(step, 11);
    for (int k = 0; k < 4; ++k) {
        CHECK(step.state().cover[0] == 10.0 + k);
        CHECK(step.state().order[0] == 2.0);
        step.advance();
    }
    for (int k = 0; k <= 40; ++k) {
        CHECK(std::abs(20.0 - step.state().cover[0] - 6.0 * std::pow(5.0 / 6.0, k)) <= kToleranceDays);
        step.advance();
    }
}
