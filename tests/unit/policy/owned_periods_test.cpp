#include <doctest/doctest.h>

#include <chokepoint/policy/ownership.hpp>

using namespace chokepoint;

namespace {

Date owned_day(int number) {
    return *parse_date("2018-01-01") + std::chrono::days(number);
}

const std::vector<policy::ListedPeriod> kTwoParties = {{{0}, owned_day(10), owned_day(59)},
                                                       {{1}, owned_day(20), owned_day(39)}};

}  // namespace

TEST_CASE("a company is an affiliate on the days on which listed companies hold half of it together") {
    const std::vector<policy::Ownership> owners = {{2, 0, 0.3}, {2, 1, 0.3}};
    const auto owned = policy::owned_periods(kTwoParties, owners, 0.5);
    REQUIRE(owned.size() == 1);
    CHECK(owned[0].company == 2);
    CHECK(owned[0].from == owned_day(20));
    CHECK(owned[0].until == owned_day(39));
    REQUIRE(owned[0].held.size() == 2);
    CHECK(owned[0].held[1].owner == 1);
    CHECK(owned[0].held[1].share == 0.3);
}

TEST_CASE("an affiliate of one party stays one when another party comes and goes") {
    const std::vector<policy::Ownership> owners = {{2, 0, 0.6}};
    const auto owned = policy::owned_periods(kTwoParties, owners, 0.5);
    REQUIRE(owned.size() == 1);
    CHECK(owned[0].from == owned_day(10));
    CHECK(owned[0].until == owned_day(59));
}

TEST_CASE("a lower threshold adds more affiliates, and a chain counts whole holdings") {
    // 0 holds 30 % of 2, which holds 25 % of 3; together with nothing else.
    const std::vector<policy::Ownership> owners = {{2, 0, 0.3}, {3, 2, 0.25}};
    CHECK(policy::owned_periods(kTwoParties, owners, 0.5).empty());
    const auto owned = policy::owned_periods(kTwoParties, owners, 0.25);
    REQUIRE(owned.size() == 2);
    CHECK(owned[0].company == 2);
    CHECK(owned[1].company == 3);
    CHECK(owned[1].held[0].owner == 2);
    CHECK(policy::owned_periods(kTwoParties, owners, 0.3).size() == 1);
}

TEST_CASE("a company that is listed itself on some of the days is an affiliate on the others") {
    const std::vector<policy::Ownership> owners = {{1, 0, 1.0}};
    const auto owned = policy::owned_periods(kTwoParties, owners, 0.5);
    REQUIRE(owned.size() == 2);
    CHECK(owned[0].until == owned_day(19));
    CHECK(owned[1].from == owned_day(40));
    CHECK(owned[1].until == owned_day(59));
}

TEST_CASE("a party that never leaves its list makes affiliates for good") {
    const std::vector<policy::ListedPeriod> listed = {{{0}, Date::min(), Date::max()}};
    const std::vector<policy::Ownership> owners = {{1, 0, 0.5}};
    const auto owned = policy::owned_periods(listed, owners, 0.5);
    REQUIRE(owned.size() == 1);
    CHECK(owned[0].from == Date::min());
    CHECK(owned[0].until == Date::max());
}
