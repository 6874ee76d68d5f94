#pragma once

#include <chokepoint/dynamics/behaviour.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <chokepoint/network/synthetic/generator.hpp>
#include <cstdint>
#include <string>

namespace chokepoint {

/// A generated network as the benchmarks use it: nodes in locality order, the preset export-control.
struct MadeNetwork {
    std::uint64_t links = 0;
    network::SupplyNetwork network;
    dynamics::Behaviour behaviour;
};

/// The network with `links` links and a quarter (from 10^8 on a tenth) of as many firms; seed 1, 20 countries, 35
/// sectors. The last one is kept for the next call.
const MadeNetwork& made_network(std::uint64_t links);

/// The same as records in any order, for benchmarks of building.
struct MadeLinks {
    std::vector<network::NodeRecord> nodes;
    network::LinkColumns links;
};
MadeLinks made_links(std::uint64_t links);

}  // namespace chokepoint
