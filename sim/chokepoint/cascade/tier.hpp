#pragma once

#include <chokepoint/network/supply_network.hpp>
#include <cstdint>
#include <vector>

namespace chokepoint::cascade {

/// The distance of each node from final demand, in links. A node that sells at least half of its output to final demand
/// has tier 1. Any other node has 1 plus the lowest tier among its customers, or 0 if no chain of customers leads to
/// tier 1. Nearly every firm sells something to final demand, so a lower threshold would put all of them into tier 1.
std::vector<std::uint32_t> find_tiers(const network::SupplyNetwork& network);

}  // namespace chokepoint::cascade
