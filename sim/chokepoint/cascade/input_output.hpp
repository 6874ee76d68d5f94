#pragma once

#include <chokepoint/network/supply_network.hpp>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace chokepoint::cascade {

/// The solution of a linear system and how well it solves it.
struct LinearSolution {
    std::vector<double> values;    ///< One a node, USD per day.
    double residual = 0.0;         ///< max |b − M·x| / max |b|, computed anew from the system as it was given.
    std::uint32_t iterations = 0;  ///< Of BiCGSTAB; 0 for a direct solution.
    bool converged = false;        ///< residual <= 1e-10.
};

/// Leontief's demand model: outputs x = (I − A)⁻¹·f that meet final demand f, A_ij = z_ij / x̄_j (Leontief 1936).
LinearSolution leontief_output(const network::SupplyNetwork& network, std::span<const double> final_demand);

/// Ghosh's supply model: outputs x' = v'·(I − B)⁻¹ that follow from primary inputs v, B_ij = z_ij / x̄_i (Ghosh 1958).
LinearSolution ghosh_output(const network::SupplyNetwork& network, std::span<const double> primary_inputs);

/// v̄_i = x̄_i less purchases: with it ghosh_output() gives the baseline.
std::vector<double> primary_inputs(const network::SupplyNetwork& network);

/// What is taken out of the economy: nodes with what they buy, sell and are asked for, and links, both in part.
struct Extraction {
    struct Link {
        std::uint64_t link = 0;
        double openness = 0.0;  ///< Share that stays, in [0, 1].
    };
    struct Node {
        std::uint32_t node = 0;
        double kept = 0.0;  ///< Share of the node that stays, in [0, 1].
    };
    std::vector<Node> nodes;
    std::vector<Link> links;
};

enum class ExtractionSide : std::uint8_t {
    demand,  ///< Leontief: orders that are not placed any more; final demand stays.
    supply,  ///< Ghosh: deliveries that do not come any more; primary inputs stay.
};

struct ExtractionResult {
    LinearSolution output;     ///< x after the extraction.
    std::vector<double> loss;  ///< x̄ − x, by node.
    double total_loss = 0.0;   ///< USD per day, what was extracted included.
};

/// Hypothetical extraction (Dietzenbacher and Lahr 2013): solves the demand or the supply model without what is taken
/// out. Nothing replaces it: what a customer bought over a closed link it buys outside the model. Throws
/// std::invalid_argument for a node or link that is not there, or a share outside [0, 1].
ExtractionResult extract(const network::SupplyNetwork& network, const Extraction& extraction, ExtractionSide side);

}  // namespace chokepoint::cascade
