#include <doctest/doctest.h>

#include <chokepoint/base/text/country.hpp>
#include <chokepoint/scenario/model/model.hpp>
#include <filesystem>
#include <numeric>
#include <string>

namespace {

double total_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

chokepoint::scenario::Model built(const chokepoint::scenario::ModelSpec& spec, chokepoint::Diagnostics& diagnostics) {
    chokepoint::scenario::DynamicsSettings settings;
    settings.rules = chokepoint::dynamics::find_preset(settings.preset)->rules;
    chokepoint::scenario::Model model = chokepoint::scenario::build_model(spec, spec.tables, settings, diagnostics);
    diagnostics.throw_if_errors();
    return model;
}

}  // namespace

TEST_CASE("carving: ZTE and its suppliers fit into a published table, which keeps its sums") {
    const std::filesystem::path root = CHOKEPOINT_SOURCE_FOLDER;
    const std::filesystem::path table = root / "../shared/realdata/tables/oecd-icio/2014_SML.csv";
    if (!std::filesystem::exists(table)) return;
    chokepoint::Diagnostics diagnostics;
    const std::string path = std::filesystem::absolute(table).string();
    const chokepoint::scenario::ModelSpec spec =
        chokepoint::scenario::load_model(root / "models/zte-2018", {{1, "base.table.file", path}}, diagnostics);
    diagnostics.throw_if_errors();
    const chokepoint::scenario::Model inside = built(spec, diagnostics);
    const chokepoint::scenario::Model alone =
        built(chokepoint::scenario::load_model(table, {}, diagnostics), diagnostics);

    // What all sell, and what all buy, is what the table has.
    CHECK(total_of(inside.network.output) == doctest::Approx(total_of(alone.network.output)).epsilon(1e-9));
    CHECK(total_of(inside.network.link_flow) == doctest::Approx(total_of(alone.network.link_flow)).epsilon(1e-9));
    CHECK(total_of(inside.network.final_demand) == doctest::Approx(total_of(alone.network.final_demand)).epsilon(1e-9));
    // No firm is in Austria, so all that Austria's industries make and buy is unchanged.
    for (std::uint32_t i = 0; i < alone.network.node_count(); ++i) {
        const std::string_view id = alone.directory.nodes.name(i);
        const auto same = inside.directory.nodes.find(id);
        REQUIRE(same.has_value());
        if (chokepoint::country_key(alone.directory.written_country(i)) != "AT") continue;
        CHECK(inside.network.output[*same] == doctest::Approx(alone.network.output[i]).epsilon(1e-9));
    }
    // The rest of an industry and its firms are the industry: electronics of the US by the firms' own revenues.
    double us_firms = 0.0;
    for (std::uint32_t i = 0; i < inside.network.node_count(); ++i) {
        const bool is_us = chokepoint::country_key(inside.directory.written_country(i)) == "US";
        const bool is_industry = alone.directory.nodes.find(inside.directory.nodes.name(i)).has_value();
        if (is_us && !is_industry) us_firms += inside.network.output[i];
    }
    double rests = 0.0, industries = 0.0;
    for (std::uint32_t i = 0; i < alone.network.node_count(); ++i) {
        if (chokepoint::country_key(alone.directory.written_country(i)) != "US") continue;
        industries += alone.network.output[i];
        rests += inside.network.output[*inside.directory.nodes.find(alone.directory.nodes.name(i))];
    }
    CHECK(rests + us_firms == doctest::Approx(industries).epsilon(1e-9));
}
