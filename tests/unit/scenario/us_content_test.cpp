#include <doctest/doctest.h>

#include <chokepoint/scenario/model/model.hpp>
#include <map>
#include <string>

#include "../sample_model.hpp"
#include "../temporary_file.hpp"

using namespace chokepoint;
using namespace chokepoint::testing;

namespace {

/// What is stated, by `supplier > customer: product`.
std::map<std::string, double> stated(const scenario::ModelSpec& spec, std::string_view preset) {
    scenario::DynamicsSettings settings;
    settings.rules = dynamics::find_preset(preset)->rules;
    Diagnostics diagnostics;
    const scenario::Model model = scenario::build_model(spec, spec.tables, settings, diagnostics);
    diagnostics.throw_if_errors();
    const network::Directory& names = model.directory;
    std::map<std::string, double> shares;
    std::uint64_t next = 0;
    for (const network::LinkShare& at : names.us_content) {
        CHECK(at.link >= next);
        next = at.link + 1;
        const std::uint32_t slot = model.network.slot_of(at.link);
        std::string key(names.nodes.name(model.network.link_supplier[at.link]));
        key.append(" > ").append(names.nodes.name(model.network.slot_customer[slot]));
        key.append(": ").append(names.products.name(model.network.slot_product[slot]));
        shares[key] = at.share;
    }
    return shares;
}

}  // namespace

TEST_CASE("US content stays with its link, between any lines of its firms and where a link is a slot") {
    const TemporaryFolder folder;
    write_sample_model_of_lines(folder.path() / "m");
    Diagnostics diagnostics;
    const scenario::ModelSpec spec = scenario::load_model(folder.path() / "m", {}, diagnostics);
    diagnostics.throw_if_errors();
    std::map<std::string, double> expected = {
        {"rival > phones: software", 0.25},    {"maker \"one\" > phones: chips", 1.0},
        {"boards > phones: boards", 0.0},      {"maker \"one\" > rival: chips", 0.5},
        {"maker-two > lines#1: chips", 0.125}, {"maker-two > lines#2: chips", 0.125},
    };
    CHECK(stated(spec, "export-control") == expected);
    expected.erase("maker \"one\" > rival: chips");  // it only stands by, which such a model leaves out
    CHECK(stated(spec, "inoue-todo") == expected);
}

TEST_CASE("a model that states no US content keeps nothing of it") {
    const TemporaryFolder folder;
    write_sample_table(folder.path() / "m");
    Diagnostics diagnostics;
    const scenario::ModelSpec spec = scenario::load_model(folder.path() / "m", {}, diagnostics);
    CHECK(spec.tables.links.us_content.empty());
    CHECK(stated(spec, "export-control").empty());
}
