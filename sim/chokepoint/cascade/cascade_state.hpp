#pragma once

#include <chokepoint/cascade/cascade_plan.hpp>
#include <chokepoint/cascade/cascade_shock.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace chokepoint::cascade {

/// The levels of a cascade under way: nodes that have lost something, with 1 − hd and 1 − hu.
struct CascadeLevels {
    std::vector<std::uint32_t> nodes;
    std::vector<double> down, up;
};

/// The numbers of 1 or 8 cascades side by side: lane l of node i stands at i·lanes + l.
struct CascadeState {
    CascadeState(const CascadePlan& plan, unsigned lane_count);

    unsigned lanes;
    std::vector<double> down, up;            ///< 1 − hd and 1 − hu.
    std::vector<double> felt_down, felt_up;  ///< What neighbours read: σ(1 − hd) and 1 − hu, of the iteration before.
    std::vector<double> market_left;         ///< Σ_l out_l·hd_l, by market and lane.
    std::vector<std::uint8_t> touched;       ///< By node: a level of some lane is, or was, above 0.
    std::vector<std::uint32_t> touched_list;
    std::vector<std::uint32_t> changed_down, changed_up;  ///< Nodes whose neighbours have yet to read their level.

    /// Puts the levels of an empty lane at ψ.
    void begin(const CascadeShock& shock, unsigned lane);
    /// What a lane holds, and an empty lane that goes on from there.
    CascadeLevels levels(unsigned lane) const;
    void adopt(const CascadeLevels& levels, unsigned lane);
    /// Empties a lane while others go on, and all lanes at once.
    void end(const CascadePlan& plan, unsigned lane);
    void clear(const CascadePlan& plan);
    /// ESRI and its parts; the sums run in the order of nodes.
    CascadeResult indices(const CascadePlan& plan, unsigned lane);
    void touch(std::uint32_t node);
};

}  // namespace chokepoint::cascade
