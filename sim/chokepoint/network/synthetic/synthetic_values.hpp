#pragma once

#include <chokepoint/network/synthetic/synthetic_links.hpp>
#include <span>
#include <vector>

namespace chokepoint::network {

/// The yearly value of each link in whole USD, at least 1. Sales to firms and purchases stay within what each firm's
/// size allows, apart from this minimum of one dollar. Takes 8 bytes per link.
std::vector<double> draw_values(const GeneratorSettings& settings, const SyntheticFirms& firms, const SectorMix& mix,
                                const CustomerLists& links);

/// What each firm sells: the sum of value[e] times its customer's factor (empty: 1), always in the order of links.
std::vector<double> sum_by_supplier(const CustomerLists& links, std::span<const double> value,
                                    std::span<const double> customer_factor, unsigned threads);

}  // namespace chokepoint::network
