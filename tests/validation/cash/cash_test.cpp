#include <doctest/doctest.h>

#include <array>
#include <limits>

#include "../small_world.hpp"

using namespace chokepoint;

namespace {

struct CashMaker : SmallWorld {
    std::uint32_t parts = add_node(0.0);
    std::uint32_t maker = add_node(100.0);

    explicit CashMaker(bool insolvency, double initial_usd = 1000.0) {
        add_link(parts, maker, parts, 60.0);
        products[parts].stock_days = 2.0;
        products[parts].overproduction = 3.0;
        rules.adaptations.insolvency = insolvency;
        build();
        dynamics::CashAccount account;
        account.company = 7;
        account.nodes = {maker};
        account.fixed_cost_share = 0.1;
        account.margin = 0.05;
        account.initial_usd = initial_usd;
        behaviour.accounts = {account};
    }
    void ban_and_fine() {
        deny(parts, maker, 0, 9);
        schedule.cash = {{4, 7, 1200.0}};
    }
};

}  // namespace

TEST_CASE("at rest a company earns its margin every day") {
    CashMaker world(false);
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    for (int day = 1; day <= 100; ++day) {
        step.advance();
        CHECK(step.state().cash_usd[0] == doctest::Approx(1000.0 + 5.0 * day).epsilon(1e-12));
    }
    CHECK_FALSE(step.ran_out_of_cash(0));
}

TEST_CASE("the ledger of a banned and fined company agrees with a calculation by hand") {
    CashMaker world(false);
    world.ban_and_fine();
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    for (const double by_hand : std::array{1065.0, 1130.0, 1120.0, 1110.0, -100.0}) {
        CHECK_FALSE(step.ran_out_of_cash(0));
        step.advance();
        CHECK(step.state().cash_usd[0] == doctest::Approx(by_hand).epsilon(1e-12));
    }
    CHECK(step.ran_out_of_cash(0));
}

TEST_CASE("a fine for another company does not change a company's cash") {
    CashMaker world(false);
    world.schedule.cash = {{4, 8, 1200.0}};
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    advance(step, 5);
    CHECK(step.state().cash_usd[0] == doctest::Approx(1025.0).epsilon(1e-12));
}

TEST_CASE("a company that ran out of cash works again after the ban, unless insolvency is on") {
    CashMaker solvent(false);
    solvent.ban_and_fine();
    dynamics::DayStep works(solvent.network, solvent.behaviour, solvent.schedule);
    advance(works, 60);
    CHECK(works.state().output[solvent.maker] == 100.0);
    CashMaker insolvent(true);
    insolvent.ban_and_fine();
    dynamics::DayStep closed(insolvent.network, insolvent.behaviour, insolvent.schedule);
    advance(closed, 60);
    CHECK(closed.state().output[insolvent.maker] == 0.0);
    CHECK(closed.state().suspended[insolvent.maker] == dynamics::kClosed);
}

TEST_CASE("a company with unknown cash never runs out of it") {
    CashMaker world(true, std::numeric_limits<double>::quiet_NaN());
    world.ban_and_fine();
    dynamics::DayStep step(world.network, world.behaviour, world.schedule);
    advance(step, 60);
    CHECK_FALSE(step.ran_out_of_cash(0));
    CHECK(step.state().output[world.maker] == 100.0);
    // This covers two days on stock at 65 each, eight lost days at −10, and the fine; only the starting level is
    // unknown.
    advance(step, 1);
    CHECK(step.state().cash_usd[0] < -1000.0);
}
