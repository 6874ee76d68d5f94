#pragma once

#include <chokepoint/network/synthetic/generator.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::network {

/// What each stream of draws of the generator is for; a number is never given to another purpose.
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

/// The draws of `stream` under the generator's seed.
inline Draws draws_of(const GeneratorSettings& settings, GeneratorStream stream) {
    return {settings.seed, static_cast<std::uint32_t>(stream)};
}

/// Firms as drawn, before their links; one entry a firm, and the firms of each cell (sector, country) in a row.
struct SyntheticFirms {
    std::vector<std::uint32_t> country;
    std::vector<std::uint32_t> sector;
    std::vector<double> size_usd;           ///< Yearly revenue before links adjust it.
    std::vector<float> customer_weight;     ///< Expected number of suppliers, up to a factor.
    std::vector<float> supplier_weight;     ///< Expected number of customers within its cell, up to a factor.
    std::vector<std::uint32_t> by_cell;     ///< Firms in the order of cells, ascending within one.
    std::vector<std::uint32_t> cell_begin;  ///< Cell c is by_cell[cell_begin[c]] up to cell_begin[c + 1].

    std::size_t count() const { return size_usd.size(); }
    /// The firms of a cell; `countries` is the number of countries.
    std::span<const std::uint32_t> cell(std::size_t cell_number) const {
        return std::span(by_cell).subspan(cell_begin[cell_number],
                                          cell_begin[cell_number + 1] - cell_begin[cell_number]);
    }
};

/// Draws countries, sectors, sizes and weights, each firm by itself.
SyntheticFirms draw_firms(const GeneratorSettings& settings);

}  // namespace chokepoint::network
