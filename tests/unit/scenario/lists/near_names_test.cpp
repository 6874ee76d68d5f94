#include <doctest/doctest.h>

#include <chokepoint/scenario/lists/near_names.hpp>

using namespace chokepoint;

namespace {

/// A model of companies without firms.
scenario::Model near_model(const std::vector<const char*>& names) {
    scenario::Model model;
    for (const char* name : names)
        model.directory.companies.add(name);
    model.companies = scenario::Companies(model.directory.companies, {});
    return model;
}

scenario::TargetList near_list(const std::vector<const char*>& names) {
    scenario::TargetList list;
    for (const char* name : names) {
        scenario::PartyEntry entry;
        entry.name = name;
        list.chosen.entries.push_back(entry);
    }
    list.matches.resize(names.size());
    return list;
}

/// What is near to the one company, as "entry: why".
std::vector<std::string> near_to(const char* company, const std::vector<const char*>& names) {
    std::vector<std::string> found;
    for (const scenario::NearName& near : scenario::find_near_names(near_list(names), near_model({company})))
        found.push_back(near.name + ": " + near.why);
    return found;
}

using Near = std::vector<std::string>;

}  // namespace

TEST_CASE("names that differ in accents, legal forms, blanks or the order of words are near") {
    CHECK(near_to("Electro Sohne", {"Électro Söhne GmbH", "Something Else"}) ==
          Near{"Électro Söhne GmbH: the same without accents, legal forms and blanks"});
    CHECK(near_to("Elec Tro Works", {"Electro Works"}) ==
          Near{"Electro Works: the same without accents, legal forms and blanks"});
    CHECK(near_to("Harbor Radio Systems", {"Systems Radio Harbor, Inc."}) ==
          Near{"Systems Radio Harbor, Inc.: the same words in another order"});
}

TEST_CASE("names are near if one letter differs, or two in long names, but not in short ones") {
    CHECK(near_to("Longhai", {"Longhei"}) == Near{"Longhei: 1 letter differs"});
    CHECK(near_to("Longhai", {"Lunghei"}).empty());
    CHECK(near_to("Longhai Optical", {"Lunghei Optical"}) == Near{"Lunghei Optical: 2 letters differ"});
    CHECK(near_to("Alpha", {"Alpho"}).empty());
}

TEST_CASE("rare words in common make names near, and common words do not") {
    const std::vector<const char*> list = {"Zhuyin Technology",  "Alpha Technology", "Beta Technology",
                                           "Gamma Technology",   "Delta Technology", "Epsilon Technology",
                                           "Zeta Technology Co", "Eta Technology"};
    CHECK(near_to("Zhuyin Group", list).empty());
    CHECK(near_to("Zhuyin", list) == Near{"Zhuyin Technology: most of the words are the same"});
    CHECK(near_to("Omega Technology", list).empty());
}

TEST_CASE("a match is not near, and the same name in another country comes first") {
    scenario::TargetList list = near_list({"Longhai", "Longhai Ltd", "Longhei"});
    list.matches[0].companies = {0};
    list.matches[1].elsewhere = {0};
    const auto near = scenario::find_near_names(list, near_model({"Longhai"}));
    REQUIRE(near.size() == 2);
    CHECK(near[0].entry == 1);
    CHECK(near[0].why == "the same name in another country");
    CHECK(near[1].entry == 2);
}
