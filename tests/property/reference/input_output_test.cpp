#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/cascade/input_output.hpp>
#include <chokepoint/network/synthetic/generator.hpp>
#include <cmath>
#include <utility>
#include <vector>

#include "../random_case.hpp"

using namespace chokepoint;

namespace {

using Dense = std::vector<std::vector<double>>;

/// z_ij that an extraction leaves.
Dense extraction_flows(const network::SupplyNetwork& network, const cascade::Extraction& extraction) {
    Dense flows(network.node_count(), std::vector<double>(network.node_count(), 0.0));
    for (std::uint32_t s = 0; s < network.slot_count(); ++s) {
        for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
            double flow = network.link_flow[e];
            for (const cascade::Extraction::Link& link : extraction.links) {
                if (link.link == e) flow *= link.openness;
            }
            flows[network.link_supplier[e]][network.slot_customer[s]] += flow;
        }
    }
    for (const cascade::Extraction::Node& node : extraction.nodes) {
        for (double& flow : flows[node.node])
            flow *= node.kept;
        for (std::vector<double>& row : flows)
            row[node.node] *= node.kept;
    }
    return flows;
}

/// Gaussian elimination with partial pivoting.
std::vector<double> solve_dense(Dense m, std::vector<double> b) {
    const std::size_t n = b.size();
    for (std::size_t c = 0; c < n; ++c) {
        std::size_t pivot = c;
        for (std::size_t r = c; r < n; ++r)
            pivot = std::abs(m[r][c]) > std::abs(m[pivot][c]) ? r : pivot;
        std::swap(m[c], m[pivot]);
        std::swap(b[c], b[pivot]);
        for (std::size_t r = c + 1; r < n; ++r) {
            const double factor = m[r][c] / m[c][c];
            for (std::size_t k = c; k < n; ++k)
                m[r][k] -= factor * m[c][k];
            b[r] -= factor * b[c];
        }
    }
    for (std::size_t c = n; c-- > 0;) {
        for (std::size_t k = c + 1; k < n; ++k)
            b[c] -= m[c][k] * b[k];
        b[c] /= m[c][c];
    }
    return b;
}

std::vector<double> expected_output(const network::SupplyNetwork& network, const cascade::Extraction& extraction,
                                    cascade::ExtractionSide side) {
    const std::size_t n = network.node_count();
    const Dense flows = extraction_flows(network, extraction);
    Dense m(n, std::vector<double>(n, 0.0));
    std::vector<double> b(n);
    for (std::size_t i = 0; i < n; ++i) {
        m[i][i] = 1.0;
        b[i] = network.final_demand[i];
        if (side == cascade::ExtractionSide::supply) {
            b[i] = network.output[i];
            for (std::size_t j = 0; j < n; ++j)
                b[i] -= extraction_flows(network, {})[j][i];
        }
    }
    for (const cascade::Extraction::Node& node : extraction.nodes)
        b[node.node] *= node.kept;
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
            if (flows[i][j] <= 0.0) continue;
            if (side == cascade::ExtractionSide::demand) m[i][j] -= flows[i][j] / network.output[j];
            if (side == cascade::ExtractionSide::supply) m[j][i] -= flows[i][j] / network.output[i];
        }
    }
    return solve_dense(m, b);
}

}  // namespace

TEST_CASE("extraction agrees with dense elimination") {
    int compared = 0;
    for (std::uint64_t seed = 900; seed < 980; ++seed) {
        Dice dice(seed);
        const network::SupplyNetwork network = make_random_case(seed, 400, 400, Shape::tiered).network;
        cascade::Extraction extraction;
        for (std::uint32_t i = 0; i < network.node_count(); ++i) {
            if (dice.chance(0.05)) extraction.nodes.push_back({i, dice.one_of({0.0, 0.3})});
        }
        for (std::uint64_t e = 0; e < network.link_count(); ++e) {
            if (dice.chance(0.1)) extraction.links.push_back({e, dice.one_of({0.0, 0.5, 1.0})});
        }
        for (const cascade::ExtractionSide side : {cascade::ExtractionSide::demand, cascade::ExtractionSide::supply}) {
            const cascade::ExtractionResult result = cascade::extract(network, extraction, side);
            const std::vector<double> expected = expected_output(network, extraction, side);
            CAPTURE(seed);
            REQUIRE(result.output.converged);
            double scale = 0.0;
            for (const double x : expected)
                scale = std::max(scale, std::abs(x));
            for (std::size_t i = 0; i < expected.size(); ++i) {
                REQUIRE(std::abs(result.output.values[i] - expected[i]) <= 1e-9 * scale);
                ++compared;
            }
        }
    }
    CHECK(compared > 1000);
}

TEST_CASE("both models reproduce the baseline on a network that is solved iteratively") {
    network::GeneratorSettings settings;
    settings.firms = 3'000;
    settings.links = 15'000;
    const network::GeneratedNetwork drawn = network::generate_network(settings);
    std::vector<network::NodeRecord> nodes;
    network::LinkColumns links;
    for (std::size_t i = 0; i < drawn.sector.size(); ++i)
        nodes.push_back({drawn.sector[i], -1.0, drawn.final_demand_usd[i]});
    links.supplier = drawn.supplier;
    links.customer = drawn.customer;
    links.flow = drawn.value_usd;
    const network::SupplyNetwork network = network::build_network(nodes, std::move(links));
    for (const cascade::LinearSolution& solution : {cascade::leontief_output(network, network.final_demand),
                                                    cascade::ghosh_output(network, cascade::primary_inputs(network))}) {
        CHECK(solution.converged);
        CHECK(solution.iterations > 0);
        double largest = 0.0;
        for (std::size_t i = 0; i < network.node_count(); ++i)
            largest = std::max(largest, std::abs(solution.values[i] / network.output[i] - 1.0));
        CHECK(largest < 1e-9);
    }
}
