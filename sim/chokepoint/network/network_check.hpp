#pragma once

#include <chokepoint/network/supply_network.hpp>
#include <cstddef>
#include <string>

namespace chokepoint::network {

/// What a network that came from elsewhere has that none of build_network() has, the first fault as a sentence; "" if
/// nothing, and then no index leads out of its columns and every sum closes to the last bit. `products` is the number
/// of products there are. Looks at every entry, on up to `threads` threads (0: as many as the machine has).
std::string find_network_fault(const SupplyNetwork& network, std::size_t products, unsigned threads);

}  // namespace chokepoint::network
