#include <doctest/doctest.h>

#include "../small_world.hpp"

using namespace chokepoint;

namespace {

struct RivalsMarket : SmallWorld {
    std::uint32_t parts = add_node(0.0);
    std::uint32_t a = add_node(100.0);
    std::uint32_t b = add_node(60.0);
    std::uint32_t c = add_node(20.0);

    explicit RivalsMarket(double overproduction) {
        nodes[b].product = nodes[c].product = a;
        add_link(parts, a, parts, 40.0);
        add_link(parts, b, parts, 30.0);
        products[parts].stock_days = 30.0;
        products[parts].overproduction = 3.0;
        products[a].overproduction = overproduction;
        products[a].rivals_share = 0.5;
        rules.adaptations.rivals = true;
        build();
        behaviour.markets = {{a, b, c}};
    }
};

}  // namespace

TEST_CASE("rivals split a stopped maker's losses in proportion to what they serve themselves") {
    RivalsMarket market(2.0);
    market.deny(market.parts, market.a, 0, 79);
    dynamics::DayStep step(market.network, market.behaviour, market.schedule);
    for (int day = 0; day < 90; ++day) {
        step.advance();
        CAPTURE(day);
        // Day 30 is the first without output and day 80 the last. The market reacts on the next day.
        const bool lost = day >= 31 && day <= 81;
        CHECK(step.state().gained[market.a] == 0.0);
        CHECK(step.state().gained[market.b] == doctest::Approx(lost ? 37.5 : 0.0).epsilon(1e-13));
        CHECK(step.state().gained[market.c] == doctest::Approx(lost ? 12.5 : 0.0).epsilon(1e-13));
        CHECK(step.state().output[market.c] == doctest::Approx(lost ? 32.5 : 20.0).epsilon(1e-13));
    }
}

TEST_CASE("rivals gain no more than their spare capacity") {
    RivalsMarket market(1.25);
    market.deny(market.parts, market.a, 0);
    dynamics::DayStep step(market.network, market.behaviour, market.schedule);
    advance(step, 40);
    CHECK(step.state().gained[market.b] == doctest::Approx(15.0).epsilon(1e-13));
    CHECK(step.state().gained[market.c] == doctest::Approx(5.0).epsilon(1e-13));
}

TEST_CASE("the last firm that serves is offered what all the others lose") {
    RivalsMarket market(6.0);
    market.deny(market.parts, market.a, 0);
    market.deny(market.parts, market.b, 0);
    dynamics::DayStep step(market.network, market.behaviour, market.schedule);
    advance(step, 40);
    CHECK(step.state().gained[market.a] == 0.0);
    CHECK(step.state().gained[market.b] == 0.0);
    CHECK(step.state().gained[market.c] == doctest::Approx(80.0).epsilon(1e-13));
}
