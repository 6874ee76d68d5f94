#include <doctest/doctest.h>

#include <chokepoint/policy/content_rule_check.hpp>
#include <chokepoint/policy/selection.hpp>
#include <chokepoint/policy/term.hpp>
#include <chokepoint/scenario/scenario.hpp>
#include <cmath>
#include <string>
#include <vector>

using namespace chokepoint;

namespace {

const scenario::Scenario& content_scenario() {
    static const scenario::Scenario loaded =
        scenario::load_scenario(CHOKEPOINT_VALIDATION_FOLDER "/content/scenario.yaml", {});
    return loaded;
}

/// The openness on a day of the only link from one firm to another, in one arm.
double openness(const std::string& name, const std::string& supplier, const std::string& customer, int day) {
    const scenario::Model& model = content_scenario().model;
    for (const scenario::Arm& arm : content_scenario().arms) {
        if (arm.name != name) continue;
        policy::LinkSelector one;
        one.exporter_companies = {model.directory.node_company[model.directory.nodes.find(supplier).value()]};
        one.target_companies = {model.directory.node_company[model.directory.nodes.find(customer).value()]};
        const std::vector<std::uint64_t> links = policy::select_links(model.network, model.directory, one);
        REQUIRE(links.size() == 1);
        std::vector<policy::Term> terms = policy::make_terms(model.network, model.directory, content_scenario().actions,
                                                             arm.actions, content_scenario().start);
        for (policy::Term& term : terms)
            std::erase_if(term.links, [&](std::uint64_t link) { return link != links[0]; });
        return policy::openness_on(terms, links, day)[0].openness;
    }
    FAIL("no arm " << name);
    return -1.0;
}

/// The suppliers whose links to Phone Works are closed on day 10 in one arm.
std::vector<std::string> closed(const std::string& arm) {
    std::vector<std::string> list;
    for (const char* supplier : {"modules", "boards", "kits", "fab"}) {
        if (openness(arm, supplier, "phones", 10) == 0.0) list.emplace_back(supplier);
    }
    return list;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("content accumulates over tiers and around a cycle") {
    const scenario::Model& model = content_scenario().model;
    const policy::LinkSelector origin = {{model.directory.countries.find("US").value()},   {}, {}, {},
                                         {model.directory.products.find("chips").value()}, {}};
    const policy::ControlledContent content =
        policy::controlled_content(model.network, policy::select_links(model.network, model.directory, origin));
    CHECK(content.converged);
    const auto check = [&](const char* firm, double expected) {
        CAPTURE(firm);
        CHECK(std::abs(content.share[model.directory.nodes.find(firm).value()] - expected) <= 1e-12);
    };
    check("modules", 0.30);
    check("boards", 0.13 / 0.95);
    check("kits", 0.1 + 0.5 * 0.13 / 0.95);
    check("fab", 0.0);
    check("us-chips", 0.0);
}

TEST_CASE("a link is caught above the threshold, but not at or below it") {
    CHECK(closed("half") == Names{});
    CHECK(closed("wide-half") == Names{});
    CHECK(closed("wide-less") == Names{"modules"});
    CHECK(closed("quarter") == Names{"modules"});
    CHECK(closed("tenth") == Names{"modules", "boards", "kits"});
    CHECK(closed("any") == Names{"modules", "boards", "kits"});
    CHECK(openness("tenth", "boards", "pars", 10) == 1.0);
}

TEST_CASE("a destination can have its own threshold") {
    CHECK(closed("by-destination") == Names{"modules"});
    CHECK(openness("by-destination", "boards", "pars", 9) == 1.0);
    CHECK(openness("by-destination", "boards", "pars", 10) == 0.0);
}

TEST_CASE("a foreign direct product is caught by its technology, whatever its content") {
    CHECK(closed("technology") == Names{"fab"});
}

TEST_CASE("stated content replaces accumulated content and is passed on") {
    CHECK(closed("stated") == Names{"boards", "kits"});
}

TEST_CASE("content stated in links.csv counts for the rule and for what the customer sells on") {
    const scenario::Model& model = content_scenario().model;
    const policy::LinkSelector origin = {{model.directory.countries.find("US").value()},   {}, {}, {},
                                         {model.directory.products.find("chips").value()}, {}};
    const policy::ControlledContent content = policy::controlled_content(
        model.network, policy::select_links(model.network, model.directory, origin), {}, model.directory.us_content);
    const auto check = [&](const char* firm, double expected) {
        CAPTURE(firm);
        CHECK(std::abs(content.share[model.directory.nodes.find(firm).value()] - expected) <= 1e-12);
    };
    check("modules", 0.30);
    check("motors", 0.40);
    check("fans", 0.05);
    check("frames", 0.0);
    check("coolers", 0.27);
    for (const auto& [supplier, expected] : {std::pair("motors", 0.0), {"fans", 0.0}, {"coolers", 1.0}})
        CHECK(openness("cold", supplier, "cold", 10) == expected);
    CHECK(openness("cold", "coolers", "pars", 10) == 0.0);
}

TEST_CASE("stated US content does not count for another country's rule") {
    for (const auto& [supplier, expected] : {std::pair("motors", 1.0), {"fans", 1.0}, {"coolers", 0.0}})
        CHECK(openness("frames", supplier, "cold", 10) == expected);
}

TEST_CASE("a supplier replaces stated content above the threshold, not accumulated content") {
    CHECK(openness("cold-replaced", "fans", "cold", 189) == 0.0);
    CHECK(openness("cold-replaced", "fans", "cold", 190) == 1.0);
    CHECK(openness("cold-dear", "fans", "cold", 190) == 0.0);
}

TEST_CASE("a content rule follows the phases, lift and breach of its denial within its own days") {
    CHECK(openness("listing", "modules", "phones", 49) == 0.0);
    CHECK(openness("listing", "modules", "phones", 50) == 0.3);
    for (const auto& [day, expected] : {std::pair(30, 1.0), {31, 0.0}, {40, 0.0}, {41, 1.0}})
        CHECK(openness("later", "modules", "phones", day) == expected);
    for (const auto& [day, expected] : {std::pair(9, 1.0), {10, 0.0}, {58, 0.0}, {59, 1.0}, {89, 1.0}, {90, 0.0}})
        CHECK(openness("snap-back", "modules", "phones", day) == expected);
}

TEST_CASE("a supplier replaces content above the threshold if the sales it keeps are worth more than the cost") {
    for (const char* supplier : {"modules", "kits"}) {
        CHECK(openness("replaced", supplier, "phones", 10) == 0.0);
        CHECK(openness("replaced", supplier, "phones", 189) == 0.0);
        CHECK(openness("replaced", supplier, "phones", 190) == 1.0);
    }
    CHECK(openness("dear", "modules", "phones", 190) == 0.0);
    CHECK(openness("dear", "kits", "phones", 190) == 1.0);
    CHECK(openness("too-late", "modules", "phones", 190) == 0.0);
}

TEST_CASE("replacing content does not free a product from the technology behind it") {
    CHECK(openness("replaced-technology", "modules", "phones", 20) == 1.0);
    CHECK(openness("replaced-technology", "fab", "phones", 20) == 0.0);
}
