#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::network {

/// The best order in which to number the nodes of a large network, as a list of nodes: group by group (by country,
/// since most trade is domestic), and within a group the nodes with most customers first, so that the few nodes that
/// many others read share cache lines. `group` has one entry per node; `supplier` holds the supplier of every link.
std::vector<std::uint32_t> locality_order(std::span<const std::uint32_t> group,
                                          std::span<const std::uint32_t> supplier);

}  // namespace chokepoint::network
