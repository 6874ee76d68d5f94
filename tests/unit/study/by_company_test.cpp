#include <doctest/doctest.h>

#include <chokepoint/study/by_company.hpp>

using namespace chokepoint;

TEST_CASE("entries are found by the company's number, whatever the order they were listed in") {
    study::ByCompany<int> entries(std::vector<std::uint32_t>{900'000, 3, 70});
    entries.at(3) = 1;
    entries.at(900'000) = 2;
    CHECK(entries[3] == 1);
    CHECK(entries[70] == 0);
    CHECK(entries[900'000] == 2);
    CHECK(entries.contains(70));
}

TEST_CASE("a company that is not recorded has an empty entry, which cannot be written") {
    study::ByCompany<int> entries(std::vector<std::uint32_t>{3});
    CHECK(entries[4] == 0);
    CHECK_FALSE(entries.contains(4));
    CHECK_THROWS_AS(entries.at(4), std::out_of_range);
    CHECK(study::ByCompany<int>()[0] == 0);
}
