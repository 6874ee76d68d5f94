#include <doctest/doctest.h>

#include <cmath>

#include "../small_world.hpp"

using namespace chokepoint;

namespace {

struct Voyage : SmallWorld {
    std::uint32_t supplier = add_node(0.0);
    std::uint32_t buyer = add_node(100.0);

    explicit Voyage(double transit_days) {
        add_link(supplier, buyer, supplier, 40.0);
        products[supplier].stock_days = 20.0;
        products[supplier].transit_days = transit_days;
        build();
        deny(supplier, buyer, 5);
    }
};

}  // namespace

TEST_CASE("goods in transit when a denial begins still arrive, a tenth of the rest per day") {
    Voyage world(10.0);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    step.keep_received();
    advance(step, 5);
    CHECK(step.state().cover[0] == 20.0);
    CHECK(step.state().transit[0] == 10.0);
    for (int k = 0; k < 29; ++k) {
        step.advance();
        CAPTURE(k);
        CHECK(step.state().received[0] == doctest::Approx(std::pow(0.9, k)).epsilon(1e-12));
        CHECK(step.state().output[world.buyer] == doctest::Approx(100.0).epsilon(1e-12));
        const double cover = 20.0 - (k + 1) + 10.0 * (1.0 - std::pow(0.9, k + 1));
        CHECK(std::abs(step.state().cover[0] - cover) <= 1e-12);
    }
    // The morning of day 34: 20 − 29 + 10·(1 − 0.9^29).
    step.advance();
    CHECK(step.state().output[world.buyer] == doctest::Approx(100.0 * (1.0 - 10.0 * std::pow(0.9, 29))).epsilon(1e-11));
}

TEST_CASE("everything in transit arrives, and no more, however long the lag is") {
    for (const double lag : {0.25, 0.5, 0.9, 1.0, 3.0, 10.0}) {
        Voyage world(lag);
        dynamics::DayStep step(world.network, world.behaviour, world.schedule);
        step.keep_received();
        advance(step, 5);
        // With a lag below a day nothing is in transit: goods arrive on the day they are shipped.
        const double under_way = lag < 1.0 ? 0.0 : step.state().transit[0];
        CHECK(step.state().transit.empty() == (lag < 1.0));
        double arrived = 0.0;
        for (int day = 5; day < 500; ++day) {
            step.advance();
            arrived += step.state().received[0];
        }
        CAPTURE(lag);
        CHECK(arrived == doctest::Approx(under_way).epsilon(1e-12));
    }
}
