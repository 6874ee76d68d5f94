#pragma once

#include <chokepoint/network/supply_network.hpp>
#include <cstdint>
#include <vector>

namespace chokepoint::cascade {

/// How far each node stands from final demand, in links: 1 for a node that sells at least half of its output to final
/// demand, else 1 + the lowest tier among its customers; 0 where no customer of customers has one. Nearly every firm
/// sells something to final demand, so "something" would put all of them into tier 1.
std::vector<std::uint32_t> find_tiers(const network::SupplyNetwork& network);

}  // namespace chokepoint::cascade
