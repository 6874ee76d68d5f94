#pragma once

#include <cstdint>
#include <vector>

#include "../random_case.hpp"

namespace chokepoint {

/// A transformation of a case that must not change its results.
struct Transformation {
    bool shuffle = false;           ///< Reorder nodes, links, products, companies, countries and the members of lists.
    double usd = 1.0;               ///< A factor for all money.
    std::vector<unsigned> parts{};  ///< Number of equal parts of each node; empty: no splits.
    int weeks = 0;                  ///< Shift of all dates.
};

/// The transformed case, whose rules are still to be set. Its `origin` holds the original node of each node.
RandomCase transformed(const RandomCase& chosen, const Transformation& how, std::uint64_t seed);

}  // namespace chokepoint
