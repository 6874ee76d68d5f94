#include <doctest/doctest.h>

#include <chokepoint/scenario/model/ratings.hpp>
#include <string>
#include <vector>

#include "../temporary_file.hpp"

using namespace chokepoint;

namespace {

std::string text_of_ratings(const Diagnostics& diagnostics, const testing::TemporaryFolder& folder) {
    std::string text;
    for (const Diagnostic& fault : diagnostics.sorted())
        text += testing::replaced(to_string(fault), folder.path().string() + "/", "") + "\n";
    return text;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// Mines sell to works, works to works and to homes; each sector is one node.
struct ThreeSectors {
    network::NameTable products;
    network::SupplyNetwork network;
    dynamics::Behaviour behaviour;

    ThreeSectors() {
        for (const char* name : {"mining", "works", "homes"})
            products.add(name);
        const std::vector<network::NodeRecord> nodes = {{0}, {1}, {2, -1.0, 100.0}};
        network = network::build_network(
            nodes, std::vector<network::LinkRecord>{{0, 1, 0, 10.0}, {1, 1, 1, 5.0}, {1, 2, 1, 20.0}});
        behaviour = dynamics::make_behaviour(network, {}, std::vector<dynamics::ProductBehaviour>(3));
    }

    /// Dependence of works on mining, of works on works, of homes on works; then their days of stock.
    std::vector<double> rated(const std::string& ratings, std::vector<scenario::NamedList> map, std::string& said,
                              const std::string& stocks = "", scenario::RatingsUse use = {}) {
        const testing::TemporaryFolder folder;
        Diagnostics diagnostics;
        scenario::RatingsSpec spec;
        folder.write("ratings.csv", ratings);
        spec.file = "ratings.csv";
        spec.map = std::move(map);
        if (!stocks.empty()) {
            folder.write("stocks.csv", stocks);
            spec.stock_file = "stocks.csv";
        }
        std::vector<InputFile> files;
        scenario::read_rating_files(folder.path(), false, spec, files, diagnostics);
        if (!diagnostics.has_errors()) scenario::check_ratings(spec, products, diagnostics);
        if (!diagnostics.has_errors()) scenario::apply_ratings(spec, products, network, use, behaviour, diagnostics);
        said = text_of_ratings(diagnostics, folder);
        std::vector<double> values = behaviour.slot_dependence;
        values.insert(values.end(), behaviour.slot_stock_days.begin(), behaviour.slot_stock_days.end());
        return values;
    }
};

scenario::NamedList mapping(std::string sector, const std::vector<std::string>& rated) {
    scenario::NamedList list{std::move(sector), {}, {}};
    for (const std::string& name : rated)
        list.items.push_back({name, {}});
    return list;
}

}  // namespace

TEST_CASE("a slot's dependence is the cell of its product's row and its buyer's column") {
    std::string said;
    const auto values = ThreeSectors().rated("any,homes,works\nworks,0.5,0\nmining,1,0.25\nother,1,1\n", {}, said);
    CHECK(values == std::vector<double>{0.25, 0.0, 0.5, 15.0, 15.0, 15.0});
    CHECK(has(said, "1 sector of the model has no column as buyers here") == false);
    CHECK(said.empty());
}

TEST_CASE("several sectors that stand for one give their mean, over suppliers and buyers") {
    std::string said;
    const auto values = ThreeSectors().rated("\"\",W1,W2,homes\nW1,1,0,1\nW2,0.5,1,0.5\nmining,1,0,0\n",
                                             {mapping("works", {"W1", "W2"})}, said);
    CHECK(values[0] == 0.5);
    CHECK(values[1] == (1.0 + 0.0 + 0.5 + 1.0) / 4.0);
    CHECK(values[2] == 0.75);
}

TEST_CASE("blank cells count as non-critical, and are counted with the place of the first") {
    std::string said;
    const auto values = ThreeSectors().rated(",works,homes\nmining,,1\nworks,NA,1\n", {}, said);
    CHECK(values[0] == 0.0);
    CHECK(values[1] == 0.0);
    CHECK(has(said, "ratings.csv:2:8: warning[empty]: 2 ratings are blank, the first here: taken as non-critical"));
}

TEST_CASE("sectors that nobody rated keep what they have, and are named") {
    std::string said;
    const auto values = ThreeSectors().rated(",works\nworks,0.5\n", {}, said);
    CHECK(values[0] == 1.0);
    CHECK(values[1] == 0.5);
    CHECK(values[2] == 1.0);
    CHECK(has(said, "1 sector of the model has no row as suppliers here: 'mining'"));
    CHECK(has(said, "1 sector of the model has no column as buyers here: 'homes'"));
}

TEST_CASE("days of stock go by the buyer, and what the scenario sets for all is left alone") {
    std::string said;
    const std::string ratings = ",works,homes\nmining,0.5,0.5\nworks,0.5,0.5\n";
    const std::string stocks = "sector,days\nW,7\nhomes,30.5\nV,9\n";
    const std::vector<scenario::NamedList> map = {mapping("works", {"works", "W", "V"})};
    CHECK(ThreeSectors().rated(ratings, map, said, stocks) == std::vector<double>{0.5, 0.5, 0.5, 8.0, 8.0, 30.5});
    CHECK(said.empty());
    CHECK(ThreeSectors().rated(ratings, map, said, stocks, {false, true}) ==
          std::vector<double>{1.0, 1.0, 1.0, 8.0, 8.0, 30.5});
    CHECK(ThreeSectors().rated(ratings, map, said, stocks, {true, false}) ==
          std::vector<double>{0.5, 0.5, 0.5, 15.0, 15.0, 15.0});
}

TEST_CASE("what cannot be a rating, a row or days is a fault at its place") {
    std::string said;
    ThreeSectors().rated(",works,homes\nmining,2,high\nmining,1,1\n,1,1\n", {}, said, "a,b\nworks,0.5\nworks,3\n");
    CHECK(has(said, "ratings.csv:2:8: error[out-of-range]: rating '2' is not a number from 0 to 1"));
    CHECK(has(said, "ratings.csv:2:10: error[bad-number]: rating 'high' is not a number from 0 to 1"));
    CHECK(has(said, "ratings.csv:3:1: error[duplicate]: sector 'mining' has two rows"));
    CHECK(has(said, "ratings.csv:4:1: error[empty]: the row has no sector"));
    CHECK(has(said, "stocks.csv:2:7: error[out-of-range]: days of stock '0.5' are not a number from 1 to 3650"));
    CHECK(has(said, "stocks.csv:3:1: error[duplicate]: sector 'works' has two rows"));
    ThreeSectors().rated("sector\nmining\n", {}, said, "sector,days,more\nworks,1,1\n");
    CHECK(has(said, "ratings.csv:1:1: error[missing-key]: the header names no buying sector"));
    CHECK(has(said, "stocks.csv:1:1: error[missing-key]: the table has not two columns"));
    ThreeSectors().rated(",works,works\nmining,1,1\n", {}, said);
    CHECK(has(said, "duplicate column 'works'"));
}

TEST_CASE("a mapping names sectors of the model, and sectors of a file") {
    std::string said;
    ThreeSectors().rated(",works,homes\nmining,1,1\n", {mapping("home", {"homes"}), mapping("homes", {"hommes"})},
                         said);
    CHECK(has(said, "the model has no sector 'home'"));
    CHECK(has(said, "did you mean 'homes'?"));
    CHECK(has(said, "'homes' is mapped to 'hommes', which no file of the ratings has"));
}
