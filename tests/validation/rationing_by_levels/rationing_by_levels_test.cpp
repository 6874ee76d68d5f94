#include <doctest/doctest.h>

#include <vector>

#include "../small_world.hpp"

using namespace chokepoint;

namespace {

struct Supplier : SmallWorld {
    std::uint32_t supplier = add_node(20.0);
    std::uint32_t a = add_node(100.0);
    std::uint32_t b = add_node(100.0);

    explicit Supplier(dynamics::Rationing rationing) {
        add_link(supplier, a, supplier, 40.0);
        add_link(supplier, b, supplier, 40.0);
        use("export-control-rigid");
        for (dynamics::ProductBehaviour& product : products) {
            product.stock_days = 4.0;
            product.overproduction = 1.0;
        }
        rules.rationing = rationing;
        rules.order_adjust_days = 2.0;
        build();
        damage(supplier, 0, 3, 0.4);
        damage(b, 0, 1, 0.25);
    }
};

struct RationingByLevelsDay {
    double to_a = 0.0, to_b = 0.0, to_final = 0.0, order_a = 0.0, order_b = 0.0;
};

}  // namespace

TEST_CASE("customers are served by levels first, and final demand gets the rest") {
    const Supplier world(dynamics::Rationing::water_filling_final_last);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    step.keep_received();
    const std::uint32_t a = world.slot(world.a, world.supplier);
    const std::uint32_t b = world.slot(world.b, world.supplier);
    for (const RationingByLevelsDay& day : std::vector<RationingByLevelsDay>{{30.0, 30.0, 0.0, 45.0, 10.0},
                                                                             {45.0, 10.0, 5.0, 42.5, 55.0},
                                                                             {30.0, 30.0, 0.0, 47.5, 60.0},
                                                                             {47.5, 52.5, 0.0, 43.75, 53.75},
                                                                             {43.75, 53.75, 2.5, 41.875, 46.875}}) {
        CAPTURE(step.days_done());
        step.advance();
        const dynamics::DayState& state = step.state();
        CHECK(is_close(40.0 * state.received[a], day.to_a));
        CHECK(is_close(40.0 * state.received[b], day.to_b));
        CHECK(is_close(state.fresh_served[world.supplier], day.to_final));
        CHECK(is_close(40.0 * state.order[a], day.order_a));
        CHECK(is_close(40.0 * state.order[b], day.order_b));
    }
}

TEST_CASE("final demand treated as one more customer gets a share on the same day") {
    const Supplier world(dynamics::Rationing::water_filling);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    step.keep_received();
    step.advance();
    CHECK(is_close(40.0 * step.state().received[world.slot(world.a, world.supplier)], 24.0));
    CHECK(is_close(step.state().fresh_served[world.supplier], 12.0));
}
