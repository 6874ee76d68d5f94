#include <doctest/doctest.h>

#include <chokepoint/report/files/synthetic_model.hpp>
#include <chokepoint/scenario/scenario.hpp>
#include <fstream>
#include <sstream>

#include "../temporary_file.hpp"

using namespace chokepoint;

namespace {

std::string text_of_synthetic_model(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

void write_model_synthetic_model(const std::filesystem::path& folder, unsigned threads) {
    network::GeneratorSettings settings;
    settings.firms = 2000;
    settings.links = 9000;
    settings.seed = 4;
    settings.threads = threads;
    const network::GeneratedNetwork network = network::generate_network(settings);
    report::OutputFolder out(folder, false, report::FolderKind::model);
    report::write_synthetic_model(network, settings, network::measure_moments(network, threads), out, {});
    out.commit();
}

}  // namespace

TEST_CASE("A generated folder is a model that passes the check") {
    const testing::TemporaryFolder folder;
    write_model_synthetic_model(folder.path() / "m", 2);
    const scenario::ModelCheck check = scenario::check_model_folder(folder.path() / "m");
    CHECK(check.warnings.empty());
    CHECK(check.spec.firm_rows == 2000);
    CHECK(check.spec.link_rows == 9000);
}

TEST_CASE("A generated folder has the same bytes on any number of threads and says how it was made") {
    const testing::TemporaryFolder folder;
    write_model_synthetic_model(folder.path() / "a", 1);
    write_model_synthetic_model(folder.path() / "b", 7);
    for (const char* name : {"firms.csv", "links.csv", "README.md", "manifest.json"})
        CHECK(text_of_synthetic_model(folder.path() / "a" / name) ==
              text_of_synthetic_model(folder.path() / "b" / name));
    CHECK(text_of_synthetic_model(folder.path() / "a" / "README.md")
              .find("chokepoint generate --firms 2000 --links 9000 --countries 20 --sectors 35 --seed 4") !=
          std::string::npos);
}
