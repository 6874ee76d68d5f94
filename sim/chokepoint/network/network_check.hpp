#pragma once

#include <chokepoint/network/supply_network.hpp>
#include <cstddef>
#include <string>

namespace chokepoint::network {

/// The first fault of a network that did not come from build_network(), as a sentence, or "". A network without fault
/// has only valid indices, and every sum in it is exact to the last bit. `products` is the number of products. Checks
/// every entry on up to `threads` threads (0: one per core).
std::string find_network_fault(const SupplyNetwork& network, std::size_t products, unsigned threads);

}  // namespace chokepoint::network
