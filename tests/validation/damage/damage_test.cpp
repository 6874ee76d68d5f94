#include <doctest/doctest.h>

#include <cmath>

#include "../small_world.hpp"

using namespace chokepoint;

namespace {

struct Alone : SmallWorld {
    std::uint32_t node = add_node(100.0);
    Alone() {
        use("export-control-rigid");
        products[node].overproduction = 1.0;
        build();
    }
};

/// Checks output on each of 16 days. From day 5 on, `lost(e)` is the share lost on day e of the recovery.
template <class Lost>
void check_curve(policy::Recovery recovery, Lost lost) {
    Alone world;
    world.damage(world.node, 2, 3, 0.4, recovery, 10.0);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    for (int day = 0; day < 16; ++day) {
        CAPTURE(day);
        step.advance();
        const double expected = day < 2 ? 100.0 : day < 5 ? 60.0 : 100.0 * (1.0 - lost(day - 4));
        CHECK(std::abs(step.state().output[world.node] - expected) <= 1e-13 * 100.0);
        CHECK(step.state().bound[world.node] ==
              (expected < 100.0 ? dynamics::Bound::capacity : dynamics::Bound::demand));
    }
}

}  // namespace

TEST_CASE("without a curve, capacity comes back at once") {
    check_curve(policy::Recovery::none, [](int) { return 0.0; });
}

TEST_CASE("a linear recovery restores a tenth of the loss per day") {
    check_curve(policy::Recovery::linear, [](int e) { return e < 10 ? 0.4 - 0.04 * e : 0.0; });
}

TEST_CASE("a convex recovery restores a tenth of the remaining loss per day") {
    double lost = 0.4;
    check_curve(policy::Recovery::convex, [&](int) { return lost *= 0.9; });
}

TEST_CASE("a concave recovery is slow at first, half done at half of its time, and nearly done at the end") {
    const double k = std::log(1e7) / std::log(5.0);
    check_curve(policy::Recovery::concave, [&](int e) { return 4.0 / (10.0 + 1e-6 * std::exp(k * std::log(e))); });
    const policy::Damage damage{0, 2, 3, 0.4, policy::Recovery::concave, 10.0};
    CHECK(policy::lost_capacity(damage, 5) == doctest::Approx(4.0 / 10.000001).epsilon(1e-14));
    CHECK(policy::lost_capacity(damage, 9) == doctest::Approx(0.2).epsilon(1e-14));
    CHECK(policy::lost_capacity(damage, 14) == doctest::Approx(4.0 / (10.0 + 10.0 * std::exp2(k))).epsilon(1e-13));
}

TEST_CASE("the larger of two damages to one node counts") {
    Alone world;
    world.damage(world.node, 2, 3, 0.4);
    world.damage(world.node, 4, 4, 0.3);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    for (const double output : {100.0, 100.0, 60.0, 60.0, 60.0, 70.0, 70.0, 70.0, 100.0}) {
        step.advance();
        CHECK(std::abs(step.state().output[world.node] - output) <= 1e-13 * 100.0);
    }
}
