#include <doctest/doctest.h>

#include <array>
#include <chokepoint/base/text/suggest.hpp>

using namespace chokepoint;

namespace {

constexpr std::array<std::string_view, 6> kWords = {"for", "from", "until", "supplier", "qualification_days", "on"};

}  // namespace

TEST_CASE("a word with one typo is found") {
    CHECK(nearest_word("form", kWords) == "for");
    CHECK(nearest_word("fro", kWords) == "for");
    CHECK(nearest_word("untill", kWords) == "until");
    CHECK(nearest_word("UNTIL", kWords) == "until");
    CHECK(nearest_word("suplier", kWords) == "supplier");
    CHECK(nearest_word("qualifcation_dasy", kWords) == "qualification_days");
}

TEST_CASE("a longer word may contain more typos") {
    CHECK(nearest_word("qualify_days", kWords).empty());
    CHECK(nearest_word("qualificat_day", kWords) == "qualification_days");
    CHECK(nearest_word("supplying", kWords) == "supplier");
}

TEST_CASE("nothing is suggested for a word that resembles no candidate") {
    CHECK(nearest_word("country", kWords).empty());
    CHECK(nearest_word("", kWords).empty());
    CHECK(nearest_word("x", kWords).empty());
    CHECK(nearest_word("ab", kWords).empty());
    CHECK(nearest_word(std::string(1'000'000, 'a'), kWords).empty());
    CHECK(nearest_word("for", {}).empty());
}

TEST_CASE("the first of two equally close words is suggested") {
    constexpr std::array<std::string_view, 2> kPair = {"bat", "cat"};
    CHECK(nearest_word("rat", kPair) == "bat");
}

TEST_CASE("a caller can set the number of typos allowed") {
    CHECK(nearest_word("utnl", kWords, 1).empty());
    CHECK(nearest_word("utnl", kWords, 2) == "until");
    CHECK(nearest_word("unitl", kWords, 1) == "until");
}
