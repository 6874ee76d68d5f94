#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/dynamics/rationing.hpp>

#include "../small_world.hpp"

using namespace chokepoint;

namespace {

struct Split {
    double a = 0.0;
    double b = 0.0;
    double fresh = 0.0;
    double backlog = 0.0;
};

/// How the supplier in the README splits its output on a day on which it makes `output`.
Split split(dynamics::Rationing rule, double output, double backlog = 0.0) {
    SmallWorld world;
    const std::uint32_t supplier = world.add_node(20.0);
    const std::uint32_t a = world.add_node(100.0);
    const std::uint32_t b = world.add_node(100.0);
    world.add_link(supplier, a, supplier, 40.0);
    world.add_link(supplier, b, supplier, 40.0);
    world.rules.rationing = rule;
    world.build();
    const policy::OpennessSchedule nothing;
    const dynamics::Sample sample{&world.network, &world.behaviour, &nothing};
    const dynamics::Batch batch(std::span(&sample, 1));
    const dynamics::LinkControl links(batch);
    const dynamics::DayContext context{batch, links};
    dynamics::DayState state = dynamics::baseline_state(batch);
    state.order[world.slot(a, supplier)] = 0.5;
    state.order[world.slot(b, supplier)] = 1.5;
    state.orders_in[supplier] = 80.0;
    state.fresh[supplier] = 20.0;
    state.backlog[supplier] = backlog;
    state.output[supplier] = output;
    dynamics::ration_output(context, supplier, 0, state);
    const auto served = [&](double multiple) {
        const double ration = state.ration[supplier];
        return 40.0 * (rule == dynamics::Rationing::water_filling ? std::min(multiple, ration) : multiple * ration);
    };
    return {served(0.5), served(1.5), state.fresh_served[supplier], state.backlog_served[supplier]};
}

void check_split(const Split& split, const Split& expected) {
    CHECK(split.a == doctest::Approx(expected.a).epsilon(1e-14));
    CHECK(split.b == doctest::Approx(expected.b).epsilon(1e-14));
    CHECK(split.fresh == doctest::Approx(expected.fresh).epsilon(1e-14));
    CHECK(split.backlog == doctest::Approx(expected.backlog).epsilon(1e-14));
}

}  // namespace

TEST_CASE("proportional rationing gives every claim the same share") {
    check_split(split(dynamics::Rationing::proportional, 60.0), {12.0, 36.0, 12.0, 0.0});
    check_split(split(dynamics::Rationing::proportional, 110.0, 30.0),
                {20 * 11 / 13.0, 60 * 11 / 13.0, 20 * 11 / 13.0, 30 * 11 / 13.0});
}

TEST_CASE("with final demand last, customers come first and in proportion") {
    check_split(split(dynamics::Rationing::final_demand_last, 60.0), {15.0, 45.0, 0.0, 0.0});
    check_split(split(dynamics::Rationing::final_demand_last, 90.0), {20.0, 60.0, 10.0, 0.0});
    check_split(split(dynamics::Rationing::final_demand_last, 110.0, 30.0), {20.0, 60.0, 20.0, 10.0});
}

TEST_CASE("water-filling serves small claims in full and the others up to a common multiple of their baseline") {
    check_split(split(dynamics::Rationing::water_filling, 60.0), {20.0, 40 * 2 / 3.0, 20 * 2 / 3.0, 0.0});
    check_split(split(dynamics::Rationing::water_filling, 80.0), {20.0, 40.0, 20.0, 0.0});
    check_split(split(dynamics::Rationing::water_filling, 90.0), {20.0, 50.0, 20.0, 0.0});
    check_split(split(dynamics::Rationing::water_filling, 110.0, 30.0), {20.0, 60.0, 20.0, 10.0});
}

TEST_CASE("without output, every rule gives nothing to any claim") {
    for (const dynamics::Rationing rule : {dynamics::Rationing::proportional, dynamics::Rationing::final_demand_last,
                                           dynamics::Rationing::water_filling})
        check_split(split(rule, 0.0, 30.0), {0.0, 0.0, 0.0, 0.0});
}
