#include <doctest/doctest.h>

#include <chokepoint/base/ids.hpp>
#include <chokepoint/scenario/model/companies.hpp>
#include <vector>

using namespace chokepoint;

namespace {

/// Nodes 0 and 2 of "a", 1 and 3 of "b", none of "c".
scenario::Companies three() {
    network::NameTable ids;
    for (const char* id : {"a", "b", "c"})
        ids.add(id);
    return {ids, std::vector<std::uint32_t>{0, 1, 0, 1}};
}

}  // namespace

TEST_CASE("a company has its nodes in ascending order") {
    const scenario::Companies companies = three();
    REQUIRE(companies.size() == 3);
    CHECK(std::vector(companies.nodes(0).begin(), companies.nodes(0).end()) == std::vector<std::uint32_t>{0, 2});
    CHECK(std::vector(companies.nodes(1).begin(), companies.nodes(1).end()) == std::vector<std::uint32_t>{1, 3});
    CHECK(companies.nodes(2).empty());
}

TEST_CASE("a company is shown by its id until another name is set, and found by what it is shown by") {
    scenario::Companies companies = three();
    CHECK(companies.name(1) == "b");
    CHECK(companies.find_shown("Beta") == kNone);
    companies.set_name(1, "Beta");
    CHECK(companies.name(0) == "a");
    CHECK(companies.name(1) == "Beta");
    CHECK(companies.find_shown("Beta") == 1);
    CHECK(companies.find_shown("b") == kNone);
    companies.set_name(0, "Beta");
    CHECK(companies.find_shown("Beta") == 0);
}

TEST_CASE("a company without a profile is flat") {
    scenario::Companies companies = three();
    companies.set_profile(2, {8072, {2.0}});
    companies.set_profile(0, {8072, {3.0}});
    companies.set_profile(2, {8072, {4.0}});
    CHECK(companies.profile(0).factors == std::vector<double>{3.0});
    CHECK(companies.profile(1).factors.empty());
    CHECK(companies.profile(2).factors == std::vector<double>{4.0});
}
