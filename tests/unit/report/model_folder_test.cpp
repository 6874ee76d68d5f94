#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/report/files/model_folder.hpp>
#include <chokepoint/report/files/synthetic_model.hpp>
#include <sstream>
#include <vector>

#include "../sample_model.hpp"
#include "../temporary_file.hpp"

using namespace chokepoint;
using namespace chokepoint::testing;

namespace {

/// Writes a model file's CSV into folder `name`.
void write_folder(const TemporaryFolder& folder, const std::string& file, const std::string& name, unsigned threads) {
    report::OutputFolder out(folder.path() / name, false, report::FolderKind::model);
    report::write_model_folder(load_whole_model(folder.write("m.network", file)), "chokepoint convert m.network",
                               threads, out, {});
    out.commit();
}

std::vector<std::string> sorted_lines(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    std::sort(lines.begin(), lines.end());
    return lines;
}

}  // namespace

TEST_CASE("from CSV to a file, to CSV, to a file: the two files have the same bytes") {
    for (auto* write : {write_sample_model, write_sample_model_of_lines, write_sample_table}) {
        const TemporaryFolder own;
        write(own.path() / "m");
        const std::string file = model_file_of(own.path() / "m");
        write_folder(own, file, "again", 1);
        CHECK(model_file_of(own.path() / "again") == file);
        if (!std::filesystem::exists(own.path() / "m" / "model.yaml")) continue;
        CHECK(text_of(own.path() / "again" / "model.yaml") == text_of(own.path() / "m" / "model.yaml"));
    }
}

TEST_CASE("fields come back as they were written, values of up to 15 digits among them") {
    const TemporaryFolder folder;
    write_sample_model(folder.path() / "m");
    write_folder(folder, model_file_of(folder.path() / "m"), "again", 1);
    CHECK(text_of(folder.path() / "again" / "firms.csv") ==
          "id,company,name,country,product,market,revenue_usd,final_demand_usd,lines,source,assumption\n"
          "\"maker \"\"one\"\"\",Group,\"First, of two\",US,chips,,400000000.1,,1,paper,\n"
          "maker-two,Group,,JP,chips,,,0.30000000000000004,1,,a guess\n"
          "boards,,,TW,boards,,200000000,,1,paper,\n"
          "phones,,Phones Ltd,CN,phones,phone-market,900000000,,1,paper,\n"
          "rival,,,KR,phones,phone-market,700000000,,1,paper,a second hand\n");
    CHECK(text_of(folder.path() / "again" / "links.csv") ==
          "supplier,customer,value_usd,product,standby_usd,us_content,source,assumption\n"
          "\"maker \"\"one\"\"\",boards,20000000,,,,paper,\n"
          "\"maker \"\"one\"\"\",phones,90000000.333333,,,1,paper,read twice\n"
          "maker-two,phones,123456789.012345,,5,,paper,\n"
          "\"maker \"\"one\"\"\",rival,0,,77.7,0.5,,a guess\n"
          "maker-two,rival,1000,,,,,a guess\n"
          "boards,phones,60000000,,,0,,a guess\n"
          "boards,rival,0.012345678901234568,,,,paper,\n"
          "rival,phones,0.1,software,,0.25,,swapped\n"
          "\"maker \"\"one\"\"\",phones,2.5,licences,,,paper,\n");
}

TEST_CASE("an input-output table comes back as one, in its unit, less what was repaired") {
    const TemporaryFolder folder;
    write_sample_table(folder.path() / "m");
    write_folder(folder, model_file_of(folder.path() / "m"), "again", 1);
    CHECK(text_of(folder.path() / "again" / "nodes.csv") ==
          "id,country,sector,gross_output\n"
          "DE-cars,DE,cars,1234.567\n"
          "DE-steel,DE,steel,100.823456\n"
          "FR-cars,FR,cars,77.123456789\n");
    CHECK(text_of(folder.path() / "again" / "links.csv") ==
          "supplier,customer,value\n"
          "DE-cars,DE-cars,200.1\n"
          "FR-cars,DE-cars,3.3\n"
          "DE-cars,FR-cars,0.000123\n"
          "DE-steel,DE-cars,60.123456\n"
          "DE-steel,FR-cars,40.7\n");
}

TEST_CASE("a generated model comes back row for row, on any number of threads") {
    const TemporaryFolder folder;
    network::GeneratorSettings settings;
    settings.firms = 30'000;
    settings.links = 100'000;
    const network::GeneratedNetwork network = network::generate_network(settings);
    report::OutputFolder out(folder.path() / "m", false, report::FolderKind::model);
    report::write_synthetic_model(network, settings, network::measure_moments(network, 2), out, {});
    out.commit();
    const std::string file = model_file_of(folder.path() / "m", 2);
    write_folder(folder, file, "one", 1);
    write_folder(folder, file, "seven", 7);
    CHECK(text_of(folder.path() / "one" / "firms.csv") == text_of(folder.path() / "m" / "firms.csv"));
    const std::string links = text_of(folder.path() / "one" / "links.csv");
    CHECK(links == text_of(folder.path() / "seven" / "links.csv"));
    CHECK(sorted_lines(links) == sorted_lines(text_of(folder.path() / "m" / "links.csv")));
    CHECK(model_file_of(folder.path() / "one", 2) == file);
}
