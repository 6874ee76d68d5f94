#pragma once

#include <chokepoint/network/supply_network.hpp>

namespace chokepoint {

/// The machine's limits as this run finds them; best of a few tries each.

/// Bytes a second that `threads` threads read from memory one after the other.
double read_bandwidth(unsigned threads);

/// Seconds for the gathers that a day cannot do without: for every link, in both orders of the network, `lanes` doubles
/// at a 32-bit index. Each thread takes half (or its share) of the links.
double gather_seconds(const network::SupplyNetwork& network, unsigned lanes, unsigned threads);

}  // namespace chokepoint
