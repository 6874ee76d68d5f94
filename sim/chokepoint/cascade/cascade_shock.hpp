#pragma once

#include <cstdint>
#include <vector>

namespace chokepoint::cascade {

/// What a cascade starts from: nodes that lose part of their output, and links that policy closes in part.
struct CascadeShock {
    struct Node {
        std::uint32_t node = 0;
        double down = 0.0;  ///< ψd in [0, 1]: share lost of what it can deliver; spreads to customers.
        double up = 0.0;    ///< ψu in [0, 1]: share lost of what it asks for; spreads to suppliers.
    };
    struct Link {
        std::uint64_t link = 0;
        double openness = 0.0;  ///< m_e in [0, 1]: 0 denied, 1 free.
    };
    std::vector<Node> nodes;  ///< Each node once, in any order.
    std::vector<Link> links;  ///< Each link once, in any order.
};

/// These nodes lose all of their output, or a share of it, in both directions.
CascadeShock fail_nodes(const std::vector<std::uint32_t>& nodes, double share = 1.0);

/// The systemic-risk index of a shock: the share of the network's value that is lost, by the worse of both directions
/// for each node, and by one direction alone; and how the cascade ended.
struct CascadeResult {
    double index = 0.0;       ///< ESRI = Σ v_i (1 − min(hd_i, hu_i)) / Σ v.
    double index_down = 0.0;  ///< ESRI_d, with hd alone: customers that lack inputs.
    double index_up = 0.0;    ///< ESRI_u, with hu alone: suppliers that lack customers.
    double residual = 0.0;    ///< The largest fall of a level in the last iteration.
    std::uint32_t iterations = 0;
    bool converged = false;  ///< The residual is within the rules' epsilon; false also when it was interrupted.
};

}  // namespace chokepoint::cascade
