#include <doctest/doctest.h>

#include <chokepoint/scenario/tables/party_list.hpp>

using namespace chokepoint;

namespace {

Date day_party_list(int number) {
    return *parse_date("2018-01-01") + std::chrono::days(number);
}

}  // namespace

TEST_CASE("a company is listed with its owners on the days on which these hold half of it together") {
    scenario::Model model;
    network::NameTable ids;
    for (const char* name : {"One", "Two", "Child"})
        ids.add(name);
    model.companies = scenario::Companies(ids, std::vector<std::uint32_t>{0, 1, 2});
    model.owners = {{2, 0, 0.3}, {2, 1, 0.3}};
    std::vector<policy::ListedParty> parties = {{"One", {0}, day_party_list(10), day_party_list(59), {}},
                                                {"Two", {1}, day_party_list(20), day_party_list(39), {}}};
    scenario::add_subsidiaries(model, parties);
    REQUIRE(parties.size() == 3);
    CHECK(parties[2].companies == std::vector<std::uint32_t>{2});
    CHECK(parties[2].from == day_party_list(20));
    CHECK(parties[2].until == day_party_list(39));

    model.owners = {{2, 0, 0.6}};
    parties.pop_back();
    scenario::add_subsidiaries(model, parties);
    REQUIRE(parties.size() == 3);
    CHECK(parties[2].from == day_party_list(10));
    CHECK(parties[2].until == day_party_list(59));
}
