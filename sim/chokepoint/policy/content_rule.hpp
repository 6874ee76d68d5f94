#pragma once

#include <cstdint>
#include <vector>

namespace chokepoint::policy {

/// How a denial reaches goods made abroad: through their controlled content or the technology behind them.
struct ContentRule {
    /// A different threshold for sales to these countries.
    struct Destination {
        std::vector<std::uint32_t> countries;
        double de_minimis = 0.0;
    };
    /// The known content of everything that these companies sell. It replaces the accumulated content.
    struct Stated {
        std::vector<std::uint32_t> companies;
        double share = 0.0;
    };
    double de_minimis = 0.25;               ///< Links with a higher controlled share are caught; 1 catches none.
    std::vector<Destination> destinations;  ///< If several name a country, the lowest threshold counts.
    std::vector<std::uint32_t> technology_products;  ///< Foreign direct products, caught whatever their content.
    std::vector<Stated> stated;
    bool resource = false;              ///< Suppliers may replace the content above the threshold.
    double switching_cost_share = 0.5;  ///< σ: the cost of replacing an input over a year's purchases of it.
    int redesign_days = 180;            ///< Days from the first closed day to the replacement.
};

}  // namespace chokepoint::policy
