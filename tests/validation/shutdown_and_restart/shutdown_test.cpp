#include <doctest/doctest.h>

#include "../small_world.hpp"

using namespace chokepoint;

namespace {

struct Plant : SmallWorld {
    std::uint32_t supplier = add_node(0.0);
    std::uint32_t plant = add_node(100.0);

    explicit Plant(double dependence) {
        add_link(supplier, plant, supplier, 40.0);
        products[supplier].stock_days = 30.0;
        products[supplier].dependence = dependence;
        products[supplier].overproduction = 3.0;
        products[plant].overproduction = 1.25;
        products[plant].suspend_below = 0.25;
        products[plant].restart_above = 0.5;
        products[plant].restart_cover_days = 7.0;
        products[plant].restart_ramp_days = 14.0;
        rules.adaptations.suspension = true;
        rules.order_ceiling = 2.0;
        build();
        deny(supplier, plant, 0, 99);
    }
};

}  // namespace

TEST_CASE("a plant shuts down when its critical input runs out and names that input") {
    Plant world(1.0);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    for (int day = 0; day < 103; ++day) {
        step.advance();
        CAPTURE(day);
        CHECK(step.state().output[world.plant] == (day < 30 ? 100.0 : 0.0));
        CHECK(step.state().suspended[world.plant] == (day < 30 ? 0 : 1));
        if (day < 30) continue;
        CHECK(step.state().bound[world.plant] == dynamics::Bound::suspended);
        CHECK(step.state().bound_slot[world.plant] == 0);
    }
}

TEST_CASE("a plant restarts at half a week of stock and reaches full output on day 12 of its ramp") {
    Plant world(1.0);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    advance(step, 103);
    CHECK(step.state().cover[0] == 5.0);
    CHECK(step.state().output[world.plant] == 0.0);
    for (int n = 1; n <= 20; ++n) {
        step.advance();
        CAPTURE(n);
        const double by_hand = n < 12 ? 125.0 * n / 14.0 : 100.0;
        CHECK(step.state().output[world.plant] == doctest::Approx(by_hand).epsilon(1e-13));
        CHECK(step.state().bound[world.plant] == (n < 12 ? dynamics::Bound::restart : dynamics::Bound::demand));
    }
}

TEST_CASE("an input that 84 of 100 products need shuts the plant, and an important one does not") {
    Plant most(0.84);
    dynamics::DayStep of_most(most.network, most.behaviour, most.schedule);
    advance(of_most, 31);
    CHECK(of_most.state().output[most.plant] == 0.0);
    Plant half(0.5);
    dynamics::DayStep of_half(half.network, half.behaviour, half.schedule);
    advance(of_half, 31);
    CHECK(of_half.state().output[half.plant] == 50.0);
    CHECK(of_half.state().suspended[half.plant] == 0);
}

namespace {

/// Output on each of 200 days if `part` of the second input is free again from day 40 on and the rest never is. While
/// the plant is shut, that input must be named, and not the first one, which is plentiful.
std::vector<double> output_with_part_open(double part) {
    SmallWorld world;
    const std::uint32_t plenty = world.add_node(0.0);
    const std::uint32_t large = world.add_node(0.0);
    const std::uint32_t small = world.add_node(0.0);
    const std::uint32_t plant = world.add_node(100.0);
    world.nodes[small].product = large;
    world.add_link(plenty, plant, plenty, 10.0);
    world.add_link(large, plant, large, 40.0 * (1.0 - part));
    world.add_link(small, plant, large, 40.0 * part);
    world.products[large].stock_days = 30.0;
    world.products[plant].restart_cover_days = 7.0;
    world.rules.adaptations.suspension = true;
    world.rules.order_ceiling = 1.0;
    world.build();
    world.deny(large, plant, 0);
    world.deny(small, plant, 0, 39);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    std::vector<double> output;
    for (int day = 0; day < 200; ++day) {
        step.advance();
        output.push_back(step.state().output[plant]);
        if (step.state().suspended[plant] != 0) CHECK(step.state().bound_slot[plant] == 1);
    }
    return output;
}

}  // namespace

TEST_CASE("a plant restarts with part of its input if that part can keep it running") {
    const std::vector<double> output = output_with_part_open(0.3);
    CHECK(output[51] == 0.0);
    CHECK(output[52] == doctest::Approx(125.0 / 14.0).epsilon(1e-13));
}

TEST_CASE("a plant stays shut while the inputs it can buy could not keep it running, however much stock it has") {
    const std::vector<double> output = output_with_part_open(0.2);
    CHECK(output[29] == 100.0);
    for (std::size_t day = 30; day < output.size(); ++day)
        CHECK(output[day] == 0.0);
}
