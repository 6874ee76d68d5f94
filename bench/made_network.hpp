#pragma once

#include <chokepoint/dynamics/behaviour.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <chokepoint/network/synthetic/generator.hpp>
#include <cstdint>
#include <string>

namespace chokepoint {

/// A generated network for the benchmarks: nodes in locality order, preset export-control.
struct MadeNetwork {
    std::uint64_t links = 0;
    network::SupplyNetwork network;
    dynamics::Behaviour behaviour;
};

/// A network with `links` links and a quarter as many firms (a tenth from 10^8 links on), with seed 1, 20 countries and
/// 35 sectors. The last network is kept for the next call.
const MadeNetwork& made_network(std::uint64_t links);

/// The same network as records in any order, for benchmarks of building.
struct MadeLinks {
    std::vector<network::NodeRecord> nodes;
    network::LinkColumns links;
};
MadeLinks made_links(std::uint64_t links);

}  // namespace chokepoint
