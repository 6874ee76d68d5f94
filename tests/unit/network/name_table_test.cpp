#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/base/ids.hpp>
#include <chokepoint/network/name_table.hpp>
#include <string>
#include <vector>

using namespace chokepoint;

namespace {

/// `count` names of various lengths, including the empty one.
std::vector<std::string> many_names(int count) {
    std::vector<std::string> names = {""};
    for (int k = 1; k < count; ++k)
        names.push_back(std::string(static_cast<std::size_t>(k % 23), 'x') + std::to_string(k));
    return names;
}

network::NameTable table_of(const std::vector<std::string>& names) {
    network::NameTable table;
    for (const std::string& name : names)
        table.add(name);
    return table;
}

bool same_arrays(const network::NameTable& a, const network::NameTable& b) {
    const auto same = [](auto one, auto two) {
        return one.size() == two.size() && std::equal(one.begin(), one.end(), two.begin());
    };
    return same(a.text(), b.text()) && same(a.ends(), b.ends()) && same(a.slots(), b.slots());
}

void check_names(const network::NameTable& table, const std::vector<std::string>& names) {
    REQUIRE(table.size() == names.size());
    for (std::uint32_t k = 0; k < names.size(); ++k) {
        CHECK(table.name(k) == names[k]);
        CHECK(table.find(names[k]) == k);
    }
    CHECK_FALSE(table.find("unknown"));
}

}  // namespace

TEST_CASE("a name keeps the number from its first use") {
    network::NameTable table;
    CHECK_FALSE(table.find("a"));
    CHECK(table.add("a") == 0);
    CHECK(table.add("b") == 1);
    CHECK(table.add("a") == 0);
    CHECK(table.size() == 2);
    CHECK(table.find("b") == 1U);
    CHECK_FALSE(table.find("c"));
    CHECK_FALSE(table.find(""));
}

TEST_CASE("thousands of names are found again, one at a time and many at once") {
    const std::vector<std::string> names = many_names(5000);
    const network::NameTable table = table_of(names);
    check_names(table, names);
    std::vector<std::string_view> asked(names.begin(), names.end());
    asked.push_back("unknown");
    std::vector<std::uint32_t> numbers(asked.size());
    table.find_all(asked, numbers);
    for (std::uint32_t k = 0; k < names.size(); ++k)
        CHECK(numbers[k] == k);
    CHECK(numbers.back() == kNone);
    network::NameTable().find_all(asked, numbers);
    CHECK(numbers.front() == kNone);
}

TEST_CASE("names added together get the same numbers as names added one at a time") {
    network::NameTable table;
    table.add("b");
    const std::vector<std::string_view> names = {"a", "b", "a", "c"};
    std::vector<std::uint32_t> numbers(names.size());
    table.add_all(names, numbers);
    CHECK(numbers == std::vector<std::uint32_t>{1, 0, 1, 2});
    CHECK(table.size() == 3);
}

TEST_CASE("a table made from another table's columns finds its names, and copies share memory") {
    const std::vector<std::string> names = many_names(100);
    network::NameTable table = table_of(names);
    table.freeze();
    const network::NameTable copy = table;
    CHECK(copy.text().data() == table.text().data());
    CHECK(copy.slots().data() == table.slots().data());
    const auto column = [](auto span) { return Column(std::vector(span.begin(), span.end())); };
    const network::NameTable loaded(column(table.text()), column(table.ends()), column(table.slots()));
    check_names(copy, names);
    check_names(loaded, names);
    CHECK(same_arrays(table, loaded));
}

TEST_CASE("adding to a frozen table copies it first") {
    network::NameTable table = table_of({"a", "b"});
    table.freeze();
    network::NameTable copy = table;
    CHECK(copy.add("c") == 2);
    CHECK(copy.find("a") == 0U);
    CHECK(table.size() == 2);
    CHECK_FALSE(table.find("c"));
}

TEST_CASE("the arrays depend only on the names, not on the reserved room") {
    const std::vector<std::string> names = many_names(1000);
    network::NameTable grown = table_of(names);
    network::NameTable roomy;
    roomy.reserve(100000, 1);
    const std::vector<std::string_view> views(names.begin(), names.end());
    std::vector<std::uint32_t> numbers(names.size());
    roomy.add_all(views, numbers);
    grown.freeze();
    roomy.freeze();
    CHECK(same_arrays(grown, roomy));
}

TEST_CASE("arrays that cannot belong to a table are recognised") {
    network::NameTable table = table_of({"a", "bc", "d"});
    table.freeze();
    const auto sound = [&](auto&& change) {
        std::vector<char> text(table.text().begin(), table.text().end());
        std::vector<std::uint32_t> ends(table.ends().begin(), table.ends().end());
        std::vector<std::uint32_t> slots(table.slots().begin(), table.slots().end());
        change(text, ends, slots);
        return network::NameTable(Column(std::move(text)), Column(std::move(ends)), Column(std::move(slots)))
            .is_sound();
    };
    const std::size_t used = static_cast<std::size_t>(
        std::find_if(table.slots().begin(), table.slots().end(), [](std::uint32_t entry) { return entry != 0; }) -
        table.slots().begin());
    CHECK(table.is_sound());
    CHECK(
        network::NameTable(Column<char>(), Column<std::uint32_t>(), Column(std::vector<std::uint32_t>(16))).is_sound());
    CHECK_FALSE(network::NameTable(Column<char>(), Column<std::uint32_t>(), Column<std::uint32_t>()).is_sound());
    CHECK(sound([](auto&, auto&, auto&) {}));
    CHECK_FALSE(sound([](auto& text, auto&, auto&) { text.pop_back(); }));
    CHECK_FALSE(sound([](auto&, auto& ends, auto&) { std::swap(ends[0], ends[1]); }));
    CHECK_FALSE(sound([](auto&, auto& ends, auto&) { ends.back() = 1000; }));
    CHECK_FALSE(sound([](auto&, auto&, auto& slots) { slots.pop_back(); }));
    CHECK_FALSE(sound([](auto&, auto&, auto& slots) { slots.resize(2); }));
    CHECK_FALSE(sound([&](auto&, auto&, auto& slots) { slots[used] = 0; }));
    CHECK_FALSE(sound([&](auto&, auto&, auto& slots) { slots[used] = 4; }));
    CHECK_FALSE(sound([&](auto&, auto&, auto& slots) { slots[used] = 1U << 20; }));
    CHECK_FALSE(sound([](auto&, auto&, auto& slots) { std::fill(slots.begin(), slots.end(), 1U); }));
}
