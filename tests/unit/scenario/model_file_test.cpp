#define XXH_INLINE_ALL
#include <doctest/doctest.h>
#include <xxhash.h>

#include <chokepoint/base/files/sha256.hpp>
#include <chokepoint/network/file/column_file_layout.hpp>
#include <chokepoint/report/files/synthetic_model.hpp>
#include <chokepoint/scenario/model/model.hpp>
#include <chokepoint/study/study.hpp>
#include <cstring>

#include "../sample_model.hpp"
#include "../temporary_file.hpp"

using namespace chokepoint;
using namespace chokepoint::testing;

namespace {

struct Built {
    scenario::ModelSpec spec;
    scenario::Model model;
};

Built build(const std::filesystem::path& path) {
    Diagnostics diagnostics;
    Built built{scenario::load_model(path, {}, diagnostics), {}};
    diagnostics.throw_if_errors();
    scenario::DynamicsSettings settings;
    settings.rules = dynamics::preset_table().front().rules;
    built.model = scenario::build_model(built.spec, std::move(built.spec.tables), settings, diagnostics);
    diagnostics.throw_if_errors();
    return built;
}

bool same_model_file(auto&& a, auto&& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

bool same_names(const network::NameTable& a, const network::NameTable& b) {
    return same_model_file(a.text(), b.text()) && same_model_file(a.ends(), b.ends());
}

void check_same(const scenario::Model& a, const scenario::Model& b) {
    const network::SupplyNetwork& n = a.network;
    const network::SupplyNetwork& m = b.network;
    CHECK(same_model_file(n.output, m.output));
    CHECK(same_model_file(n.final_demand, m.final_demand));
    CHECK(same_model_file(n.node_product, m.node_product));
    CHECK(same_model_file(n.node_slots, m.node_slots));
    CHECK(same_model_file(n.slot_customer, m.slot_customer));
    CHECK(same_model_file(n.slot_product, m.slot_product));
    CHECK(same_model_file(n.slot_need, m.slot_need));
    CHECK(same_model_file(n.slot_links, m.slot_links));
    CHECK(same_model_file(n.link_supplier, m.link_supplier));
    CHECK(same_model_file(n.link_flow, m.link_flow));
    CHECK(same_model_file(n.link_standby, m.link_standby));
    CHECK(same_model_file(n.node_sales, m.node_sales));
    CHECK(same_model_file(n.sale_slot, m.sale_slot));
    CHECK(same_model_file(n.sale_flow, m.sale_flow));
    CHECK(same_names(a.directory.nodes, b.directory.nodes));
    CHECK(same_names(a.directory.companies, b.directory.companies));
    CHECK(same_names(a.directory.countries, b.directory.countries));
    CHECK(same_names(a.directory.products, b.directory.products));
    CHECK(a.directory.node_company == b.directory.node_company);
    CHECK(a.directory.node_country == b.directory.node_country);
    CHECK(a.directory.product_kind == b.directory.product_kind);
    CHECK(a.directory.us_content == b.directory.us_content);
    CHECK(a.behaviour.markets == b.behaviour.markets);
    CHECK(a.behaviour.slot_stock_days == b.behaviour.slot_stock_days);
    CHECK(a.title == b.title);
    REQUIRE(a.companies.size() == b.companies.size());
    for (std::uint32_t company = 0; company < a.companies.size(); ++company) {
        CHECK(a.companies.name(company) == b.companies.name(company));
        CHECK(same_model_file(a.companies.nodes(company), b.companies.nodes(company)));
    }
}

/// The file with another byte, and all checksums as they then must be.
std::string forged(std::string bytes, std::size_t at, char flip) {
    bytes[at] = static_cast<char>(bytes[at] ^ flip);
    network::ColumnFileHeader header;
    std::memcpy(&header, bytes.data(), sizeof header);
    for (std::uint32_t k = 0; k < header.sections; ++k) {
        char* place = bytes.data() + sizeof header + k * sizeof(network::SectionEntry);
        network::SectionEntry entry;
        std::memcpy(&entry, place, sizeof entry);
        if (entry.offset > bytes.size() || entry.count > bytes.size() ||
            entry.count * entry.element_bytes > bytes.size() - entry.offset)
            continue;
        entry.checksum = XXH3_64bits(bytes.data() + entry.offset, entry.count * entry.element_bytes);
        std::memcpy(place, &entry, sizeof entry);
    }
    header.checksum = 0;
    std::memcpy(bytes.data(), &header, sizeof header);
    header.checksum = XXH3_64bits(bytes.data(), sizeof header + header.sections * sizeof(network::SectionEntry));
    std::memcpy(bytes.data(), &header, sizeof header);
    return bytes;
}

constexpr const char* kModelFileScenario =
    "chokepoint: 1\n"
    "title: A test\n"
    "model: m.network\n"
    "calendar: {start: 2018-01-01, end: 2018-01-20}\n"
    "actions:\n"
    "  ban: {deny: {exporters: {country: US}, target: {country: CN}}, from: 2018-01-03}\n"
    "arms:\n"
    "  baseline: []\n"
    "  ban: [ban]\n";

/// Runs a scenario on files with every third byte changed in turn; the number of those that ran to its end.
std::size_t survivors(const std::string& bytes, std::size_t begin) {
    const TemporaryFolder folder;
    const std::filesystem::path scenario = folder.write("s.yaml", kModelFileScenario);
    std::size_t ran = 0;
    for (std::size_t at = begin; at < bytes.size(); at += 3) {
        folder.write("m.network", forged(bytes, at, static_cast<char>(1U << (at % 8))));
        try {
            study::run_study(scenario::load_scenario(scenario, {}, {1}), 1);
            ++ran;
        } catch (const InputError&) {
        } catch (const std::logic_error&) {
        }
    }
    return ran;
}

}  // namespace

TEST_CASE("a model comes out of its file as it comes out of its folder") {
    const TemporaryFolder folder;
    for (auto* write : {write_sample_model, write_sample_model_of_lines, write_sample_table}) {
        std::filesystem::remove_all(folder.path() / "m");
        write(folder.path() / "m");
        const std::filesystem::path file = folder.write("m.network", model_file_of(folder.path() / "m"));
        const Built one = build(folder.path() / "m");
        const Built other = build(file);
        check_same(one.model, other.model);
        if (write == write_sample_model) CHECK(one.model.directory.us_content.size() == 4);
        if (write == write_sample_model_of_lines) CHECK(one.model.directory.us_content.size() == 6);
        CHECK(other.spec.firm_rows == one.spec.firm_rows);
        CHECK(other.spec.link_rows == one.spec.link_rows);
        CHECK(other.spec.yaml == one.spec.yaml);
        CHECK(other.spec.is_table == one.spec.is_table);
        CHECK(other.spec.unit == one.spec.unit);
        REQUIRE(other.spec.files.size() == 1);
        CHECK(other.spec.files[0].path == file);
        CHECK(other.spec.files[0].sha256 == sha256_of(text_of(file)));
    }
}

TEST_CASE("a large model's nodes keep the numbers that they have for locality, and its title its file's name") {
    const TemporaryFolder folder;
    network::GeneratorSettings settings;
    settings.firms = 25'000;
    settings.links = 90'000;
    const network::GeneratedNetwork network = network::generate_network(settings);
    report::OutputFolder out(folder.path() / "m", false, report::FolderKind::model);
    report::write_synthetic_model(network, settings, network::measure_moments(network, 2), out, {});
    out.commit();
    const std::string bytes = model_file_of(folder.path() / "m", 1);
    CHECK(model_file_of(folder.path() / "m", 7) == bytes);
    const Built one = build(folder.path() / "m");
    const Built other = build(folder.write("m.network", bytes));
    check_same(one.model, other.model);
    CHECK(one.model.title == "m");
    // The network is the file's memory, and the file keeps the links once.
    CHECK(bytes.size() < network::network_bytes(25'000, one.model.network.slot_count(), 90'000) + 25'000 * 90);
}

TEST_CASE("values of model.yaml in a file can be set, and its faults have their lines") {
    const TemporaryFolder folder;
    write_sample_model(folder.path() / "m");
    const std::filesystem::path file = folder.write("m.network", model_file_of(folder.path() / "m"));
    Diagnostics diagnostics;
    const scenario::ModelSpec spec = scenario::load_model(file, {{1, "products.chips.stock_days", "66"}}, diagnostics);
    REQUIRE_FALSE(diagnostics.has_errors());
    CHECK(spec.products[0].parameters[0].second.value == 66.0);
    scenario::load_model(file, {{1, "products.chip.stock_days", "66"}}, diagnostics);
    CHECK(diagnostics.has_errors());
}

TEST_CASE("a file with any byte changed is found out, or is the same model") {
    const TemporaryFolder folder;
    write_sample_model(folder.path() / "m");
    const std::string bytes = model_file_of(folder.path() / "m");
    const scenario::ModelSpec whole = load_whole_model(folder.write("m.network", bytes));
    std::size_t between = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
        Diagnostics diagnostics;
        const scenario::ModelSpec spec = scenario::load_model(folder.write("m.network", damaged), {}, diagnostics);
        if (diagnostics.has_errors()) continue;
        ++between;
        CHECK(same_names(spec.tables.firms.ids, whole.tables.firms.ids));
        CHECK(same_model_file(spec.tables.built->network.link_flow, whole.tables.built->network.link_flow));
    }
    CHECK(between < bytes.size() / 4);
}

TEST_CASE("a file whose maker saw to its checksums does not lead a run astray, whatever it holds") {
    const TemporaryFolder folder;
    write_sample_model(folder.path() / "plain");
    write_sample_model_of_lines(folder.path() / "lines");
    for (const char* name : {"plain", "lines"}) {
        const std::string bytes = model_file_of(folder.path() / name);
        const std::size_t ran = survivors(bytes, sizeof(network::ColumnFileHeader));
        CAPTURE(name);
        CHECK(ran > 0);
        CHECK(ran < bytes.size());
    }
}
