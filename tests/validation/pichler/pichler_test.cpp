#include <doctest/doctest.h>

#include <array>
#include <chokepoint/dynamics/production.hpp>
#include <cmath>

#include "../small_world.hpp"

using namespace chokepoint;

namespace {

void check(double is, double should) {
    CHECK(std::abs(is - should) <= 1e-13 * 100.0);
}

/// A maker of 100 that buys a critical, an important and another input.
struct ThreeInputs : SmallWorld {
    std::uint32_t critical = add_node(0.0);
    std::uint32_t important = add_node(0.0);
    std::uint32_t other = add_node(0.0);
    std::uint32_t maker = add_node(100.0);

    explicit ThreeInputs(std::array<double, 3> dependence = {1.0, 0.5, 0.0}) {
        add_link(critical, maker, critical, 20.0);
        add_link(important, maker, important, 10.0);
        add_link(other, maker, other, 10.0);
        use("pichler");
        for (std::uint32_t p = 0; p < 3; ++p) {
            products[p].stock_days = 2.25;
            products[p].dependence = dependence[p];
        }
        build();
    }

    /// L/x̄ with these days of stock.
    double limit(std::array<double, 3> cover) const {
        const OpennessSchedule nothing;
        const Sample sample{&network, &behaviour, &nothing};
        const Batch batch(std::span(&sample, 1));
        const LinkControl control(batch);
        DayState state = baseline_state(batch);
        for (std::uint32_t p = 0; p < 3; ++p)
            state.cover[slot(maker, p)] = cover[p];
        return input_limit({batch, control}, maker, 0, state);
    }

    /// The maker's output on each of five days without one input.
    std::array<double, 5> without(std::uint32_t supplier) {
        deny(supplier, maker, 0);
        DayStep step(network, behaviour, schedule);
        std::array<double, 5> output{};
        for (double& of_day : output) {
            step.advance();
            of_day = step.state().output[maker];
        }
        return output;
    }
};

}  // namespace

TEST_CASE("after a shock a thirtieth of the missing labour is hired a day") {
    SmallWorld world;
    const std::uint32_t node = world.add_node(100.0);
    world.use("pichler");
    world.build();
    world.damage(node, 0, 3, 0.4);
    DayStep step(world.network, world.behaviour, world.schedule);
    for (int day = 0; day < 60; ++day) {
        CAPTURE(day);
        step.advance();
        check(step.state().output[node], day < 3 ? 60.0 : 100.0 - 40.0 * std::pow(29.0 / 30.0, day - 2));
    }
}

TEST_CASE("labour that has no orders or no inputs goes by two thirtieths a day, and is hired for what is ordered") {
    SmallWorld world;
    const std::uint32_t supplier = world.add_node(0.0);
    const std::uint32_t maker = world.add_node(100.0);
    world.add_link(supplier, maker, supplier, 40.0);
    world.use("pichler");
    world.products[supplier].stock_days = 3.0;
    world.build();
    world.deny(supplier, maker, 0, 9);
    DayStep step(world.network, world.behaviour, world.schedule);
    const double kept = 14.0 / 15.0;
    for (int day = 0; day < 10; ++day) {
        CAPTURE(day);
        step.advance();
        // What was fired in the evening counts on the next day.
        check(100.0 * step.state().effort[supplier], 100.0 * std::pow(kept, day + 1));
        check(100.0 * step.state().effort[maker], 100.0 * std::pow(kept, std::max(0, day - 2)));
        check(step.state().output[maker], day < 3 ? 100.0 : 0.0);
    }
    step.advance();
    const double labour = std::pow(kept, 10.0);
    check(step.state().orders_in[supplier], 40.0 * 1.3);
    check(step.state().output[supplier], 40.0 * labour);
    check(100.0 * step.state().effort[supplier], 100.0 * (labour + (1.3 - labour) / 30.0));
    step.advance();
    check(step.state().output[maker], 100.0 * labour);
}

TEST_CASE("without an important input a half is left, without a critical one nothing, without another one all") {
    const auto is = [](const std::array<double, 5>& output, const std::array<double, 5>& should) {
        for (std::size_t day = 0; day < 5; ++day)
            check(output[day], should[day]);
    };
    ThreeInputs important;
    is(important.without(important.important), {100.0, 100.0, 62.5, 50.0, 50.0});
    ThreeInputs critical;
    is(critical.without(critical.critical), {100.0, 100.0, 25.0, 0.0, 0.0});
    ThreeInputs other;
    is(other.without(other.other), {100.0, 100.0, 100.0, 100.0, 100.0});
}

TEST_CASE("labour falls only towards what inputs allow") {
    ThreeInputs world;
    world.deny(world.important, world.maker, 0);
    DayStep step(world.network, world.behaviour, world.schedule);
    advance(step, 3);
    check(100.0 * step.state().effort[world.maker], 100.0 - 37.5 * 2.0 / 30.0);
}

TEST_CASE("four of the five production functions are dependences, and the linear one is not") {
    constexpr std::array kCover = {0.9, 0.4, 0.1};
    CHECK(ThreeInputs({1.0, 1.0, 1.0}).limit(kCover) == doctest::Approx(0.1).epsilon(1e-14));
    CHECK(ThreeInputs({1.0, 1.0, 0.0}).limit(kCover) == doctest::Approx(0.4).epsilon(1e-14));
    CHECK(ThreeInputs({1.0, 0.5, 0.0}).limit(kCover) == doctest::Approx(0.7).epsilon(1e-14));
    CHECK(ThreeInputs({1.0, 0.0, 0.0}).limit(kCover) == doctest::Approx(0.9).epsilon(1e-14));
    // Of the last two inputs, linear would be 0 without both and a half without one: whatever d, L is not both.
    for (const double d : {0.0, 0.5, 0.84, 1.0}) {
        for (const double e : {0.0, 0.5, 0.84, 1.0}) {
            const ThreeInputs world({0.0, d, e});
            const bool none_at_all = world.limit({1.0, 0.0, 0.0}) == 0.0;
            const bool half = world.limit({1.0, 0.0, 1.0}) == 0.5 && world.limit({1.0, 1.0, 0.0}) == 0.5;
            CHECK_FALSE((none_at_all && half));
        }
    }
}
