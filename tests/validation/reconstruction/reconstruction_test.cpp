#include <doctest/doctest.h>

#include <chokepoint/scenario/model/model.hpp>
#include <chokepoint/scenario/model/reconstruction.hpp>
#include <map>

using namespace chokepoint;

namespace {

struct Rebuilt {
    scenario::Model model;
    std::map<std::string, double> sold;  ///< Sales to the buyer in USD per year, by node.

    double sold_by(const std::string& country) const {
        double sum = 0.0;
        for (const auto& [node, usd] : sold) {
            if (country_of(node) == country) sum += usd;
        }
        return sum;
    }
    int exporters_of(const std::string& country) const {
        int count = 0;
        for (const auto& [node, usd] : sold)
            count += country_of(node) == country;
        return count;
    }
    std::string_view country_of(const std::string& node) const {
        return model.directory.countries.name(model.directory.node_country[*model.directory.nodes.find(node)]);
    }
};

scenario::ModelSpec load_reconstruction(const scenario::ModelOverrides& overrides, Diagnostics& diagnostics) {
    const std::filesystem::path folder = std::filesystem::path(CHOKEPOINT_VALIDATION_FOLDER) / "reconstruction";
    scenario::ModelSpec spec = scenario::load_model(folder, overrides, diagnostics);
    diagnostics.throw_if_errors();
    return spec;
}

Rebuilt rebuild_from(const scenario::ModelSpec& spec, Diagnostics& diagnostics) {
    Rebuilt rebuilt;
    scenario::DynamicsSettings settings;
    settings.rules = dynamics::find_preset(settings.preset)->rules;
    rebuilt.model = scenario::build_model(spec, spec.tables, settings, diagnostics);
    const network::SupplyNetwork& network = rebuilt.model.network;
    const std::uint32_t buyer = *rebuilt.model.directory.nodes.find("buyer");
    for (std::uint32_t s = network.node_slots[buyer]; s < network.node_slots[buyer + 1]; ++s) {
        for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
            const std::string_view seller = rebuilt.model.directory.nodes.name(network.link_supplier[e]);
            rebuilt.sold[std::string(seller)] += network.link_flow[e] * 365.0;
        }
    }
    return rebuilt;
}

Rebuilt rebuild(const scenario::ModelOverrides& overrides, Diagnostics& diagnostics) {
    return rebuild_from(load_reconstruction(overrides, diagnostics), diagnostics);
}

}  // namespace

TEST_CASE("211 exporters are 211 nodes, and their sales add up to the total") {
    Diagnostics diagnostics;
    const Rebuilt rebuilt = rebuild({}, diagnostics);
    CHECK_FALSE(diagnostics.has_errors());
    CHECK(rebuilt.exporters_of("US") == 211);
    CHECK(rebuilt.sold_by("US") == doctest::Approx(2540.0).epsilon(1e-12));
    CHECK(rebuilt.sold_by("JP") == doctest::Approx(2540.0).epsilon(1e-12));
}

TEST_CASE("named exporters sell what they disclosed, and the undisclosed sell an equal share on top of their floor") {
    Diagnostics diagnostics;
    const Rebuilt rebuilt = rebuild({}, diagnostics);
    CHECK(rebuilt.sold.at("alpha") == doctest::Approx(300.0).epsilon(1e-12));
    CHECK(rebuilt.sold.at("beta") == doctest::Approx(100.0).epsilon(1e-12));
    CHECK(rebuilt.sold.at("gamma") == doctest::Approx(60.0).epsilon(1e-12));
    CHECK(rebuilt.sold.at("delta") == doctest::Approx(10.0).epsilon(1e-12));
    CHECK(rebuilt.sold.at("us-exporters-001") == doctest::Approx(1242.0 / 124.0).epsilon(1e-12));
    CHECK(rebuilt.sold.at("us-exporters-124") == doctest::Approx(1242.0 / 124.0).epsilon(1e-12));
    CHECK(rebuilt.sold.at("us-exporters-125") == doctest::Approx(828.0 / 83.0).epsilon(1e-12));
    CHECK(rebuilt.sold.at("us-exporters-207") == doctest::Approx(828.0 / 83.0).epsilon(1e-12));
}

TEST_CASE("the range of an undisclosed exporter goes from its floor to the whole remainder") {
    Diagnostics diagnostics;
    scenario::ModelSpec spec = load_reconstruction({}, diagnostics);
    for (const char* firm : {"gamma", "delta"})
        spec.tables.firms.revenue_usd[*spec.tables.firms.ids.find(firm)] = 5000.0;
    const scenario::Model model = rebuild_from(spec, diagnostics).model;
    double modelled = 0.0;
    for (const scenario::Exposure& exposure : model.exposures) {
        modelled += exposure.modelled_usd;
        if (model.directory.companies.name(exposure.company) != "gamma") continue;
        CHECK(exposure.disclosure == scenario::Disclosure::at_least);
        CHECK(exposure.low_usd == 50.0);
        CHECK(exposure.high_usd == doctest::Approx(50.0 + 2090.0).epsilon(1e-12));
    }
    CHECK(modelled == doctest::Approx(2540.0).epsilon(1e-12));
}

TEST_CASE("no undisclosed exporter sells more than its revenue, including sales to other customers") {
    Diagnostics diagnostics;
    scenario::ModelSpec spec = load_reconstruction({}, diagnostics);
    // By hand: gamma has 1000, of which it sells 300 to alpha by links.csv. All of delta's 1000 is free.
    scenario::LinkTable& links = spec.tables.links;
    links.supplier.push_back(*spec.tables.firms.ids.find("gamma"));
    links.customer.push_back(*spec.tables.firms.ids.find("alpha"));
    links.value_usd.push_back(300.0);
    std::map<std::string, double> high;
    for (const scenario::Exposure& exposure : rebuild_from(spec, diagnostics).model.exposures)
        high[std::string(spec.tables.firms.ids.name(exposure.company))] = exposure.high_usd;
    CHECK_FALSE(diagnostics.has_errors());
    CHECK(high["gamma"] == doctest::Approx(700.0).epsilon(1e-12));
    CHECK(high["delta"] == doctest::Approx(1000.0).epsilon(1e-12));
}

TEST_CASE("a firm named for two products splits its revenue between their ranges") {
    Diagnostics diagnostics;
    scenario::ModelSpec spec = load_reconstruction({}, diagnostics);
    scenario::ReconstructionSpec& rebuilt = spec.reconstructions[0];
    rebuilt.named.push_back(rebuilt.named.back());  // delta, boards
    rebuilt.named.back().product = "chips";
    std::map<std::string, double> high;
    for (const scenario::RebuiltFlow& flow : scenario::reconstruct(rebuilt, spec.tables.firms, diagnostics)) {
        if (flow.firm == "delta") high[flow.product] = flow.high_usd;
    }
    CHECK(high == std::map<std::string, double>{{"boards", 500.0}, {"chips", 500.0}});
}

TEST_CASE("a draw gives no exporter more than its revenue and preserves the total") {
    for (std::uint64_t sample = 0; sample < 20; ++sample) {
        Diagnostics diagnostics;
        scenario::ModelSpec spec = load_reconstruction({}, diagnostics);
        scenario::ReconstructionSpec& few = spec.reconstructions[0];
        few.exporters.value = 6.0;  // two of them unnamed
        few.draw = {7, sample};
        double sum = 0.0;
        for (const scenario::RebuiltFlow& flow : scenario::reconstruct(few, spec.tables.firms, diagnostics)) {
            if (flow.firm == "delta" || flow.firm == "gamma") CHECK(flow.value_usd <= 1000.0);
            if (flow.firm != "tokyo") sum += flow.value_usd;
        }
        CHECK_FALSE(diagnostics.has_errors());
        CHECK(sum == doctest::Approx(2540.0).epsilon(1e-12));
    }
}

TEST_CASE("a remainder larger than the revenues of the undisclosed exporters is refused") {
    Diagnostics diagnostics;
    scenario::ModelSpec spec = load_reconstruction({}, diagnostics);
    scenario::ReconstructionSpec& closed = spec.reconstructions[0];
    closed.exporters.value = 4.0;  // gamma and delta have room for 950 and 1000 of the 2090
    scenario::reconstruct(closed, spec.tables.firms, diagnostics);
    CHECK(diagnostics.has_errors());
}

TEST_CASE("named exporters that sell more than the total, or outnumber all exporters, are refused") {
    Diagnostics too_little;
    rebuild({{1, "reconstruction.us-exporters.total_usd", "400"}}, too_little);
    CHECK(too_little.has_errors());
    Diagnostics too_few;
    rebuild({{1, "reconstruction.us-exporters.exporters", "3"}}, too_few);
    CHECK(too_few.has_errors());
}

TEST_CASE("a total is met or refused even with fewer unnamed exporters than product classes") {
    Diagnostics diagnostics;
    const Rebuilt rebuilt = rebuild({{1, "reconstruction.us-exporters.exporters", "5"}}, diagnostics);
    if (!diagnostics.has_errors()) CHECK(rebuilt.sold_by("US") == doctest::Approx(2540.0).epsilon(1e-12));
}

TEST_CASE("if every exporter has disclosed its sales, the other inputs stay") {
    Diagnostics diagnostics;
    scenario::ModelSpec spec = load_reconstruction({}, diagnostics);
    scenario::ReconstructionSpec& closed = spec.reconstructions[0];
    closed.named.resize(2);  // alpha 300, beta 100
    closed.exporters.value = 2.0;
    closed.total_usd.value = 400.0;
    const Rebuilt rebuilt = rebuild_from(spec, diagnostics);
    CHECK_FALSE(diagnostics.has_errors());
    CHECK(rebuilt.sold_by("US") == doctest::Approx(400.0).epsilon(1e-12));
    CHECK(rebuilt.sold_by("JP") == doctest::Approx(400.0).epsilon(1e-12));
}

TEST_CASE("a total that disclosed sales cannot reach is refused") {
    Diagnostics diagnostics;
    scenario::ModelSpec spec = load_reconstruction({}, diagnostics);
    scenario::ReconstructionSpec& closed = spec.reconstructions[0];
    closed.named.resize(2);
    closed.exporters.value = 2.0;
    closed.total_usd.value = 500.0;
    scenario::reconstruct(closed, spec.tables.firms, diagnostics);
    CHECK(diagnostics.has_errors());
}

TEST_CASE("a buyer whose units do not use a product or have no revenue is refused or still adds up") {
    for (const bool no_revenue : {true, false}) {
        CAPTURE(no_revenue);
        Diagnostics diagnostics;
        scenario::ModelSpec spec = load_reconstruction({}, diagnostics);
        if (no_revenue) spec.tables.firms.revenue_usd.back() = -1.0;
        if (!no_revenue) spec.products[0].used_by = {"alpha"};  // chips, which the buyer's only unit then does not use
        const Rebuilt rebuilt = rebuild_from(spec, diagnostics);
        if (!diagnostics.has_errors()) CHECK(rebuilt.sold_by("US") == doctest::Approx(2540.0).epsilon(1e-12));
    }
}
