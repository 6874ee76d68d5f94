#include <doctest/doctest.h>

#include <array>
#include <chokepoint/dynamics/input_limit.hpp>
#include <cmath>

#include "../small_world.hpp"

using namespace chokepoint;

namespace {

/// A maker of 100 that buys a critical, an important and another input.
struct ThreeInputs : SmallWorld {
    std::uint32_t critical = add_node(0.0);
    std::uint32_t important = add_node(0.0);
    std::uint32_t other = add_node(0.0);
    std::uint32_t maker = add_node(100.0);

    explicit ThreeInputs(dynamics::ProductionRule rule = dynamics::ProductionRule::half_critical,
                         std::array<double, 3> dependence = {1.0, 0.5, 0.0}, double critical_usd = 20.0) {
        if (critical_usd > 0.0) add_link(critical, maker, critical, critical_usd);
        add_link(important, maker, important, 10.0);
        add_link(other, maker, other, 10.0);
        use("pichler");
        rules.production = rule;
        for (std::uint32_t p = 0; p < 3; ++p) {
            products[p].stock_days = 2.25;
            products[p].dependence = dependence[p];
        }
        build();
    }

    /// L/x̄ for these days of stock.
    double limit(std::array<double, 3> cover) const {
        const policy::OpennessSchedule nothing;
        const dynamics::Sample sample{&network, &behaviour, &nothing};
        const dynamics::Batch batch(std::span(&sample, 1));
        const dynamics::LinkControl control(batch);
        dynamics::DayState state = dynamics::baseline_state(batch);
        for (std::uint32_t s = network.node_slots[maker]; s < network.node_slots[maker + 1]; ++s)
            state.cover[s] = cover[network.slot_product[s]];
        return dynamics::number_of(dynamics::find_limit<dynamics::Single>({batch, control}, maker, 0, state).share);
    }

    /// The maker's output on each of five days without one input.
    std::array<double, 5> without(std::uint32_t supplier) {
        deny(supplier, maker, 0);
        dynamics::DayStep step(network, behaviour, schedule);
        std::array<double, 5> output{};
        for (double& of_day : output) {
            step.advance();
            of_day = step.state().output[maker];
        }
        return output;
    }
};

}  // namespace

TEST_CASE("after a shock, a thirtieth of the missing labour is hired per day") {
    SmallWorld world;
    const std::uint32_t node = world.add_node(100.0);
    world.use("pichler");
    world.build();
    world.damage(node, 0, 3, 0.4);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    for (int day = 0; day < 60; ++day) {
        CAPTURE(day);
        step.advance();
        CHECK(is_close(step.state().output[node], day < 3 ? 60.0 : 100.0 - 40.0 * std::pow(29.0 / 30.0, day - 2)));
    }
}

TEST_CASE("labour without orders or inputs falls by two thirtieths per day, and is hired again for new orders") {
    SmallWorld world;
    const std::uint32_t supplier = world.add_node(0.0);
    const std::uint32_t maker = world.add_node(100.0);
    world.add_link(supplier, maker, supplier, 40.0);
    world.use("pichler");
    world.products[supplier].stock_days = 3.0;
    world.build();
    world.deny(supplier, maker, 0, 9);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    const double kept = 14.0 / 15.0;
    for (int day = 0; day < 10; ++day) {
        CAPTURE(day);
        step.advance();
        // Labour that is fired in the evening is missing on the next day.
        CHECK(is_close(100.0 * step.state().effort[supplier], 100.0 * std::pow(kept, day + 1)));
        CHECK(is_close(100.0 * step.state().effort[maker], 100.0 * std::pow(kept, std::max(0, day - 2))));
        CHECK(is_close(step.state().output[maker], day < 3 ? 100.0 : 0.0));
    }
    step.advance();
    const double labour = std::pow(kept, 10.0);
    CHECK(is_close(step.state().orders_in[supplier], 40.0 * 1.3));
    CHECK(is_close(step.state().output[supplier], 40.0 * labour));
    CHECK(is_close(100.0 * step.state().effort[supplier], 100.0 * (labour + (1.3 - labour) / 30.0)));
    step.advance();
    CHECK(is_close(step.state().output[maker], 100.0 * labour));
}

TEST_CASE("half of output is left without an important input, none without a critical one, all without another") {
    const auto check_days = [](const std::array<double, 5>& output, const std::array<double, 5>& expected) {
        for (std::size_t day = 0; day < 5; ++day)
            CHECK(is_close(output[day], expected[day]));
    };
    ThreeInputs important;
    check_days(important.without(important.important), {100.0, 100.0, 62.5, 50.0, 50.0});
    ThreeInputs critical;
    check_days(critical.without(critical.critical), {100.0, 100.0, 25.0, 0.0, 0.0});
    ThreeInputs other;
    check_days(other.without(other.other), {100.0, 100.0, 100.0, 100.0, 100.0});
}

TEST_CASE("labour falls only towards what inputs allow") {
    ThreeInputs world;
    world.deny(world.important, world.maker, 0);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    advance(step, 3);
    CHECK(is_close(100.0 * step.state().effort[world.maker], 100.0 - 37.5 * 2.0 / 30.0));
}

TEST_CASE("each production function stops at its own input") {
    constexpr std::array kCover = {0.9, 0.4, 0.1};
    const auto limit = [&](dynamics::ProductionRule rule) { return ThreeInputs(rule).limit(kCover); };
    CHECK(limit(dynamics::ProductionRule::leontief) == doctest::Approx(0.1).epsilon(1e-14));
    CHECK(limit(dynamics::ProductionRule::strongly_critical) == doctest::Approx(0.4).epsilon(1e-14));
    CHECK(limit(dynamics::ProductionRule::half_critical) == doctest::Approx(0.7).epsilon(1e-14));
    CHECK(limit(dynamics::ProductionRule::weakly_critical) == doctest::Approx(0.9).epsilon(1e-14));
    CHECK(limit(dynamics::ProductionRule::linear) == doctest::Approx(0.575).epsilon(1e-14));
}

TEST_CASE("with two of three inputs denied, each production function leaves a different output") {
    struct Case {
        dynamics::ProductionRule rule;
        std::array<double, 6> output;
    };
    for (const Case& one : {Case{dynamics::ProductionRule::leontief, {100.0, 100.0, 25.0, 0.0, 0.0, 0.0}},
                            Case{dynamics::ProductionRule::strongly_critical, {100.0, 100.0, 25.0, 0.0, 0.0, 0.0}},
                            Case{dynamics::ProductionRule::half_critical, {100.0, 100.0, 62.5, 50.0, 50.0, 50.0}},
                            Case{dynamics::ProductionRule::weakly_critical, {100.0, 100.0, 100.0, 100.0, 100.0, 100.0}},
                            Case{dynamics::ProductionRule::linear, {100.0, 100.0, 100.0, 100.0, 100.0, 100.0}}}) {
        ThreeInputs world(one.rule);
        world.deny(world.important, world.maker, 0);
        world.deny(world.other, world.maker, 0);
        dynamics::DayStep step(world.network, world.behaviour, world.schedule);
        for (std::size_t day = 0; day < one.output.size(); ++day) {
            CAPTURE(static_cast<int>(one.rule));
            CAPTURE(day);
            step.advance();
            CHECK(is_close(step.state().output[world.maker], one.output[day]));
        }
    }
}

TEST_CASE("with linear production, one remaining input stands in for two denied ones") {
    ThreeInputs world(dynamics::ProductionRule::linear);
    world.deny(world.critical, world.maker, 0);
    world.deny(world.other, world.maker, 0);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    for (const double output : {100.0, 100.0, 75.0, 62.5, 71.25, 76.9375}) {
        step.advance();
        CHECK(is_close(step.state().output[world.maker], output));
    }
}

TEST_CASE("without a non-critical input only leontief stops, and linear uses what is left") {
    const auto last = [](dynamics::ProductionRule rule) {
        ThreeInputs world(rule);
        return world.without(world.other).back();
    };
    CHECK(is_close(last(dynamics::ProductionRule::leontief), 0.0));
    CHECK(is_close(last(dynamics::ProductionRule::strongly_critical), 100.0));
    CHECK(is_close(last(dynamics::ProductionRule::half_critical), 100.0));
    CHECK(is_close(last(dynamics::ProductionRule::weakly_critical), 100.0));
    CHECK(is_close(last(dynamics::ProductionRule::linear), 100.0));
}

TEST_CASE("no dependences reproduce the linear function, so it is a separate rule") {
    // For the last two inputs, linear gives 0 without both and one half without one. No d makes the minimum do both.
    ThreeInputs linear(dynamics::ProductionRule::linear, {0.0, 1.0, 1.0}, 0.0);
    CHECK(linear.limit({1.0, 0.0, 0.0}) == 0.0);
    CHECK(linear.limit({1.0, 0.0, 1.0}) == 0.5);
    CHECK(linear.limit({1.0, 1.0, 0.0}) == 0.5);
    for (const double d : {0.0, 0.5, 0.84, 1.0}) {
        for (const double e : {0.0, 0.5, 0.84, 1.0}) {
            const ThreeInputs world(dynamics::ProductionRule::half_critical, {0.0, d, e}, 0.0);
            const bool none_at_all = world.limit({1.0, 0.0, 0.0}) == 0.0;
            const bool half = world.limit({1.0, 0.0, 1.0}) == 0.5 && world.limit({1.0, 1.0, 0.0}) == 0.5;
            CHECK_FALSE((none_at_all && half));
        }
    }
}
