#include <doctest/doctest.h>

#include <vector>

#include "../small_world.hpp"

using namespace chokepoint;

namespace {

/// The maker's stocks from its two suppliers and its orders to them, in units per day.
struct Evening {
    double stock_1 = 0.0, stock_2 = 0.0, order_1 = 0.0, order_2 = 0.0;
};

struct InoueTodoTwoSuppliers : SmallWorld {
    std::uint32_t first = add_node(0.0);
    std::uint32_t second = add_node(0.0);
    std::uint32_t maker = add_node(100.0);

    explicit InoueTodoTwoSuppliers(dynamics::OrderRule orders = dynamics::OrderRule::actual) {
        nodes[second].product = first;
        add_link(first, maker, first, 30.0);
        add_link(second, maker, first, 10.0);
        use("inoue-todo");
        for (dynamics::ProductBehaviour& product : products)
            product.stock_days = 4.0;
        rules.orders = orders;
        rules.order_adjust_days = 2.0;
        build();
    }

    Evening evening(const dynamics::DayStep& step) const {
        const std::uint32_t s = slot(maker, first);
        const dynamics::DayState& state = step.state();
        return {30.0 * state.cover[s], 10.0 * state.cover[s + 1], 30.0 * state.order[s], 10.0 * state.order[s + 1]};
    }
};

void check_evening(const Evening& evening, const Evening& expected) {
    CHECK(is_close(evening.stock_1, expected.stock_1));
    CHECK(is_close(evening.stock_2, expected.stock_2));
    CHECK(is_close(evening.order_1, expected.order_1));
    CHECK(is_close(evening.order_2, expected.order_2));
}

}  // namespace

TEST_CASE("two stocks of one product are used in proportion to their size") {
    InoueTodoTwoSuppliers world;
    world.damage(world.second, 0, 2, 1.0);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    for (const Evening& evening : std::vector<Evening>{{120.0, 30.0, 30.0, 15.0},
                                                       {118.0, 22.0, 31.0, 19.0},
                                                       {800 / 7.0, 180 / 7.0, 230 / 7.0, 120 / 7.0},
                                                       {5470 / 49.0, 1390 / 49.0, 1675 / 49.0, 775 / 49.0}}) {
        step.advance();
        CHECK(step.state().output[world.maker] == 100.0);
        check_evening(world.evening(step), evening);
    }
}

TEST_CASE("a supplier stands in for a failed one of the same product, up to what it delivers") {
    InoueTodoTwoSuppliers world;
    world.damage(world.second, 0, 1000, 1.0);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    for (int day = 0; day < 60; ++day) {
        CAPTURE(day);
        step.advance();
        CHECK(is_close(step.state().output[world.maker], day <= 12 ? 100.0 : 75.0));
        const Evening evening = world.evening(step);
        CHECK(is_close(evening.stock_1 + evening.stock_2, day <= 12 ? 150.0 - 10.0 * day : 30.0));
    }
    // All of it comes from the supplier that delivers, so the order to it is 22.5 + (90 − 30)/2.
    check_evening(world.evening(step), {30.0, 0.0, 52.5, 7.5 + 30.0 / 2});
}

TEST_CASE("after a day at half output a maker orders nothing, less, or what it used, depending on the variant") {
    const auto run = [](dynamics::OrderRule orders, const std::vector<Evening>& evenings) {
        InoueTodoTwoSuppliers world(orders);
        world.damage(world.maker, 0, 1, 0.5);
        dynamics::DayStep step(world.network, world.behaviour, world.schedule);
        for (const Evening& evening : evenings) {
            step.advance();
            check_evening(world.evening(step), evening);
        }
    };
    run(dynamics::OrderRule::actual, {{135.0, 45.0, 0.0, 0.0}, {105.0, 35.0, 37.5, 12.5}, {105.0, 35.0, 37.5, 12.5}});
    run(dynamics::OrderRule::actual_fixed_target,
        {{135.0, 45.0, 7.5, 2.5}, {112.5, 37.5, 33.75, 11.25}, {112.5, 37.5, 33.75, 11.25}});
    run(dynamics::OrderRule::actual_no_excess,
        {{135.0, 45.0, 15.0, 5.0}, {120.0, 40.0, 30.0, 10.0}, {120.0, 40.0, 30.0, 10.0}});
}
