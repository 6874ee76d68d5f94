#pragma once

#include <chokepoint/network/directory.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::policy {

/// The controlled content of what nodes sell, as a share of its value.
struct ControlledContent {
    std::vector<double> share;  ///< c_i for each node, from 0 to 1.
    std::uint32_t sweeps = 0;
    double change = 0.0;  ///< The largest relative change in the last sweep.
    bool converged = false;
};

/// The known content of what a node sells.
struct StatedContent {
    std::uint32_t node = 0;
    double share = 0.0;  ///< From 0 to 1.
};

/// The content that accumulates through the network from `origin`, the ascending list of links over which controlled
/// items leave their exporters. A content stated for a node replaces what accumulates there. A content stated for a
/// link replaces its supplier's share, except for links of the origin.
ControlledContent controlled_content(const network::SupplyNetwork& network, std::span<const std::uint64_t> origin,
                                     std::span<const StatedContent> stated = {},
                                     std::span<const network::LinkShare> stated_links = {});

}  // namespace chokepoint::policy
