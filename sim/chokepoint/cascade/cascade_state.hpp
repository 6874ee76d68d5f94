#pragma once

#include <chokepoint/cascade/cascade_plan.hpp>
#include <chokepoint/cascade/cascade_shock.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace chokepoint::cascade {

/// The levels of a running cascade: the nodes that have lost something, with 1 − hd and 1 − hu.
struct CascadeLevels {
    std::vector<std::uint32_t> nodes;
    std::vector<double> down, up;
};

/// The numbers of 1 or 8 cascades side by side. Lane l of node i is at i·lanes + l.
struct CascadeState {
    CascadeState(const CascadePlan& plan, unsigned lane_count);

    unsigned lanes;
    std::vector<double> down, up;            ///< 1 − hd and 1 − hu.
    std::vector<double> felt_down, felt_up;  ///< What neighbours read: σ(1 − hd) and 1 − hu, from before.
    std::vector<double> market_left;         ///< Σ_l out_l·hd_l, by market and lane.
    std::vector<std::uint8_t> touched;       ///< By node: a level of some lane is or was above 0.
    std::vector<std::uint32_t> touched_list;
    std::vector<std::uint32_t> changed_down, changed_up;  ///< Nodes with levels that neighbours have yet to read.

    /// Sets the levels of an empty lane to ψ.
    void begin(const CascadeShock& shock, unsigned lane);
    /// Copies the levels out of a lane, and into an empty lane to continue from them.
    CascadeLevels levels(unsigned lane) const;
    void adopt(const CascadeLevels& levels, unsigned lane);
    /// Empties one lane while the others continue, or all lanes.
    void end(const CascadePlan& plan, unsigned lane);
    void clear(const CascadePlan& plan);
    /// ESRI and its parts, summed in the order of nodes.
    CascadeResult indices(const CascadePlan& plan, unsigned lane);
    void touch(std::uint32_t node);
};

}  // namespace chokepoint::cascade
