#include <doctest/doctest.h>

#include <array>
#include <chokepoint/scenario/schema/bound_key.hpp>
#include <chokepoint/scenario/yaml/yaml_tree.hpp>

using namespace chokepoint;

namespace {

struct Part {
    std::string id;
    Diagnostic where;
    std::optional<scenario::Parameter> size;
};

struct Owner {
    std::string title;
    std::vector<scenario::StatedText> words;
    std::vector<Part> parts;
    std::optional<scenario::Parameter> day;
    std::optional<int> count;
    std::optional<scenario::Parameter> total;
};

const scenario::Schema& part_schema() {
    static const std::array keys = {scenario::number("size", &Part::size, "days", 0, 100, {}, "Size.")};
    static const scenario::Schema schema{"part", "A part.", keys};
    return schema;
}

const scenario::Schema& inner_schema() {
    static const std::array keys = {scenario::number("total", &Owner::total, "USD", 0, 1e9, {}, "Total.")};
    static const scenario::Schema schema{"inner", "Members of the owner.", keys};
    return schema;
}

const scenario::Schema& owner_schema() {
    static const std::array keys = {
        scenario::text("title", &Owner::title, "Title."),
        scenario::at_least_one(scenario::texts("words", &Owner::words, "Words.")),
        scenario::nested("parts", &Owner::parts, scenario::ValueType::object_map, part_schema(), "Parts."),
        scenario::bound({"day", scenario::ValueType::uncertain_date, "Day."}, &Owner::day),
        scenario::number("count", &Owner::count, "", 0, 9, {}, "Count."),
        scenario::part("inner", inner_schema(), "Inner."),
    };
    static const scenario::Schema schema{"owner", "An owner.", keys};
    return schema;
}

/// Reads a text that must be valid.
Owner read_owner(const std::string& yaml) {
    Diagnostics diagnostics;
    const scenario::YamlTree tree = scenario::parse_yaml("o.yaml", yaml, diagnostics);
    REQUIRE(scenario::validate(tree, tree.root, owner_schema(), diagnostics));
    Owner owner;
    scenario::read_keys(tree, tree.root, owner_schema(), {}, &owner, diagnostics);
    REQUIRE(!diagnostics.has_errors());
    return owner;
}

}  // namespace

TEST_CASE("each key is read into the member that it is bound to") {
    const Owner owner = read_owner(
        "title: t\nwords: [a, b]\nparts:\n  x: {size: 7}\n  y: {}\nday: 2018-04-16\ncount: 3\ninner: {total: 5}\n");
    CHECK(owner.title == "t");
    REQUIRE(owner.words.size() == 2);
    CHECK(owner.words[1].value == "b");
    CHECK(owner.words[1].where.place == Place{"o.yaml", 2, 12});
    REQUIRE(owner.parts.size() == 2);
    CHECK(owner.parts[0].id == "x");
    CHECK(owner.parts[0].where.place.line == 4);
    CHECK(owner.parts[0].size->value == 7.0);
    CHECK(owner.parts[0].size->path == "parts.x.size");
    CHECK(owner.parts[0].size->key == "size");
    CHECK(!owner.parts[1].size);
    CHECK(format_date(scenario::date_of(*owner.day)) == "2018-04-16");
    CHECK(owner.count == 3);
    CHECK(owner.total->value == 5.0);
    CHECK(owner.total->path == "inner.total");
}

TEST_CASE("a key that is missing leaves its member as it was, and one text is a list of one") {
    const Owner owner = read_owner("words: a\n");
    CHECK(owner.words.size() == 1);
    CHECK(owner.title.empty());
    CHECK(!owner.day);
    CHECK(!owner.count);
}

TEST_CASE("parameters are visited in the order of the keys, and what the visitor sets stays") {
    Owner owner = read_owner("inner: {total: 5}\nday: {uniform: [2018-04-16, 2018-04-18]}\nparts: {x: {size: 7}}\n");
    std::string paths;
    scenario::visit_parameters(owner_schema(), &owner, [&](scenario::Parameter& parameter) {
        paths += parameter.path + " ";
        parameter.value = 1.0;
    });
    CHECK(paths == "parts.x.size day inner.total ");
    CHECK(owner.parts[0].size->value == 1.0);
    CHECK(owner.day->has_prior());
    CHECK(owner.total->value == 1.0);
}

TEST_CASE("a list that selects something must not be empty") {
    Diagnostics diagnostics;
    const scenario::YamlTree tree = scenario::parse_yaml("o.yaml", "words: []\n", diagnostics);
    CHECK(!scenario::validate(tree, tree.root, owner_schema(), diagnostics));
    REQUIRE(diagnostics.sorted().size() == 1);
    CHECK(diagnostics.sorted()[0].fault == Fault::empty);
    CHECK(diagnostics.sorted()[0].message == "'words' is an empty list, which selects nobody");
}
