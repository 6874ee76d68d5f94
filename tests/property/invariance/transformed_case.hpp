#pragma once

#include <cstdint>
#include <vector>

#include "../random_case.hpp"

namespace chokepoint {

/// What to do to a case that must not change its results.
struct Transformation {
    bool shuffle = false;  ///< Nodes, links, products, companies, countries and members of lists change places.
    double usd = 1.0;      ///< All money times this.
    std::vector<unsigned> parts{};  ///< By node: into how many equal ones it is split; empty: none is.
    int weeks = 0;                  ///< By which all dates move.
};

/// The case so transformed, with rules still to be set. `origin` of the result names the node that each one comes from.
RandomCase transformed(const RandomCase& chosen, const Transformation& how, std::uint64_t seed);

}  // namespace chokepoint
