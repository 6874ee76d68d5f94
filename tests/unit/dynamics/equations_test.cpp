// Each equation of the day against the formula of sim/docs/model.md, written out with if and else, and a pack of lanes
// against the same lanes one at a time.
#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <chokepoint/dynamics/equations.hpp>
#include <chokepoint/dynamics/lane_pack.hpp>
#include <cmath>
#include <cstdint>
#include <random>

using namespace chokepoint::dynamics;

namespace {

constexpr int kTrials = 2000;

/// Numbers as a day has them: mostly between 0 and 2, now and then exactly 0 or 1.
class Numbers {
   public:
    double next() {
        const unsigned kind = kind_(engine_);
        return kind == 0 ? 0.0 : kind == 1 ? 1.0 : value_(engine_);
    }
    double positive() { return 0.5 + value_(engine_); }

   private:
    std::mt19937_64 engine_{20180416};
    std::uniform_int_distribution<unsigned> kind_{0, 7};
    std::uniform_real_distribution<double> value_{0.0, 2.0};
};

/// Whether `equation(a, b, c, d)` of a pack has the bits of `formula` in every lane, `equation` of one lane too.
template <class Equation, class Formula>
void check_lanes(const Equation& equation, const Formula& formula) {
    Numbers numbers;
    for (int trial = 0; trial < kTrials; ++trial) {
        double a[kPack], b[kPack], c[kPack], d[kPack];
        for (unsigned k = 0; k < kPack; ++k) {
            a[k] = numbers.next();
            b[k] = numbers.next();
            c[k] = numbers.next();
            d[k] = numbers.positive();
        }
        const Pack pack = equation(load_pack(a), load_pack(b), load_pack(c), load_pack(d));
        for (unsigned k = 0; k < kPack; ++k) {
            const Single single = equation(Single(a[k]), Single(b[k]), Single(c[k]), Single(d[k]));
            const auto expected = std::bit_cast<std::uint64_t>(double(formula(a[k], b[k], c[k], d[k])));
            REQUIRE(std::bit_cast<std::uint64_t>(double(single[0])) == expected);
            REQUIRE(std::bit_cast<std::uint64_t>(double(pack[k])) == expected);
        }
    }
}

TEST_CASE("An input limits output by the share that depends on it, and not at all where nothing does") {
    check_lanes([](auto d, auto cover, auto, auto) { return share_with_input(d, cover); },
                [](double d, double cover, double, double) { return d > 0.0 ? 1.0 + d * (cover - 1.0) : kNoLimit; });
    CHECK(number_of(share_with_input(Single(1.0), Single(0.0))) == 0.0);
    CHECK(number_of(share_with_input(Single(0.5), Single(0.0))) == 0.5);
}

TEST_CASE("A stock grows by what arrives and shrinks by what is used, but never below nothing") {
    check_lanes([](auto cover, auto arrived, auto used, auto) { return next_cover(cover, arrived, used); },
                [](double cover, double arrived, double used, double) {
                    const double taken = used < cover ? used : cover;
                    const double left = cover + (arrived - taken);
                    return left > 0.0 ? left : 0.0;
                });
}

TEST_CASE("An order replaces the use, closes part of the gap, and stays between nothing and its ceiling") {
    check_lanes([](auto use, auto gap, auto adjust,
                   auto most) { return next_order(use, decltype(use)(gap - 1.0), adjust, most); },
                [](double use, double gap, double adjust, double most) {
                    const double wanted = use + (gap - 1.0) * adjust;
                    if (wanted <= 0.0) return 0.0;
                    return wanted < most ? wanted : most;
                });
}

TEST_CASE("Output slows down while a stock is below the share of its target that the rule names") {
    check_lanes([](auto cover, auto target, auto, auto) { return slowed_cover(cover, 0.8, target); },
                [](double cover, double target, double, double) {
                    const double full = 0.8 * target;
                    return full > 1.0 ? cover / full : cover / 1.0;
                });
    check_lanes([](auto cover, auto target, auto, auto) { return slowed_cover(cover, 0.0, target); },
                [](double cover, double, double, double) { return cover; });
}

TEST_CASE("A restart counts a stock up to the days asked for, or up to its target if that is less") {
    check_lanes(
        [](auto cover, auto, auto, auto days) { return restart_cover(cover, days, decltype(days)(days * 0.75)); },
        [](double cover, double, double, double days) {
            const double share = cover / (days * 0.75);
            return share < 1.0 ? share : 1.0;
        });
}

TEST_CASE("A lane makes all that is asked of it only if capacity and inputs both allow it") {
    for (const double wanted : {0.0, 0.5, 1.0, 1.5}) {
        for (const double capacity : {0.5, 1.0, 1.25}) {
            for (const double limit : {0.0, 1.0, kNoLimit})
                CHECK(makes_all(wanted, capacity, limit) == (wanted <= capacity && wanted <= limit));
        }
    }
}

TEST_CASE("Waiting demand gets what is left, and exactly what waits where all is served") {
    CHECK(number_of(backlog_served_of(Single(10.0), Single(7.0), Single(5.0), Single(3.0))) == 3.0);
    CHECK(number_of(backlog_served_of(Single(6.0), Single(7.0), Single(5.0), Single(-1.0))) == 0.0);
    // 0.3 - 0.1 is not 0.2 to the last bit.
    CHECK(number_of(backlog_served_of(Single(0.1 + 0.2), Single(0.1), Single(0.2), Single(0.1 + 0.2 - 0.1))) == 0.2);
}

TEST_CASE("What is under way arrives in parts of one over the lag, and nothing is lost on the way") {
    double arrived = 2.0;
    const double under_way = next_transit(4.0, 8.0, arrived);
    CHECK(arrived == 2.0);
    CHECK(under_way == 8.0);
    arrived = 0.0;
    CHECK(next_transit(4.0, 8.0, arrived) + arrived == 8.0);
}

TEST_CASE("Goodwill falls while customers are not served, comes back while they are, and stays between 0 and 1") {
    check_lanes(
        [](auto goodwill, auto filled, auto days, auto) {
            using V = decltype(goodwill);
            return next_goodwill(goodwill, filled, V(days + 0.25), V(days + 0.5));
        },
        [](double goodwill, double filled, double days, double) {
            const double back = filled * (1.0 - goodwill) / (days + 0.25);
            const double lost = (1.0 - filled) * goodwill / (days + 0.5);
            return std::clamp(goodwill + (back - lost), 0.0, 1.0);
        });
}

TEST_CASE("Every order rule aims at what its description says") {
    const double plan = 1.25, made = 0.75;
    const auto aim = [&](OrderRule rule) { return order_aim(rule, plan, made, false, false); };
    CHECK(aim(OrderRule::planned).use == plan);
    CHECK(aim(OrderRule::planned).goal == plan);
    CHECK(aim(OrderRule::actual).use == made);
    CHECK(aim(OrderRule::actual).goal == made);
    CHECK(aim(OrderRule::actual_fixed_target).use == made);
    CHECK(aim(OrderRule::actual_fixed_target).goal == 1.0);
    CHECK(aim(OrderRule::actual_no_excess).goal == made);
    CHECK(aim(OrderRule::capped_no_excess).use == made);
    CHECK(aim(OrderRule::capped_no_excess).goal == plan);
    CHECK(aim(OrderRule::demand_fixed_target).use == plan);
    CHECK(aim(OrderRule::demand_fixed_target).goal == 1.0);
    CHECK(order_aim(OrderRule::planned, plan, made, true, false).use == 0.0);
    CHECK(order_aim(OrderRule::actual_fixed_target, plan, made, true, true).goal == 0.0);
}

TEST_CASE("Overproduction grows with scarcity, falls back without it, and never goes below one") {
    CHECK(next_overproduction(1.0, 1.25, 2.0, 1.0, 365.0) == doctest::Approx(1.0 + 0.25 * 0.5 / 365.0));
    CHECK(next_overproduction(1.2, 1.25, 1.0, 1.0, 10.0) == doctest::Approx(1.18));
    CHECK(next_overproduction(1.0, 1.25, 0.5, 1.0, 1.0) == 1.0);
}

TEST_CASE("Labour moves towards what inputs and demand allow, faster down than up") {
    CHECK(next_labour(1.0, 0.5, 2.0, 0.1, 0.2) == doctest::Approx(0.9));
    CHECK(next_labour(0.5, 1.0, 2.0, 0.1, 0.2) == doctest::Approx(0.55));
}

TEST_CASE("A node stays shut while an input that it needs cannot be bought again") {
    CHECK(keeps_up(1.0, 0.5, 1.0, 0.25));
    CHECK_FALSE(keeps_up(1.0, 0.2, 1.0, 0.25));
    CHECK(keeps_up(0.0, 0.0, 1.0, 0.25));
    CHECK(keeps_up(0.5, 0.0, 1.0, 0.5));
}

}  // namespace
