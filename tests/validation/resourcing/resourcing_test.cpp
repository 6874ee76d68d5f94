#include <doctest/doctest.h>

#include <algorithm>

#include "../small_world.hpp"

using namespace chokepoint;

namespace {

struct ResourcingMarket : SmallWorld {
    std::uint32_t u = add_node(1000.0);
    std::uint32_t v = add_node(1000.0);
    std::uint32_t w;
    std::uint32_t buyer;

    explicit ResourcingMarket(double standby, double w_final = 1000.0) : w(add_node(w_final)), buyer(add_node(500.0)) {
        // All three sell U's product.
        nodes[v].product = nodes[w].product = u;
        add_link(u, buyer, u, 80.0);
        add_link(v, buyer, u, 20.0);
        if (standby > 0.0) add_link(w, buyer, u, 0.0, standby);
        products[u].substitutability = 0.6;
        products[u].qualification_days = 90.0;
        products[u].resourcing_ramp_days = 30.0;
        products[u].overproduction = 1.25;
        rules.adaptations.resourcing = true;
        rules.order_ceiling = 1.0;
    }
    double flow(const dynamics::DayStep& step, std::uint32_t supplier) const {
        return step.links().purchase_weight(link(supplier, buyer));
    }
};

double by_hand(int day) {
    return std::clamp(2.0 * (day - 99), 0.0, 60.0);
}

}  // namespace

TEST_CASE("a standby supplier first delivers 90 days after the block and reaches its full share 30 days later") {
    ResourcingMarket market(100.0);
    market.build();
    market.deny(market.u, market.buyer, 10, 199);
    dynamics::DayStep step(market.network, market.behaviour, market.schedule);
    step.keep_received();
    for (int day = 0; day < 200; ++day) {
        step.advance();
        CAPTURE(day);
        CHECK(market.flow(step, market.u) == (day < 10 ? 80.0 : 0.0));
        CHECK(market.flow(step, market.v) == 20.0);
        CHECK(market.flow(step, market.w) == doctest::Approx(by_hand(day)).epsilon(1e-12));
    }
    // 60 of 100 have moved and 20 were open all along. The other 20 are lost while the block lasts.
    CHECK(step.state().received[0] == doctest::Approx(0.8).epsilon(1e-12));
    step.advance();
    CHECK(market.flow(step, market.u) == 80.0);
    CHECK(market.flow(step, market.w) == 0.0);
    CHECK(step.links().denied_sales(market.u) == 0.0);
}

TEST_CASE("without a standby, open suppliers take over in proportion to their baseline flow") {
    ResourcingMarket market(0.0);
    market.build();
    market.deny(market.u, market.buyer, 10);
    dynamics::DayStep step(market.network, market.behaviour, market.schedule);
    step.keep_received();
    for (int day = 0; day < 200; ++day) {
        step.advance();
        CHECK(market.flow(step, market.v) == doctest::Approx(20.0 + by_hand(day)).epsilon(1e-12));
    }
}

TEST_CASE("no more flow moves than is blocked") {
    ResourcingMarket market(100.0);
    market.products[market.u].substitutability = 0.9;
    market.build();
    market.deny(market.u, market.buyer, 10);
    dynamics::DayStep step(market.network, market.behaviour, market.schedule);
    step.keep_received();
    advance(step, 200);
    CHECK(market.flow(step, market.w) == doctest::Approx(80.0).epsilon(1e-12));
}

TEST_CASE("a standby supplier takes on no more than its standby flow") {
    ResourcingMarket market(45.0);
    market.build();
    market.deny(market.u, market.buyer, 10);
    dynamics::DayStep step(market.network, market.behaviour, market.schedule);
    step.keep_received();
    advance(step, 200);
    CHECK(market.flow(step, market.w) == doctest::Approx(45.0).epsilon(1e-12));
}

TEST_CASE("a standby supplier takes on no more than its spare capacity") {
    ResourcingMarket market(100.0, 100.0);
    market.build();
    market.deny(market.u, market.buyer, 10);
    dynamics::DayStep step(market.network, market.behaviour, market.schedule);
    step.keep_received();
    for (int day = 0; day < 200; ++day) {
        step.advance();
        CHECK(market.flow(step, market.w) == doctest::Approx(std::min(25.0, by_hand(day))).epsilon(1e-12));
        CHECK(step.state().fresh_served[market.w] == doctest::Approx(100.0).epsilon(1e-12));
    }
}

TEST_CASE("a second denial has to qualify the standby supplier again") {
    ResourcingMarket market(100.0);
    market.build();
    market.deny(market.u, market.buyer, 10, 149);
    market.deny(market.u, market.buyer, 160);
    dynamics::DayStep step(market.network, market.behaviour, market.schedule);
    step.keep_received();
    advance(step, 160 + 90);
    CHECK(market.flow(step, market.w) == 0.0);
    step.advance();
    CHECK(market.flow(step, market.w) == doctest::Approx(2.0).epsilon(1e-12));
}

TEST_CASE("a standby supplier that is also denied carries nothing, and the others take over what they can") {
    ResourcingMarket market(100.0);
    market.links[1].standby = 30.0;  // V has a standby flow of 30
    market.build();
    market.deny(market.u, market.buyer, 10);
    market.deny(market.w, market.buyer, 150);
    dynamics::DayStep step(market.network, market.behaviour, market.schedule);
    step.keep_received();
    advance(step, 150);
    // Of 130 in standby flow, W and V have 100 and 30: 60·100/130 and 60·30/130.
    CHECK(market.flow(step, market.w) == doctest::Approx(600.0 / 13.0).epsilon(1e-12));
    CHECK(market.flow(step, market.v) == doctest::Approx(20.0 + 180.0 / 13.0).epsilon(1e-12));
    step.advance();
    CHECK(market.flow(step, market.w) == 0.0);
    CHECK(market.flow(step, market.v) == doctest::Approx(50.0).epsilon(1e-12));
    CHECK(step.links().denied_sales(market.w) == 0.0);
}

TEST_CASE("suppliers that took over without a standby give flow up to a standby supplier that becomes open") {
    ResourcingMarket market(100.0);
    market.build();
    market.deny(market.w, market.buyer, 0, 149);
    market.deny(market.u, market.buyer, 10);
    dynamics::DayStep step(market.network, market.behaviour, market.schedule);
    step.keep_received();
    advance(step, 150);
    CHECK(market.flow(step, market.v) == doctest::Approx(80.0).epsilon(1e-12));
    step.advance();
    CHECK(market.flow(step, market.v) == 20.0);
    CHECK(market.flow(step, market.w) == doctest::Approx(60.0).epsilon(1e-12));
}
