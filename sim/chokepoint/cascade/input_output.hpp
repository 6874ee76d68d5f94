#pragma once

#include <chokepoint/network/supply_network.hpp>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace chokepoint::cascade {

/// The solution of a linear system and how well it satisfies the system.
struct LinearSolution {
    std::vector<double> values;    ///< By node, in USD per day.
    double residual = 0.0;         ///< max |b − M·x| / max |b|, recomputed from the given system.
    std::uint32_t iterations = 0;  ///< Iterations of BiCGSTAB; 0 for a direct solution.
    bool converged = false;        ///< Whether residual <= 1e-10.
};

/// Leontief's demand model (1936): the outputs x = (I − A)⁻¹·f that meet final demand f, with A_ij = z_ij / x̄_j.
LinearSolution leontief_output(const network::SupplyNetwork& network, std::span<const double> final_demand);

/// Ghosh's supply model (1958): the outputs x' = v'·(I − B)⁻¹ from primary inputs v, with B_ij = z_ij / x̄_i.
LinearSolution ghosh_output(const network::SupplyNetwork& network, std::span<const double> primary_inputs);

/// v̄_i = x̄_i minus purchases. With these inputs, ghosh_output() returns the baseline.
std::vector<double> primary_inputs(const network::SupplyNetwork& network);

/// What to remove from the economy, in part or in full: nodes, with their purchases, sales and final demand, and links.
struct Extraction {
    struct Link {
        std::uint64_t link = 0;
        double openness = 0.0;  ///< The remaining share, in [0, 1].
    };
    struct Node {
        std::uint32_t node = 0;
        double kept = 0.0;  ///< The remaining share of the node, in [0, 1].
    };
    std::vector<Node> nodes;
    std::vector<Link> links;
};

enum class ExtractionSide : std::uint8_t {
    demand,  ///< Leontief: lost orders. Final demand stays.
    supply,  ///< Ghosh: lost deliveries. Primary inputs stay.
};

struct ExtractionResult {
    LinearSolution output;     ///< x after the extraction.
    std::vector<double> loss;  ///< x̄ − x, by node.
    double total_loss = 0.0;   ///< In USD per day, including what was extracted.
};

/// Hypothetical extraction (Dietzenbacher and Lahr 2013): solves the demand or supply model without the extracted part.
/// Nothing replaces it: a customer buys outside the model what it bought over a closed link. Throws
/// std::invalid_argument for an unknown node or link or a share outside [0, 1].
ExtractionResult extract(const network::SupplyNetwork& network, const Extraction& extraction, ExtractionSide side);

}  // namespace chokepoint::cascade
