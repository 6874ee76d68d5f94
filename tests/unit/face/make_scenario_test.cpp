#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "../temporary_file.hpp"
#include "made_network.hpp"

using namespace chokepoint;

namespace {

constexpr const char* kFirms =
    "id,name,country,product,revenue_usd\n"
    "fab,,US,chips,900e6\n"
    "other-fab,,KR,chips,600e6\n"
    "screens,,JP,screens,400e6\n"
    "phones,\"Phones, Ltd.\",CN,phones,3e9\n";

constexpr const char* kLinks =
    "supplier,customer,value_usd,standby_usd\n"
    "fab,phones,500e6,\n"
    "other-fab,phones,100e6,50e6\n"
    "screens,phones,300e6,\n";

constexpr const char* kModel =
    "chokepoint: 1\n"
    "title: Phones\n"
    "as_of: 2024-01-01\n"
    "table: {assumption: made up}\n"
    "products:\n"
    "  chips:\n"
    "    stock_days: {uniform: [30, 60], assumption: made up}\n"
    "    dependence: {value: 1, assumption: made up}\n"
    "    substitutability: {uniform: [0.1, 0.3], assumption: made up}\n"
    "    transit_days: {value: 3, assumption: made up}\n"
    "  screens: {stock_days: {value: 20, assumption: made up}}\n"
    "  phones: {}\n";

constexpr const char* kScenario =
    "chokepoint: 1\n"
    "title: A ban\n"
    "model: network\n"
    "calendar: {start: 2024-01-01, end: 2025-06-30}\n"
    "actions:\n"
    "  denial: {deny: {exporters: {country: US}, target: {company: phones}}, from: 2024-03-01}\n"
    "  lifted: {deny: {exporters: {country: US}, target: {company: phones}}, from: 2024-03-01, until: 2024-05-31}\n"
    "arms: {none: [], ban: [denial], reversal: [lifted]}\n";

/// The faults of a network and scenario, a line each: `file:line`.
std::string faults(const Network& network, const ScenarioSpec& spec) {
    std::string list;
    try {
        make_scenario(network, spec);
    } catch (const InputError& error) {
        for (const Diagnostic& fault : error.diagnostics())
            list += fault.place.file + ":" + std::to_string(fault.place.line) + "\n";
    }
    return list;
}

}  // namespace

TEST_CASE("A network in memory gives the very numbers that its files give") {
    const testing::TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "network");
    folder.write("network/firms.csv", kFirms);
    folder.write("network/links.csv", kLinks);
    folder.write("network/model.yaml", kModel);
    const LoadOptions options{.samples = 8, .seed = 5};
    const Results read = run(load_scenario(folder.write("ban.yaml", kScenario), options));
    const Results made = run(make_scenario(made_network(), made_ban(), options));
    CHECK(made.arms() == std::vector<std::string>{"none", "ban", "reversal"});
    REQUIRE(made.companies() == read.companies());
    REQUIRE(made.periods() == read.periods());
    for (const std::string& company : made.companies()) {
        for (const std::string& arm : made.arms()) {
            for (const std::string& period : made.periods()) {
                const Loss one = made.loss(company, arm, period);
                const Loss two = read.loss(company, arm, period);
                CHECK(one.normal_usd == two.normal_usd);
                CHECK(one.lost_usd == two.lost_usd);
                REQUIRE(one.range.has_value() == two.range.has_value());
                if (one.range) CHECK(one.range->p95 == two.range->p95);
            }
        }
    }
}

TEST_CASE("A scenario in memory tells what it compares") {
    const Scenario scenario = make_scenario(made_network(), made_ban());
    CHECK(scenario.title() == "A ban");
    CHECK(format_date(scenario.end()) == "2025-06-30");
    CHECK(scenario.companies() == std::vector<std::string>{"phones"});
    CHECK(scenario.warnings().empty());
}

TEST_CASE("Every fault of a network in memory is placed at its row") {
    Network network = made_network();
    network.firms[1].revenue_usd = -1.0;
    network.firms.push_back(network.firms[0]);
    network.links[2].customer = "phnes";
    network.links.push_back(network.links[0]);
    CHECK(faults(network, made_ban()) ==
          "network/firms.csv:3\nnetwork/firms.csv:6\n"
          "network/links.csv:4\nnetwork/links.csv:5\n");
}

TEST_CASE("Numbers of products are checked by their keys") {
    Network network = made_network();
    network.products[0].dependence = 2.0;
    network.products[0].others = {{"stockdays", 3}};
    network.products[1].stock_days = {{60, 30}};
    CHECK(faults(network, made_ban()) ==
          "network/model.yaml:7\nnetwork/model.yaml:7\n"
          "network/model.yaml:8\n");
    network = made_network();
    network.products.push_back(network.products[0]);
    CHECK(faults(network, made_ban()) == "network/model.yaml:9\n");
    network = made_network();
    network.products.push_back({.id = "chip"});
    CHECK(faults(network, made_ban()) == "network/model.yaml:0\n");
}

TEST_CASE("Denials of one name, and names that are unknown, are refused") {
    ScenarioSpec spec = made_ban();
    spec.denials.push_back(spec.denials[0]);
    CHECK(faults(made_network(), spec) == "scenario:10\n");
    spec = made_ban();
    spec.arms[1].denials = {"denail"};
    spec.denials[1].targets.companies = {"phone"};
    spec.companies = {"fabs"};
    CHECK(faults(made_network(), spec) ==
          "scenario:9\nscenario:13\n"
          "scenario:16\n");
}

TEST_CASE("Options change a scenario in memory as they change a file") {
    const LoadOptions options{.overrides = {{"model.products.chips.stock_days", "90"}, {"arms.none.0", "denial"}}};
    const Results results = run(make_scenario(made_network(), made_ban(), options));
    CHECK(results.loss("phones", "none", "total").lost_usd > 0.0);
}
