#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/policy/ownership.hpp>

using namespace chokepoint;

namespace {

std::vector<std::uint32_t> listed(std::vector<std::uint32_t> parties, const std::vector<policy::Ownership>& owners) {
    std::vector<std::uint32_t> all = policy::with_subsidiaries(std::move(parties), owners);
    std::sort(all.begin(), all.end());
    return all;
}

}  // namespace

TEST_CASE("owning half of a company is enough, and a little less is not") {
    CHECK(listed({0}, {{1, 0, 0.5}, {2, 0, 0.499}}) == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("shares of listed companies add up, and shares of others do not count") {
    CHECK(listed({0, 1}, {{2, 0, 0.3}, {2, 1, 0.2}, {3, 0, 0.3}, {3, 4, 0.7}}) == std::vector<std::uint32_t>{0, 1, 2});
}

TEST_CASE("a chain of halves is listed to its end, however small the product of the shares") {
    CHECK(listed({0}, {{3, 2, 0.5}, {2, 1, 0.5}, {1, 0, 0.5}}) == std::vector<std::uint32_t>{0, 1, 2, 3});
}

TEST_CASE("companies that own each other do not list each other, and the search ends") {
    CHECK(listed({0}, {{1, 2, 0.9}, {2, 1, 0.9}}) == std::vector<std::uint32_t>{0});
    CHECK(listed({1}, {{1, 2, 0.9}, {2, 1, 0.9}}) == std::vector<std::uint32_t>{1, 2});
}

TEST_CASE("adding subsidiaries a second time adds nothing") {
    const std::vector<policy::Ownership> owners = {{1, 0, 0.6}, {2, 0, 0.3}, {2, 1, 0.2}, {3, 2, 0.4}};
    const std::vector<std::uint32_t> once = listed({0}, owners);
    CHECK(once == std::vector<std::uint32_t>{0, 1, 2});
    CHECK(listed(once, owners) == once);
}
