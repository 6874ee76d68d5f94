#include <doctest/doctest.h>

#include <algorithm>

#include "../small_world.hpp"

using namespace chokepoint;

namespace {

/// Buyers X and Y of U's product, and the suppliers with a standby for it. `backwards` adds buyers, suppliers and links
/// in the opposite order.
struct Trade : SmallWorld {
    struct Purchase {
        std::uint32_t* supplier;
        std::uint32_t* buyer;
        double flow;
        double standby;
    };

    std::uint32_t u = 0, w1 = 0, w2 = 0, w3 = 0, x = 0, y = 0;

    void make(bool backwards, std::vector<std::pair<std::uint32_t*, double>> who, std::vector<Purchase> purchases,
              double ramp_days = 0.0) {
        if (backwards) {
            std::reverse(who.begin(), who.end());
            std::reverse(purchases.begin(), purchases.end());
        }
        for (const auto& [number, final_usd] : who)
            *number = add_node(final_usd);
        for (const Purchase& one : purchases)
            nodes[*one.supplier].product = u;
        for (const Purchase& one : purchases)
            add_link(*one.supplier, *one.buyer, u, one.flow, one.standby);
        products[u].substitutability = 1.0;
        products[u].qualification_days = 0.0;
        products[u].resourcing_ramp_days = ramp_days;
        products[u].overproduction = 1.25;
        rules.adaptations.resourcing = true;
        rules.order_ceiling = 1.0;
        build();
    }
    /// The case of the README. U's sales follow from its links.
    void make_first(bool backwards) {
        make(backwards, {{&u, 100.0}, {&w1, 100.0}, {&w2, 200.0}, {&x, 500.0}, {&y, 500.0}},
             {{&u, &x, 60.0, 0.0},
              {&w1, &x, 0.0, 60.0},
              {&w2, &x, 0.0, 60.0},
              {&u, &y, 20.0, 0.0},
              {&w1, &y, 0.0, 20.0}});
    }
    /// Denies U's sales to X and to Y.
    void deny_both(int x_from, int y_from) {
        // SmallWorld requires denials in ascending order of slots.
        if (x < y) deny(u, x, x_from);
        deny(u, y, y_from);
        if (x > y) deny(u, x, x_from);
    }
    double flow(const dynamics::DayStep& step, std::uint32_t supplier, std::uint32_t buyer) const {
        return step.links().purchase_weight(link(supplier, buyer));
    }
};

doctest::Approx close_to(double value) {
    return doctest::Approx(value).epsilon(1e-12);
}

}  // namespace

TEST_CASE("spare capacity is shared in proportion to asks, and buyers ask other suppliers for the rest") {
    for (const bool backwards : {false, true}) {
        Trade trade;
        trade.make_first(backwards);
        trade.deny_both(10, 10);
        dynamics::DayStep step(trade.network, trade.behaviour, trade.schedule);
        step.keep_received();
        advance(step, 10);
        CHECK(trade.flow(step, trade.w1, trade.x) == 0.0);
        for (int day = 10; day < 100; ++day) {
            step.advance();
            CAPTURE(day);
            CHECK(trade.flow(step, trade.w1, trade.x) == close_to(15.0));
            CHECK(trade.flow(step, trade.w1, trade.y) == close_to(10.0));
            CHECK(trade.flow(step, trade.w2, trade.x) == close_to(45.0));
        }
    }
}

TEST_CASE("a latecomer takes nothing from a link that already carries re-sourced goods") {
    for (const bool backwards : {false, true}) {
        Trade trade;
        trade.make_first(backwards);
        trade.deny_both(10, 20);
        dynamics::DayStep step(trade.network, trade.behaviour, trade.schedule);
        step.keep_received();
        advance(step, 40);
        CHECK(trade.flow(step, trade.w1, trade.x) == close_to(25.0));
        CHECK(trade.flow(step, trade.w2, trade.x) == close_to(35.0));
        CHECK(trade.flow(step, trade.w1, trade.y) <= 1e-12);
    }
}

TEST_CASE("two equal buyers get equal amounts each day until capacity runs out") {
    for (const bool backwards : {false, true}) {
        Trade trade;
        // W1 can make 75, of which it sells 60.
        trade.make(backwards, {{&trade.u, 100.0}, {&trade.w1, 60.0}, {&trade.x, 500.0}, {&trade.y, 500.0}},
                   {{&trade.u, &trade.x, 20.0, 0.0},
                    {&trade.w1, &trade.x, 0.0, 20.0},
                    {&trade.u, &trade.y, 20.0, 0.0},
                    {&trade.w1, &trade.y, 0.0, 20.0}},
                   4.0);
        trade.deny_both(10, 10);
        dynamics::DayStep step(trade.network, trade.behaviour, trade.schedule);
        step.keep_received();
        advance(step, 11);
        CHECK(trade.flow(step, trade.w1, trade.x) == close_to(5.0));
        CHECK(trade.flow(step, trade.w1, trade.y) == close_to(5.0));
        advance(step, 20);
        CHECK(trade.flow(step, trade.w1, trade.x) == close_to(7.5));
        CHECK(trade.flow(step, trade.w1, trade.y) == close_to(7.5));
    }
}

TEST_CASE("a supplier that regains capacity takes its share back from those that stepped in") {
    for (const bool backwards : {false, true}) {
        Trade trade;
        trade.make(
            backwards, {{&trade.u, 100.0}, {&trade.w1, 100.0}, {&trade.w2, 200.0}, {&trade.x, 500.0}},
            {{&trade.u, &trade.x, 30.0, 0.0}, {&trade.w1, &trade.x, 0.0, 60.0}, {&trade.w2, &trade.x, 0.0, 60.0}});
        trade.deny(trade.u, trade.x, 10);
        trade.damage(trade.w2, 0, 20, 0.2);
        dynamics::DayStep step(trade.network, trade.behaviour, trade.schedule);
        step.keep_received();
        advance(step, 20);
        CHECK(trade.flow(step, trade.w1, trade.x) == close_to(25.0));
        CHECK(trade.flow(step, trade.w2, trade.x) == 0.0);
        advance(step, 1);
        CHECK(trade.flow(step, trade.w1, trade.x) == close_to(15.0));
        CHECK(trade.flow(step, trade.w2, trade.x) == close_to(15.0));
    }
}

TEST_CASE("equal suppliers carry equal loads when a third one lacks capacity") {
    for (const bool backwards : {false, true}) {
        Trade trade;
        trade.make(backwards,
                   {{&trade.u, 100.0}, {&trade.w1, 16.0}, {&trade.w2, 100.0}, {&trade.w3, 100.0}, {&trade.x, 500.0}},
                   {{&trade.u, &trade.x, 30.0, 0.0},
                    {&trade.w1, &trade.x, 0.0, 60.0},
                    {&trade.w2, &trade.x, 0.0, 60.0},
                    {&trade.w3, &trade.x, 0.0, 60.0}});
        trade.deny(trade.u, trade.x, 10);
        dynamics::DayStep step(trade.network, trade.behaviour, trade.schedule);
        step.keep_received();
        advance(step, 30);
        CHECK(trade.flow(step, trade.w1, trade.x) == close_to(4.0));
        CHECK(trade.flow(step, trade.w2, trade.x) == close_to(13.0));
        CHECK(trade.flow(step, trade.w3, trade.x) == close_to(13.0));
    }
}
