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

/// What to generate. Bounds: 4 <= firms < 2^32, links <= firms (firms - 1) / 4, 1 <= countries, sectors <= 1000.
struct GeneratorSettings {
    std::uint64_t firms = 0;
    std::uint64_t links = 0;
    std::uint32_t countries = 20;
    std::uint32_t sectors = 35;
    std::uint64_t seed = 1;
    unsigned threads = 0;  ///< 0: as many as the machine has; the result does not depend on it.
    /// Called on the calling thread when a stage begins, with its name; may be empty.
    std::function<void(std::string_view stage)> progress = {};
};

/// A synthetic network as columns; values in whole USD a year, so that every sum of them is exact.
///
/// For each firm: revenue = sales to firms + final demand, to the last bit; final demand >= 0; purchases <= revenue.
/// Links are unique, none leads to its own firm, and they ascend by customer, then supplier. Firms come in no order.
struct GeneratedNetwork {
    // One entry a firm.
    std::vector<std::uint32_t> country;  ///< 0 is the largest.
    std::vector<std::uint32_t> sector;   ///< What the firm sells.
    std::vector<double> revenue_usd;
    std::vector<double> final_demand_usd;

    // One entry a link.
    std::vector<std::uint32_t> supplier;
    std::vector<std::uint32_t> customer;
    std::vector<double> value_usd;
};

/// Draws a network; throws std::invalid_argument for settings out of bounds. The number of links is exact, but for
/// networks of a few firms with so many links that too few are left to be answered by one in return.
GeneratedNetwork generate_network(const GeneratorSettings& settings);

/// The first bound that `settings` break, as a sentence; empty if none.
std::string fault_of(const GeneratorSettings& settings);

/// A number of the recipe: what it sets, where it comes from. `describe generate` shows them.
struct RecipeRecord {
    std::string_view name;
    double value;
    std::string_view meaning;
    std::string_view source;
};

std::span<const RecipeRecord> generator_recipe();

}  // namespace chokepoint::network
