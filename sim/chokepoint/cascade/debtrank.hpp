#pragma once

#include <chokepoint/network/supply_network.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::cascade {

/// The direction in which distress spreads, and the share by which it hits a neighbour.
enum class DistressPath : std::uint8_t {
    to_customers,  ///< W_ij = w_ij / in_j: what i delivers as a share of all that j buys.
    to_suppliers,  ///< W_ij = w_ji / x̄_j: what i buys as a share of j's output, final demand included.
};

struct DebtRank {
    std::vector<double> distress;  ///< Final h_i, by node, from 0 to 1.
    double rank = 0.0;  ///< Σ (h_i(T) − h_i(0))·v_i / Σ v: the distress caused, not counting the initial one.
    std::uint32_t iterations = 0;
};

/// DebtRank of Battiston et al. 2012 (Scientific Reports 2:541) in its original variant: a node passes its distress on
/// only once, in the iteration after it was first hit. v is output. `initial` is h(0) in [0, 1] by node. Throws
/// std::invalid_argument for other values.
DebtRank debtrank(const network::SupplyNetwork& network, std::span<const double> initial, DistressPath path);

}  // namespace chokepoint::cascade
