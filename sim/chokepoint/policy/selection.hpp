#pragma once

#include <chokepoint/network/supply_network.hpp>
#include <chokepoint/policy/action.hpp>
#include <cstdint>
#include <vector>

namespace chokepoint::policy {

/// The links that a selector chooses, in ascending order.
std::vector<std::uint64_t> select_links(const network::SupplyNetwork& network, const network::Directory& directory,
                                        const LinkSelector& selector);

/// The slots that contain one of `links`. Both lists are in ascending order.
std::vector<std::uint32_t> slots_of(const network::SupplyNetwork& network, const std::vector<std::uint64_t>& links);

/// The nodes that a selector chooses by exporter and product, in ascending order.
std::vector<std::uint32_t> select_nodes(const network::SupplyNetwork& network, const network::Directory& directory,
                                        const LinkSelector& selector);

}  // namespace chokepoint::policy
