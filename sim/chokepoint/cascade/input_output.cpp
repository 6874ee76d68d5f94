// A_ij = z_ij / x̄_j is inputs per output of the customer, and B_ij = z_ij / x̄_i is sales per output of the supplier:
//     Leontief  x_i = Σ_j A_ij·x_j + f_i,      Ghosh  x_j = Σ_i B_ij·x_i + v_j.
// Extraction multiplies z_ij by the openness of its link and the remaining share of both nodes, and final demand or
// primary inputs by that of their node. x̄ in A and B stays, because recipes and market shares do.
#include <algorithm>
#include <chokepoint/cascade/input_output.hpp>
#include <chokepoint/cascade/sparse_solve.hpp>
#include <stdexcept>

namespace chokepoint::cascade {

namespace {

/// The remaining share of each link and node. Empty means all of it.
struct Remainder {
    std::vector<double> links;
    std::vector<double> nodes;
};

LinearSolution solve(const network::SupplyNetwork& net, ExtractionSide side, std::span<const double> right_side,
                     const Remainder& rest) {
    if (right_side.size() != net.node_count())
        throw std::invalid_argument("final demand and primary inputs must have one entry per node");
    std::vector<Coefficient> coefficients;
    coefficients.reserve(net.link_count());
    for (std::size_t s = 0; s < net.slot_count(); ++s) {
        const std::uint32_t customer = net.slot_customer[s];
        for (std::uint64_t e = net.slot_links[s]; e < net.slot_links[s + 1]; ++e) {
            const std::uint32_t supplier = net.link_supplier[e];
            double flow = net.link_flow[e];
            if (!rest.links.empty()) flow *= rest.links[e] * rest.nodes[supplier] * rest.nodes[customer];
            const double output = net.output[side == ExtractionSide::demand ? customer : supplier];
            if (flow <= 0.0 || output <= 0.0) continue;
            if (side == ExtractionSide::demand) {
                coefficients.push_back({supplier, customer, flow / output});
            } else {
                coefficients.push_back({customer, supplier, flow / output});
            }
        }
    }
    return solve_sparse(coefficients, right_side);
}

}  // namespace

LinearSolution leontief_output(const network::SupplyNetwork& network, std::span<const double> final_demand) {
    return solve(network, ExtractionSide::demand, final_demand, {});
}

LinearSolution ghosh_output(const network::SupplyNetwork& network, std::span<const double> primary_inputs) {
    return solve(network, ExtractionSide::supply, primary_inputs, {});
}

std::vector<double> primary_inputs(const network::SupplyNetwork& network) {
    std::vector<double> inputs(network.output.begin(), network.output.end());
    for (std::size_t s = 0; s < network.slot_count(); ++s)
        inputs[network.slot_customer[s]] -= network.slot_need[s];
    return inputs;
}

ExtractionResult extract(const network::SupplyNetwork& network, const Extraction& extraction, ExtractionSide side) {
    Remainder rest{std::vector<double>(network.link_count(), 1.0), std::vector<double>(network.node_count(), 1.0)};
    for (const Extraction::Node& node : extraction.nodes) {
        if (node.node >= network.node_count()) throw std::invalid_argument("an extraction names an unknown node");
        if (!(node.kept >= 0.0 && node.kept <= 1.0)) throw std::invalid_argument("a share must be between 0 and 1");
        rest.nodes[node.node] = node.kept;
    }
    for (const Extraction::Link& link : extraction.links) {
        if (link.link >= network.link_count()) throw std::invalid_argument("an extraction names an unknown link");
        if (!(link.openness >= 0.0 && link.openness <= 1.0))
            throw std::invalid_argument("an openness must be between 0 and 1");
        rest.links[link.link] = link.openness;
    }
    std::vector<double> right_side = primary_inputs(network);
    if (side == ExtractionSide::demand) right_side.assign(network.final_demand.begin(), network.final_demand.end());
    for (std::size_t i = 0; i < right_side.size(); ++i)
        right_side[i] *= rest.nodes[i];
    ExtractionResult result;
    result.output = solve(network, side, right_side, rest);
    for (std::size_t i = 0; i < network.node_count(); ++i) {
        result.loss.push_back(network.output[i] - result.output.values[i]);
        result.total_loss += result.loss.back();
    }
    return result;
}

}  // namespace chokepoint::cascade
