#pragma once

#include <chokepoint/base/draw.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::network {

/// What to generate. The bounds are 4 <= firms < 2^32, links <= firms (firms - 1) / 4, 1 <= countries, sectors <= 1000.
struct GeneratorSettings {
    std::uint64_t firms = 0;
    std::uint64_t links = 0;
    std::uint32_t countries = 20;
    std::uint32_t sectors = 35;
    std::uint64_t seed = 1;
    unsigned threads = 0;  ///< 0: one per core. The result does not depend on it.
    /// Called with the name of each stage when it begins, on the calling thread. May be empty.
    std::function<void(std::string_view stage)> progress = {};
};

/// A synthetic network as columns. Values are in whole USD per year, so that all their sums are exact.
///
/// For each firm, revenue = sales to firms + final demand exactly, final demand >= 0, and purchases <= revenue. Links
/// are unique, connect different firms, and ascend by customer, then supplier. Firms are in no particular order.
struct GeneratedNetwork {
    // One entry per firm.
    std::vector<std::uint32_t> country;  ///< 0 is the largest country.
    std::vector<std::uint32_t> sector;   ///< What the firm sells.
    std::vector<double> revenue_usd;
    std::vector<double> final_demand_usd;

    // One entry per link.
    std::vector<std::uint32_t> supplier;
    std::vector<std::uint32_t> customer;
    std::vector<double> value_usd;
};

/// Draws a network. Throws std::invalid_argument for settings out of bounds. The number of links is exact, except in
/// very small and dense networks that leave too few links to reciprocate.
GeneratedNetwork generate_network(const GeneratorSettings& settings);

/// The first bound that `settings` violates, as a sentence, or "".
std::string fault_of(const GeneratorSettings& settings);

/// A number of the recipe, with its meaning and source, as `describe generate` shows it.
struct RecipeRecord {
    std::string_view name;
    double value;
    std::string_view meaning;
    std::string_view source;
};

std::span<const RecipeRecord> generator_recipe();

}  // namespace chokepoint::network
