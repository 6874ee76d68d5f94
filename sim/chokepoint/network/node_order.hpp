#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::network {

/// The order in which a large network's nodes are best numbered, as a list of nodes: group by group (countries: most
/// trade stays at home), and within a group those with the most customers first, so that the few whom everybody reads
/// share cache lines. `group` has one entry a node; `supplier` is the supplier of every link.
std::vector<std::uint32_t> locality_order(std::span<const std::uint32_t> group,
                                          std::span<const std::uint32_t> supplier);

}  // namespace chokepoint::network
