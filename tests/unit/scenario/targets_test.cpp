#include <doctest/doctest.h>

#include <chokepoint/report/text/caveats.hpp>
#include <chokepoint/scenario/coverage.hpp>
#include <chokepoint/scenario/scenario.hpp>
#include <string>

#include "../sample_model.hpp"
#include "../temporary_file.hpp"

using namespace chokepoint;
using namespace chokepoint::testing;

namespace {

/// Twelve makers in LA buy from a mill in FR, n of them n million USD a year; a giant in DE and a mine in CL trade
/// nothing that is denied.
void write_model_targets(const TemporaryFolder& folder) {
    std::string firms = "id,country,product,revenue_usd\nmill,FR,steel,9e8\ngiant,DE,cars,9e12\nmine,CL,ore,8e8\n";
    std::string links = "supplier,customer,value_usd\nmine,mill,4e8\n";
    for (int n = 1; n <= 12; ++n) {
        firms += "maker" + std::to_string(n) + ",LA,tools,1e8\n";
        links += "mill,maker" + std::to_string(n) + "," + std::to_string(n) + "e6\n";
    }
    folder.write("firms.csv", firms);
    folder.write("links.csv", links);
}

scenario::Scenario load_targets(const TemporaryFolder& folder, const std::string& actions,
                                const std::string& more = "") {
    write_model_targets(folder);
    std::string names;
    for (const char* name : {"one", "two"}) {
        if (actions.find(std::string("  ") + name + ":") != std::string::npos)
            names += (names.empty() ? "" : ", ") + std::string(name);
    }
    return scenario::load_scenario(
        folder.write("s.yaml",
                     "chokepoint: 1\ntitle: t\nmodel: .\n"
                     "calendar: {start: 2030-01-01, end: 2030-12-31}\ndynamics: {dependence: 1}\nactions:\n" +
                         actions + "arms:\n  baseline: []\n  policy: [" + names + "]\n" + more),
        {});
}

std::vector<std::string> reported(const scenario::Scenario& scenario) {
    std::vector<std::string> names;
    for (const std::uint32_t company : scenario.report_companies)
        names.emplace_back(scenario.model.companies.name(company));
    return names;
}

constexpr const char* kCountry =
    "  one:\n    deny: {exporters: {country: FR}, target: {country: LA}}\n    from: 2030-02-01\n";

}  // namespace

TEST_CASE("a report leads with the ten firms of a denied country that lose the largest purchases") {
    const TemporaryFolder folder;
    CHECK(reported(load_targets(folder, kCountry)) == std::vector<std::string>{"maker12", "maker11", "maker10",
                                                                               "maker9", "maker8", "maker7", "maker6",
                                                                               "maker5", "maker4", "maker3"});
}

TEST_CASE("stakes over several actions and kinds of action are added, and an openness takes its part") {
    const TemporaryFolder folder;
    // By hand, million USD a year: maker1 half of 1 and 5 paid; mine 0.1 of its 800; maker2 nothing, but it is named.
    const scenario::Scenario scenario =
        load_targets(folder,
                     "  one:\n    deny: {target: {company: [maker2, maker1]}}\n    openness: 0.5\n"
                     "    from: 2030-02-01\n"
                     "  two:\n    damage: {company: mine, lost: 0.1}\n    from: 2030-03-01\n");
    REQUIRE(scenario.targets.size() == 3);
    CHECK(reported(scenario) == std::vector<std::string>{"mine", "maker2", "maker1"});
    CHECK(scenario.targets[0].damaged_usd == doctest::Approx(80e6));
    CHECK(scenario.targets[1].denied_usd == doctest::Approx(1e6));
    CHECK(scenario.targets[2].stake_usd() == doctest::Approx(0.5e6));
}

TEST_CASE("a company that pays is a target, and one that is named and loses nothing comes last") {
    const TemporaryFolder folder;
    const scenario::Scenario scenario =
        load_targets(folder,
                     "  one:\n    deny: {target: {company: [giant, maker3]}}\n    from: 2030-02-01\n"
                     "  two:\n    settlement: {company: maker7, penalty_usd: 4e6}\n    on: 2030-03-01\n");
    CHECK(reported(scenario) == std::vector<std::string>{"maker7", "maker3", "giant"});
}

TEST_CASE("where actions take nothing from anybody, the largest firms are reported") {
    const TemporaryFolder folder;
    const scenario::Scenario scenario = load_targets(folder, "  one:\n    signal: A statement\n    on: 2030-02-01\n");
    CHECK(scenario.targets.empty());
    CHECK(reported(scenario).front() == "giant");
}

TEST_CASE("firms that are asked for are reported whoever is targeted") {
    const TemporaryFolder folder;
    CHECK(reported(load_targets(folder, kCountry, "report: {firms: [giant]}\n")) == std::vector<std::string>{"giant"});
}

TEST_CASE("equal stakes are ordered by revenue and then by id, not by row") {
    const TemporaryFolder folder;
    write_model_targets(folder);
    folder.write("firms.csv",
                 "id,country,product,revenue_usd\nmill,FR,steel,9e8\nzeta,LA,tools,1e8\nbeta,LA,tools,1e8\n"
                 "large,LA,tools,2e8\n");
    folder.write("links.csv", "supplier,customer,value_usd\nmill,zeta,1e6\nmill,beta,1e6\nmill,large,1e6\n");
    const scenario::Scenario scenario =
        scenario::load_scenario(folder.write("s.yaml", std::string("chokepoint: 1\ntitle: t\nmodel: .\n"
                                                                   "calendar: {start: 2030-01-01, end: 2030-12-31}\n"
                                                                   "actions:\n") +
                                                           kCountry + "arms: {policy: [one]}\n"),
                                {});
    CHECK(reported(scenario) == std::vector<std::string>{"large", "beta", "zeta"});
}

TEST_CASE("a company is barely modelled below 2 % of its revenue in purchases, or without a supplier") {
    const TemporaryFolder folder;
    const scenario::Scenario scenario = load_targets(folder, kCountry);
    const auto of = [&](const char* id) {
        return scenario::coverage_of(scenario.model, *scenario.model.directory.companies.find(id));
    };
    CHECK(of("maker3").suppliers == 1);
    CHECK(of("maker3").purchases_usd == doctest::Approx(3e6));
    CHECK(of("maker3").revenue_usd == doctest::Approx(1e8));
    CHECK_FALSE(scenario::is_barely_modelled(of("maker3")));
    CHECK_FALSE(scenario::is_barely_modelled(of("maker2")));  // 2 % is enough
    CHECK(scenario::is_barely_modelled(of("maker1")));
    CHECK(scenario::is_barely_modelled(of("giant")));
    CHECK(of("giant").suppliers == 0);
}

TEST_CASE("a result says which targets it says nothing about") {
    const TemporaryFolder folder;
    CHECK(report::caveats(load_targets(folder, kCountry)).empty());  // the ten largest all buy for 3 % and more
    CHECK(report::caveats(load_targets(
              folder, "  one:\n    deny: {target: {company: [maker1, maker9, giant]}}\n    from: 2030-02-01\n")) ==
          std::vector<std::string>{
              "maker1 has one modelled supplier, 1.0 % of its revenue: this result says nothing about it",
              "giant has no modelled supplier: this result says nothing about it"});
    // What damage does to a company does not hang on what it buys.
    CHECK(
        report::caveats(load_targets(folder, "  one:\n    damage: {company: giant, lost: 0.5}\n    from: 2030-02-01\n"))
            .empty());
}

TEST_CASE("a result says that every input counts as critical where nothing else is stated") {
    const TemporaryFolder folder;
    const scenario::Scenario stated = load_targets(folder, kCountry);
    const std::filesystem::path file = folder.path() / "s.yaml";
    const std::string without = replaced(text_of(file), "dynamics: {dependence: 1}\n", "");
    const scenario::Scenario silent = scenario::load_scenario(folder.write("s.yaml", without), {});
    CHECK(report::caveats(stated).empty());
    REQUIRE(report::caveats(silent).size() == 1);
    CHECK(report::caveats(silent)[0].starts_with("every input counts as critical"));
}

TEST_CASE("a payment or a licence of a company that no denial of its arm targets is told") {
    const TemporaryFolder folder;
    const std::string deny = "  one:\n    deny: {target: {company: maker9}}\n    from: 2030-02-01\n";
    const auto told = [&](const std::string& actions) { return report::caveats(load_targets(folder, actions)); };
    CHECK(told(deny + "  two:\n    settlement: {company: maker9, penalty_usd: 1}\n    on: 2030-03-01\n").empty());
    CHECK(told(deny + "  two:\n    settlement: {company: maker8, penalty_usd: 1}\n    on: 2030-03-01\n") ==
          std::vector<std::string>{"'two' is about maker8, which no denial of the arm 'policy' targets"});
    CHECK(told(deny + "  two:\n    license: {target: {company: maker8}}\n    from: 2030-03-01\n") ==
          std::vector<std::string>{"'two' is about maker8, which no denial of the arm 'policy' targets"});
    CHECK(told(std::string(kCountry) + "  two:\n    license: {target: {company: maker8}}\n    from: 2030-03-01\n")
              .empty());
    CHECK(told("  two:\n    settlement: {company: maker8, penalty_usd: 1}\n    on: 2030-03-01\n").empty());
}
