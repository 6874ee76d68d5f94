#include <doctest/doctest.h>

#include <chokepoint/scenario/model/model_keys.hpp>
#include <chokepoint/scenario/tables/money_unit.hpp>
#include <chokepoint/scenario/yaml/yaml_reader.hpp>

using namespace chokepoint;

namespace {

struct Read {
    scenario::ModelSpec spec;
    bool sound = false;
};

Read read_money_unit(const std::string& yaml) {
    Diagnostics diagnostics;
    Read result;
    const scenario::YamlTree tree = scenario::parse_yaml("model.yaml", yaml, diagnostics);
    scenario::read_keys(tree, tree.root, scenario::model_schema(), {}, &result.spec, diagnostics);
    scenario::read_money_unit(result.spec, diagnostics);
    result.sound = !diagnostics.has_errors();
    return result;
}

/// The warning for firms of these revenues, or "".
std::string warning_of(const std::string& yaml, std::vector<double> revenues) {
    scenario::ModelSpec spec = read_money_unit(yaml).spec;
    for (std::size_t row = 0; row < revenues.size(); ++row)
        spec.tables.firms.ids.add(std::to_string(row));
    spec.tables.firms.revenue_usd = std::move(revenues);
    Diagnostics diagnostics;
    scenario::check_size_of_money(spec, diagnostics);
    const std::vector<Diagnostic> all = diagnostics.sorted();
    return all.empty() ? "" : all.front().message + "; " + all.front().hint;
}

}  // namespace

TEST_CASE("a unit is a scale, a currency, or both in either order") {
    CHECK(scenario::parse_unit("million EUR")->name("USD") == "million EUR");
    CHECK(scenario::parse_unit("EUR million")->name("USD") == "million EUR");
    CHECK(scenario::parse_unit("billions")->name("CNY") == "billion CNY");
    CHECK(scenario::parse_unit(" thousand  JPY ")->scale == 1e3);
    CHECK(scenario::parse_unit("USD")->scale == 1.0);
    for (const char* text : {"", "milion USD", "million million", "EUR USD", "euro", "million EUR a year", "1000 USD"})
        CHECK_MESSAGE(!scenario::parse_unit(text), text);
}

TEST_CASE("a rate turns values into USD, and without one money stays in its currency") {
    const scenario::ModelSpec plain = read_money_unit("unit: million EUR\n").spec;
    CHECK(plain.unit == "million EUR");
    CHECK(plain.unit_usd == 1e6);
    CHECK(plain.currency == "EUR");
    const scenario::ModelSpec rated = read_money_unit("unit: million EUR\nusd_per_unit: 1.25\n").spec;
    CHECK(rated.unit == "million EUR");
    CHECK(rated.unit_usd == 1.25e6);
    CHECK(rated.currency == "USD");
    CHECK(read_money_unit("title: t\n").spec.unit == "USD");
    CHECK(read_money_unit("currency: CHF\nunit: billion\n").spec.unit == "billion CHF");
}

TEST_CASE("contradictory units are refused") {
    CHECK(!read_money_unit("currency: CHF\nunit: million EUR\n").sound);
    CHECK(!read_money_unit("unit: million EUR\ntable: {unit: EUR}\n").sound);
    CHECK(!read_money_unit("unit: million\nusd_per_unit: 1.1\n").sound);
    CHECK(!read_money_unit("currency: francs\n").sound);
    CHECK(read_money_unit("currency: EUR\nunit: million EUR\ntable: {unit: million EUR}\n").sound);
}

TEST_CASE("a largest revenue that no firm of a supply chain has draws a warning with a unit that fits") {
    CHECK(warning_of("title: t\n", {3e8, 779.0}) == "");
    CHECK(warning_of("title: t\n", {120.0, 779.0}) ==
          "the largest revenue is 779 USD a year, which looks too small; did you mean 'unit: million USD' in "
          "model.yaml?");
    CHECK(warning_of("title: t\n", {779000.0}).ends_with("did you mean 'unit: thousand USD' in model.yaml?"));
    CHECK(warning_of("title: t\n", {0.7}).ends_with("did you mean 'unit: billion USD' in model.yaml?"));
    CHECK(warning_of("currency: EUR\n", {779.0}).ends_with("did you mean 'unit: million EUR' in model.yaml?"));
    CHECK(warning_of("unit: million USD\n", {779e12}).ends_with("did you mean 'unit: thousand USD' in model.yaml?"));
    CHECK(warning_of("title: t\n", {779e12}).ends_with("check the unit and the currency of the values"));
    CHECK(warning_of("currency: IDR\n", {779e12}) == "");
    CHECK(warning_of("title: t\n", {-1.0}) == "");
}

TEST_CASE("without a revenue the largest final demand or link is judged") {
    scenario::ModelSpec spec = read_money_unit("title: t\n").spec;
    spec.tables.firms.ids.add("only");
    spec.tables.firms.final_demand_usd = {500.0};
    spec.tables.links.value_usd = {700.0};
    Diagnostics diagnostics;
    scenario::check_size_of_money(spec, diagnostics);
    REQUIRE(diagnostics.sorted().size() == 1);
    CHECK(diagnostics.sorted()[0].message == "the largest value of a link is 700 USD a year, which looks too small");
    spec.tables.firms.final_demand_usd = {3e7};
    Diagnostics none;
    scenario::check_size_of_money(spec, none);
    CHECK(none.sorted().empty());
}
