#pragma once

#include <chokepoint/cascade/cascade_rules.hpp>
#include <chokepoint/cascade/cascade_shock.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <cstdint>
#include <vector>

namespace chokepoint {

/// A second cascade, written directly from the published equations with maps and levels h: no slots, lanes, active sets
/// or losses. It is slow, and different on purpose.
struct ReferenceCascade {
    std::vector<double> level_down;  ///< hd.
    std::vector<double> level_up;    ///< hu.
    double index = 0.0;
    double index_down = 0.0;
    double index_up = 0.0;
    std::uint32_t iterations = 0;
};

ReferenceCascade reference_cascade(const network::SupplyNetwork& network, const cascade::CascadeInputs& inputs,
                                   const cascade::CascadeRules& rules, const cascade::CascadeShock& shock);

}  // namespace chokepoint
