#pragma once

#include <chokepoint/base/run_control.hpp>
#include <chokepoint/cascade/cascade_plan.hpp>
#include <chokepoint/cascade/cascade_rules.hpp>
#include <chokepoint/cascade/cascade_shock.hpp>
#include <span>
#include <vector>

namespace chokepoint::cascade {

/// One cascade and the loss of every node: 1 − hd and 1 − hu.
struct CascadeLosses {
    CascadeResult result;
    std::vector<double> down;
    std::vector<double> up;
};

/// Runs one cascade. Throws std::invalid_argument for an unknown or repeated node or link and for numbers outside [0,
/// 1].
CascadeLosses run_cascade(const CascadePlan& plan, const CascadeRules& rules, const CascadeShock& shock);

/// Runs one cascade per shock and returns its indices, each equal to that of run_cascade() to the last bit, on any
/// number of threads (0: one per core). Progress counts cascades. Those that are stopped before they end stay
/// unconverged.
std::vector<CascadeResult> run_cascades(const CascadePlan& plan, const CascadeRules& rules,
                                        std::span<const CascadeShock> shocks, unsigned threads,
                                        const RunControl& control = {});

/// The memory in bytes that run_cascades() takes for a network of `nodes` nodes, within about 10 %, without the plan.
std::size_t cascades_bytes(std::size_t nodes, std::size_t shocks, unsigned threads);

}  // namespace chokepoint::cascade
