#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "../small_world.hpp"

using namespace chokepoint;

namespace {

struct OneInput : SmallWorld {
    std::uint32_t supplier = add_node(0.0);
    std::uint32_t maker = add_node(100.0);

    explicit OneInput(double slowdown) {
        add_link(supplier, maker, supplier, 40.0);
        use("ario");
        products[supplier].stock_days = 10.0;
        rules.slowdown = slowdown;
        build();
        damage(supplier, 0, 1000, 1.0);
    }
};

struct ArioTwoSuppliers : SmallWorld {
    std::uint32_t first = add_node(0.0);
    std::uint32_t second = add_node(0.0);
    std::uint32_t maker = add_node(100.0);

    explicit ArioTwoSuppliers(bool by_capacity) {
        nodes[second].product = first;
        add_link(first, maker, first, 30.0);
        add_link(second, maker, first, 10.0);
        use("ario");
        for (dynamics::ProductBehaviour& product : products) {
            product.stock_days = 10.0;
            product.overproduction = 1.0;
        }
        rules.order_adjust_days = 4.0;
        rules.split_by_capacity = by_capacity;
        build();
    }
};

}  // namespace

TEST_CASE("output slows down by an eighth a day once stock is down to eight days") {
    const OneInput world(0.8);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    for (int day = 0; day < 60; ++day) {
        CAPTURE(day);
        step.advance();
        CHECK(is_close(step.state().output[world.maker], 100.0 * std::pow(7.0 / 8.0, std::max(0, day - 2))));
    }
}

TEST_CASE("output slows down from the first day with psi 1, and stops when the stock runs out with psi 0") {
    const OneInput at_once(1.0);
    const OneInput never(0.0);
    dynamics::DayStep slow(at_once.network, at_once.behaviour, at_once.schedule);
    dynamics::DayStep sudden(never.network, never.behaviour, never.schedule);
    for (int day = 0; day < 30; ++day) {
        CAPTURE(day);
        slow.advance();
        sudden.advance();
        CHECK(is_close(slow.state().output[at_once.maker], 100.0 * std::pow(0.9, day)));
        CHECK(is_close(sudden.state().output[never.maker], day < 10 ? 100.0 : 0.0));
    }
}

TEST_CASE("overproduction rises with scarcity from the third day on, and falls back by a tenth a day") {
    SmallWorld world;
    const std::uint32_t node = world.add_node(100.0);
    world.use("ario");
    world.rules.overproduction_days = 10.0;
    world.build();
    world.damage(node, 0, 6, 0.2);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    constexpr std::array kEffort = {1.0, 1.0, 1.005, 1.009802, 1.01441760633632, 1.018857531472665, 1.023131678733218};
    constexpr std::array kOutput = {80.0, 80.0, 80.4, 80.78416, 81.1534085069056, 81.5086025178132, 100.0};
    for (std::size_t day = 0; day < 40; ++day) {
        CAPTURE(day);
        step.advance();
        const double effort = day < 7 ? kEffort[day] : 1.0 + 0.023131678733218 * std::pow(0.9, double(day) - 6.0);
        CHECK(std::abs(step.state().effort[node] - effort) <= 1e-14);
        CHECK(is_close(step.state().output[node], day < 7 ? kOutput[day] : 100.0));
    }
}

TEST_CASE("orders are split by what suppliers sold, or by what they can still make") {
    for (const bool by_capacity : {false, true}) {
        ArioTwoSuppliers world(by_capacity);
        world.damage(world.first, 0, 1000, 0.5);
        dynamics::DayStep step(world.network, world.behaviour, world.schedule);
        const std::uint32_t s = world.slot(world.maker, world.first);
        const std::array first = by_capacity ? std::array{26.25, 28.5} : std::array{32.8125, 35.625};
        const std::array second = by_capacity ? std::array{17.5, 19.0} : std::array{10.9375, 11.875};
        step.advance();
        for (std::size_t day = 0; day < 2; ++day) {
            CAPTURE(by_capacity);
            CAPTURE(day);
            CHECK(is_close(40.0 * step.state().cover[s], 385.0 - 15.0 * double(day)));
            step.advance();
            CHECK(is_close(step.state().orders_in[world.first], first[day]));
            CHECK(is_close(step.state().orders_in[world.second], second[day]));
            CHECK(is_close(step.state().output[world.first], 15.0));
            CHECK(is_close(step.state().output[world.second], 10.0));
        }
    }
}

TEST_CASE("a stock above its target is not sold off") {
    ArioTwoSuppliers world(false);
    world.damage(world.maker, 0, 1, 0.5);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    step.advance();
    const std::uint32_t s = world.slot(world.maker, world.first);
    CHECK(is_close(40.0 * step.state().cover[s], 420.0));
    CHECK(is_close(40.0 * step.state().order[s], 20.0));
}
