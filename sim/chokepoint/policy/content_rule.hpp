#pragma once

#include <cstdint>
#include <vector>

namespace chokepoint::policy {

/// How a denial reaches what others make abroad: of its controlled content, or with its technology.
struct ContentRule {
    /// Another threshold for sales to these countries.
    struct Destination {
        std::vector<std::uint32_t> countries;
        double de_minimis = 0.0;
    };
    /// What is known of the content of all that these companies sell; it takes the place of what accumulates.
    struct Stated {
        std::vector<std::uint32_t> companies;
        double share = 0.0;
    };
    double de_minimis = 0.25;               ///< Share of controlled content above which a link is caught; 1: none is.
    std::vector<Destination> destinations;  ///< Of several that name a country the lowest counts.
    std::vector<std::uint32_t> technology_products;  ///< Caught whatever their content: foreign direct products.
    std::vector<Stated> stated;
    bool resource = false;              ///< A supplier may replace what is above the threshold.
    double switching_cost_share = 0.5;  ///< σ: cost of replacing an input, of what is bought in a year.
    int redesign_days = 180;            ///< From the first closed day until it is replaced.
};

}  // namespace chokepoint::policy
