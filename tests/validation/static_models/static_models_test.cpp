#include <doctest/doctest.h>

#include <chokepoint/cascade/input_output.hpp>
#include <vector>

using namespace chokepoint;

namespace {

network::SupplyNetwork two_sectors() {
    const std::vector<network::NodeRecord> nodes = {{0, -1.0, 50.0}, {1, -1.0, 60.0}};
    const std::vector<network::LinkRecord> links = {{0, 0, 0, 10.0}, {0, 1, 0, 40.0}, {1, 0, 1, 20.0}};
    return network::build_network(nodes, links);
}

void check_outputs(const cascade::LinearSolution& solution, double first, double second) {
    CHECK(solution.values[0] == doctest::Approx(first).epsilon(1e-12));
    CHECK(solution.values[1] == doctest::Approx(second).epsilon(1e-12));
    CHECK(solution.residual < 1e-14);
    CHECK(solution.converged);
}

}  // namespace

TEST_CASE("Leontief and Ghosh outputs agree with a calculation by hand") {
    const network::SupplyNetwork network = two_sectors();
    check_outputs(cascade::leontief_output(network, network.final_demand), 100.0, 80.0);
    check_outputs(cascade::leontief_output(network, std::vector{100.0, 0.0}), 125.0, 25.0);
    const std::vector<double> primary = cascade::primary_inputs(network);
    CHECK(primary == std::vector{70.0, 40.0});
    check_outputs(cascade::ghosh_output(network, primary), 100.0, 80.0);
    check_outputs(cascade::ghosh_output(network, std::vector{70.0, 0.0}), 87.5, 35.0);
    CHECK_THROWS_AS(cascade::leontief_output(network, std::vector{1.0}), std::invalid_argument);
}

TEST_CASE("extracting a sector, a link or half a link agrees with a calculation by hand") {
    const network::SupplyNetwork network = two_sectors();
    cascade::Extraction sector;
    sector.nodes = {{1, 0.0}};
    const cascade::ExtractionResult demand = cascade::extract(network, sector, cascade::ExtractionSide::demand);
    check_outputs(demand.output, 500.0 / 9.0, 0.0);
    CHECK(demand.total_loss == doctest::Approx(1120.0 / 9.0).epsilon(1e-12));
    const cascade::ExtractionResult supply = cascade::extract(network, sector, cascade::ExtractionSide::supply);
    check_outputs(supply.output, 700.0 / 9.0, 0.0);
    CHECK(supply.total_loss == doctest::Approx(920.0 / 9.0).epsilon(1e-12));
    // Sector 2 buys over one link.
    cascade::Extraction link;
    link.links = {{network.slot_links[network.node_slots[1]], 0.0}};
    const cascade::ExtractionResult cut = cascade::extract(network, link, cascade::ExtractionSide::demand);
    check_outputs(cut.output, 500.0 / 9.0, 640.0 / 9.0);
    CHECK(cut.total_loss == doctest::Approx(160.0 / 3.0).epsilon(1e-12));
    link.links[0].openness = 0.5;
    const cascade::ExtractionResult half = cascade::extract(network, link, cascade::ExtractionSide::demand);
    check_outputs(half.output, 65.0 / 0.85, 13.0 / 0.85 + 60.0);
    const cascade::ExtractionResult nothing = cascade::extract(network, {}, cascade::ExtractionSide::demand);
    CHECK(std::abs(nothing.total_loss) < 1e-12);
}

TEST_CASE("an invalid extraction is refused") {
    const network::SupplyNetwork network = two_sectors();
    CHECK_THROWS_AS(cascade::extract(network, {{{7, 0.0}}, {}}, cascade::ExtractionSide::demand),
                    std::invalid_argument);
    CHECK_THROWS_AS(cascade::extract(network, {{{1, -0.1}}, {}}, cascade::ExtractionSide::demand),
                    std::invalid_argument);
    CHECK_THROWS_AS(cascade::extract(network, {{}, {{9, 0.0}}}, cascade::ExtractionSide::demand),
                    std::invalid_argument);
    CHECK_THROWS_AS(cascade::extract(network, {{}, {{0, 1.5}}}, cascade::ExtractionSide::supply),
                    std::invalid_argument);
}
