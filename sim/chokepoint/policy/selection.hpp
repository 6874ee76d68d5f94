#pragma once

#include <chokepoint/network/supply_network.hpp>
#include <chokepoint/policy/action.hpp>
#include <cstdint>
#include <vector>

namespace chokepoint::policy {

/// The links that a selector chooses, ascending.
std::vector<std::uint64_t> select_links(const network::SupplyNetwork& network, const network::Directory& directory,
                                        const LinkSelector& selector);

/// The slots that hold one of `links`, which ascend; ascending.
std::vector<std::uint32_t> slots_of(const network::SupplyNetwork& network, const std::vector<std::uint64_t>& links);

/// The nodes that a selector chooses by its exporters and products, ascending.
std::vector<std::uint32_t> select_nodes(const network::SupplyNetwork& network, const network::Directory& directory,
                                        const LinkSelector& selector);

}  // namespace chokepoint::policy
