#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <chokepoint/cascade/cascade_run.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace chokepoint;

namespace {

using Row = std::vector<double>;

std::vector<Row> read_rows(const std::filesystem::path& path, bool header) {
    std::ifstream file(path);
    REQUIRE_MESSAGE(file, path.string());
    std::vector<Row> rows;
    std::string line;
    if (header) std::getline(file, line);
    while (std::getline(file, line)) {
        Row& row = rows.emplace_back();
        for (std::size_t begin = 0; begin <= line.size();) {
            const std::size_t end = std::min(line.find(',', begin), line.size());
            row.push_back(std::stod(line.substr(begin, end - begin)));
            begin = end + 1;
        }
    }
    return rows;
}

network::SupplyNetwork read_network(const std::filesystem::path& folder) {
    std::vector<network::NodeRecord> nodes;
    for (const Row& row : read_rows(folder / "firms.csv", true))
        nodes.push_back({static_cast<std::uint32_t>(row[1]) - 1});
    std::vector<network::LinkRecord> links;
    for (const Row& row : read_rows(folder / "edges.csv", true)) {
        const auto supplier = static_cast<std::uint32_t>(row[0]) - 1;
        links.push_back({supplier, static_cast<std::uint32_t>(row[1]) - 1, nodes[supplier].product, row[2]});
    }
    return network::build_network(nodes, links);
}

std::vector<cascade::Essentiality> read_essentiality(const std::filesystem::path& folder, const std::string& name,
                                                     const network::SupplyNetwork& network) {
    if (name.starts_with("alllin")) return std::vector(network.slot_count(), cascade::Essentiality::non_essential);
    if (name.starts_with("allleo")) return std::vector(network.slot_count(), cascade::Essentiality::essential);
    std::vector<cascade::Essentiality> matrix;
    for (const Row& row : read_rows(folder / "ess.csv", false)) {
        for (const double entry : row)
            matrix.push_back(static_cast<cascade::Essentiality>(static_cast<int>(entry)));
    }
    return cascade::essentiality_of_matrix(network, matrix);
}

void check_case(const std::filesystem::path& folder, const std::string& name) {
    const network::SupplyNetwork network = read_network(folder);
    cascade::CascadeInputs inputs;
    inputs.slot_essentiality = read_essentiality(folder, name, network);
    const cascade::CascadePlan plan(network, inputs);
    cascade::CascadeRules rules = cascade::kCompatRules;
    rules.replaceability = name.find("sub1") != std::string::npos;
    if (const std::size_t at = name.find("eps"); at != std::string::npos)
        rules.epsilon = std::stod(name.substr(at + 3));
    const std::vector<Row> indices = read_rows(folder / (name + "_esri.csv"), true);
    const std::vector<Row> down = read_rows(folder / (name + "_hdloss.csv"), false);
    const std::vector<Row> up = read_rows(folder / (name + "_huloss.csv"), false);
    double largest = 0.0;
    for (std::uint32_t k = 0; k < network.node_count(); ++k) {
        const cascade::CascadeLosses losses = cascade::run_cascade(plan, rules, cascade::fail_nodes({k}));
        CAPTURE(k);
        CHECK(losses.result.iterations == static_cast<std::uint32_t>(indices[k][4]));
        largest = std::max({largest, std::abs(losses.result.index - indices[k][1]),
                            std::abs(losses.result.index_down - indices[k][2]),
                            std::abs(losses.result.index_up - indices[k][3])});
        for (std::size_t i = 0; i < network.node_count(); ++i)
            largest = std::max({largest, std::abs(losses.down[i] - down[i][k]), std::abs(losses.up[i] - up[i][k])});
    }
    CAPTURE(name);
    CHECK(largest <= 1e-12);
    MESSAGE(name << ": largest deviation " << format_number(largest));
}

}  // namespace

TEST_CASE("the cascade reproduces the numbers of the published program") {
    const std::filesystem::path reference = CHOKEPOINT_REFERENCE_FOLDER;
    int cases = 0;
    for (const char* network : {"cascade-11", "cascade-200"}) {
        if (!std::filesystem::is_directory(reference / network)) {
            MESSAGE("skipped: there is no folder " << (reference / network).string());
            continue;
        }
        for (const auto& entry : std::filesystem::directory_iterator(reference / network)) {
            const std::string file = entry.path().filename().string();
            if (!file.ends_with("_esri.csv")) continue;
            check_case(reference / network, file.substr(0, file.size() - 9));
            ++cases;
        }
    }
    CHECK((cases > 0 || !std::filesystem::is_directory(reference)));
}
