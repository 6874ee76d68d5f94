#pragma once

#include <chokepoint/network/synthetic/generator.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::network {

/// The purpose of each stream of draws in the generator. Never reuse a number for another purpose.
enum class GeneratorStream : std::uint32_t {
    country = 1,
    sector,
    size_body,
    size_tail,
    customers,
    suppliers,
    input_share,
    sector_size,
    sector_use,
    sector_weight,
    sector_own,
    sector_input_share,
    link,
    last_resort,
    reversal,
    value
};

/// The draws of `stream` for the generator's seed.
inline Draws draws_of(const GeneratorSettings& settings, GeneratorStream stream) {
    return {settings.seed, static_cast<std::uint32_t>(stream)};
}

/// The drawn firms before their links, one entry per firm. The firms of each cell (sector, country) are listed
/// together.
struct SyntheticFirms {
    std::vector<std::uint32_t> country;
    std::vector<std::uint32_t> sector;
    std::vector<double> size_usd;           ///< Yearly revenue, before links adjust it.
    std::vector<float> customer_weight;     ///< Proportional to the expected number of suppliers.
    std::vector<float> supplier_weight;     ///< Proportional to expected customers, within the cell.
    std::vector<std::uint32_t> by_cell;     ///< Firms in the order of cells, ascending within each.
    std::vector<std::uint32_t> cell_begin;  ///< Cell c is by_cell[cell_begin[c] .. cell_begin[c + 1]).

    std::size_t count() const { return size_usd.size(); }
    /// The firms of a cell. `countries` is the number of countries.
    std::span<const std::uint32_t> cell(std::size_t cell_number) const {
        return std::span(by_cell).subspan(cell_begin[cell_number],
                                          cell_begin[cell_number + 1] - cell_begin[cell_number]);
    }
};

/// Draws the country, sector, size and weights of each firm independently.
SyntheticFirms draw_firms(const GeneratorSettings& settings);

}  // namespace chokepoint::network
