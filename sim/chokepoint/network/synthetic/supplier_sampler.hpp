#pragma once

#include <chokepoint/network/synthetic/alias_table.hpp>
#include <chokepoint/network/synthetic/sector_mix.hpp>
#include <span>
#include <vector>

namespace chokepoint::network {

/// Draws suppliers in constant time: a sector from the customer's input mix, a country with home bias, and a firm of
/// that cell in proportion to its supplier weight. Takes 8 bytes per firm.
class SupplierSampler {
   public:
    SupplierSampler(const GeneratorSettings& settings, const SyntheticFirms& firms, const SectorMix& mix);

    /// Fills `suppliers` with exactly `count` different firms in ascending order, without the customer itself. `count`
    /// must be below half of the firms. `suppliers` is reused to avoid allocation.
    void draw(std::uint32_t customer, std::uint32_t count, std::vector<std::uint32_t>& suppliers) const;

   private:
    /// How far to widen the search once the customer's usual cells are exhausted.
    enum class Reach { usual, abroad, any_size };

    std::uint32_t draw_one(std::uint32_t customer, std::uint32_t attempt, Reach reach) const;
    void fill_up(std::uint32_t customer, std::uint32_t count, std::vector<std::uint32_t>& suppliers) const;

    const SyntheticFirms& firms_;
    std::size_t countries_;
    std::size_t sectors_;
    Draws draws_;
    Draws last_resort_;
    std::vector<AliasBucket> sector_tables_;   ///< Per customer sector, over supplier sectors.
    std::vector<AliasBucket> country_tables_;  ///< Per supplier sector, over countries.
    std::vector<AliasBucket> firm_tables_;     ///< Per cell, over its firms.
};

}  // namespace chokepoint::network
