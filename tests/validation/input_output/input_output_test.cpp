#include <doctest/doctest.h>

#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/scenario/scenario.hpp>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>

using namespace chokepoint;

namespace {

const std::filesystem::path kFolder = std::filesystem::path(CHOKEPOINT_VALIDATION_FOLDER);
const std::filesystem::path kWorldTable = kFolder / "../../../shared/realdata/wiod2011";

struct Loaded {
    scenario::Model model;
    scenario::ModelSpec spec;
    std::vector<Diagnostic> warnings;
};

Loaded load_input_output(const std::filesystem::path& folder) {
    Diagnostics diagnostics;
    Loaded loaded;
    loaded.spec = scenario::load_model(folder, {}, diagnostics);
    diagnostics.throw_if_errors();
    scenario::DynamicsSettings settings;
    settings.rules = dynamics::find_preset(settings.preset)->rules;
    loaded.model = scenario::build_model(loaded.spec, loaded.spec.tables, settings, diagnostics);
    diagnostics.throw_if_errors();
    loaded.warnings = diagnostics.sorted();
    return loaded;
}

double million_usd(double usd_per_day) {
    return usd_per_day * 365.0 / 1e6;
}

/// Whether every node still makes its initial output after this many days without an action.
bool rests(const scenario::Model& model, int days) {
    const policy::OpennessSchedule nothing;
    dynamics::DayStep step(model.network, model.behaviour, nothing);
    for (int day = 0; day < days; ++day)
        step.advance();
    for (std::size_t i = 0; i < model.network.node_count(); ++i) {
        if (step.state().output[i] != model.network.output[i]) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("an input-output table is repaired by the stated rule, to the numbers calculated by hand") {
    const Loaded loaded = load_input_output(kFolder / "input_output");
    const network::SupplyNetwork& network = loaded.model.network;
    const network::Directory& directory = loaded.model.directory;
    REQUIRE(network.node_count() == 3);
    CHECK(network.link_count() == 3);
    const std::map<std::string, std::pair<double, double>> expected = {
        {"a-mines", {105.0, 0.0}}, {"a-works", {200.0, 152.0}}, {"b-works", {80.0, 80.0}}};
    for (const auto& [id, row] : expected) {
        CAPTURE(id);
        const auto node = directory.nodes.find(id);
        REQUIRE(node);
        CHECK(million_usd(network.output[*node]) == doctest::Approx(row.first).epsilon(1e-12));
        CHECK(million_usd(network.final_demand[*node]) == doctest::Approx(row.second).epsilon(1e-12));
        CHECK(directory.companies.name(directory.node_company[*node]) == id);
    }
    CHECK(rests(loaded.model, 100));
}

TEST_CASE("each kind of repair is reported once, with the number of rows and the largest repair") {
    const Loaded loaded = load_input_output(kFolder / "input_output");
    REQUIRE(loaded.warnings.size() == 4);
    const auto was_reported = [&](std::string_view words) {
        for (const Diagnostic& warning : loaded.warnings) {
            if (warning.message.find(words) != std::string::npos) return true;
        }
        return false;
    };
    CHECK(was_reported("read as million USD a year"));
    CHECK(
        was_reported("2 rows without output and sales left out, with a final demand of 4 million USD in total, most in "
                     "'b-shell' with 4"));
    CHECK(was_reported("1 row with a final demand below zero, by 5 million USD in total, most in 'a-mines' by 5"));
    CHECK(was_reported(
        "1 row where sales and final demand do not add up to gross output, by 2 million USD in total, most in "
        "'a-works' by 2"));
}

TEST_CASE("strict reading refuses each row that needs repair, with its line") {
    Diagnostics diagnostics;
    scenario::load_model(kFolder / "input_output", {}, diagnostics, {}, {1, true});
    std::vector<int> lines;
    for (const Diagnostic& fault : diagnostics.sorted()) {
        if (fault.severity == Severity::error) lines.push_back(fault.place.line);
    }
    CHECK(lines == std::vector<int>{2, 3, 4, 6});
}

TEST_CASE("the world table of 2011 loads with the right sums and stays at rest") {
    if (!std::filesystem::exists(kWorldTable)) {
        MESSAGE("skipped: the table is not beside the project");
        return;
    }
    const Loaded loaded = load_input_output(kWorldTable);
    const network::SupplyNetwork& network = loaded.model.network;
    CHECK(network.node_count() == 1435 - 22);
    CHECK(network.link_count() == 413'525);
    CHECK(loaded.model.directory.products.size() == 35);
    CHECK(loaded.model.directory.countries.size() == 41);
    double output = 0.0;
    double sold = 0.0;
    for (const double usd : network.output)
        output += usd;
    for (const double usd : network.link_flow)
        sold += usd;
    // The sums of the files' columns, plus the 8,311 by which six nodes sell more than their gross output.
    CHECK(million_usd(output) == doctest::Approx(141'767'904.0 + 8'311.0).epsilon(1e-9));
    CHECK(million_usd(sold) == doctest::Approx(72'440'092.0).epsilon(1e-9));
    CHECK(rests(loaded.model, 30));
    REQUIRE(loaded.warnings.size() == 4);
    CHECK(loaded.warnings[1].message.starts_with("22 rows without output"));
    CHECK(loaded.warnings[2].message.starts_with("8 rows with a final demand below zero"));
}
