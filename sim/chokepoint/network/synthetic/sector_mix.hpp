#pragma once

#include <chokepoint/network/synthetic/synthetic_firms.hpp>
#include <vector>

namespace chokepoint::network {

/// What sectors buy from one another, as shares of the customer sector's purchases.
struct SectorMix {
    std::uint32_t sectors = 0;
    std::vector<double> share;        ///< share[customer sector * sectors + supplier sector]; sums to 1 by customer.
    std::vector<double> input_share;  ///< Purchases over revenue, by sector.

    double of(std::uint32_t customer_sector, std::uint32_t supplier_sector) const {
        return share[std::size_t{customer_sector} * sectors + supplier_sector];
    }
};

/// Draws a sparse input matrix that the sectors' output can supply.
SectorMix draw_sector_mix(const GeneratorSettings& settings, const SyntheticFirms& firms);

}  // namespace chokepoint::network
