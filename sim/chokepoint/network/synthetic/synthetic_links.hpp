#pragma once

#include <chokepoint/network/synthetic/sector_mix.hpp>
#include <vector>

namespace chokepoint::network {

/// Who buys from whom: the suppliers of firm i are supplier[begin[i]] up to supplier[begin[i + 1]], ascending.
struct CustomerLists {
    std::vector<std::uint64_t> begin;
    std::vector<std::uint32_t> supplier;

    bool has(std::uint32_t from, std::uint32_t to) const;  ///< Whether `from` sells to `to`.
};

/// Draws the links of all firms. 4 bytes a link, twice while the links in return are merged in.
CustomerLists draw_links(const GeneratorSettings& settings, const SyntheticFirms& firms, const SectorMix& mix);

}  // namespace chokepoint::network
