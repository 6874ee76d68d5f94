#pragma once

#include <chokepoint/network/synthetic/sector_mix.hpp>
#include <vector>

namespace chokepoint::network {

/// The supplier lists of all firms. The suppliers of firm i are supplier[begin[i] .. begin[i + 1]), ascending.
struct CustomerLists {
    std::vector<std::uint64_t> begin;
    std::vector<std::uint32_t> supplier;

    bool has(std::uint32_t from, std::uint32_t to) const;  ///< Whether `from` sells to `to`.
};

/// Draws the links of all firms. Takes 4 bytes per link, and twice that while merging the return links.
CustomerLists draw_links(const GeneratorSettings& settings, const SyntheticFirms& firms, const SectorMix& mix);

}  // namespace chokepoint::network
