#pragma once

#include <chokepoint/network/directory.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::policy {

/// The controlled content of what nodes sell, as a share of its value.
struct ControlledContent {
    std::vector<double> share;  ///< c_i, one a node, 0 to 1.
    std::uint32_t sweeps = 0;
    double change = 0.0;  ///< Largest relative change of a share in the last sweep.
    bool converged = false;
};

/// The known content of what a node sells.
struct StatedContent {
    std::uint32_t node = 0;
    double share = 0.0;  ///< 0 to 1.
};

/// The content that accumulates through the network from `origin`: the links, ascending, over which controlled items
/// leave their exporters. What is stated of a node takes the place of what accumulates there, and what is stated of a
/// link that of its supplier's share, but for links of the origin.
ControlledContent controlled_content(const network::SupplyNetwork& network, std::span<const std::uint64_t> origin,
                                     std::span<const StatedContent> stated = {},
                                     std::span<const network::LinkShare> stated_links = {});

}  // namespace chokepoint::policy
