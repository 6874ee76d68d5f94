#pragma once

#include <chokepoint/network/supply_network.hpp>

namespace chokepoint {

/// The machine's limits as measured in this run, each the best of a few tries.

/// The bytes per second that `threads` threads read sequentially from memory.
double read_bandwidth(unsigned threads);

/// The time in seconds of the gathers that a day cannot avoid: for every link, in both orders of the network, `lanes`
/// doubles at a 32-bit index. Each thread takes an equal share of the links.
double gather_seconds(const network::SupplyNetwork& network, unsigned lanes, unsigned threads);

}  // namespace chokepoint
