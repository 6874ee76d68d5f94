#pragma once

#include <cstdint>
#include <vector>

namespace chokepoint::cascade {

/// What starts a cascade: nodes that lose part of their output, and links that policy partly closes.
struct CascadeShock {
    struct Node {
        std::uint32_t node = 0;
        double down = 0.0;  ///< ψd in [0, 1]: lost share of its deliveries; spreads to customers.
        double up = 0.0;    ///< ψu in [0, 1]: lost share of its purchases; spreads to suppliers.
    };
    struct Link {
        std::uint64_t link = 0;
        double openness = 0.0;  ///< m_e in [0, 1]: 0 denied, 1 free.
    };
    std::vector<Node> nodes;  ///< Each node once, in any order.
    std::vector<Link> links;  ///< Each link once, in any order.
};

/// A shock in which these nodes lose `share` of their output in both directions.
CascadeShock fail_nodes(const std::vector<std::uint32_t>& nodes, double share = 1.0);

/// The systemic-risk index of a shock and how the cascade ended. The index is the share of the network's value that is
/// lost, once by the worse direction for each node and once for each direction alone.
struct CascadeResult {
    double index = 0.0;       ///< ESRI = Σ v_i (1 − min(hd_i, hu_i)) / Σ v.
    double index_down = 0.0;  ///< ESRI_d, with hd alone: customers that lack inputs.
    double index_up = 0.0;    ///< ESRI_u, with hu alone: suppliers that lack customers.
    double residual = 0.0;    ///< The largest decrease of a level in the last iteration.
    std::uint32_t iterations = 0;
    bool converged = false;  ///< The residual is within epsilon; false if interrupted.
};

}  // namespace chokepoint::cascade
