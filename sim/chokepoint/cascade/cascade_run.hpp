#pragma once

#include <chokepoint/base/run_control.hpp>
#include <chokepoint/cascade/cascade_plan.hpp>
#include <chokepoint/cascade/cascade_rules.hpp>
#include <chokepoint/cascade/cascade_shock.hpp>
#include <span>
#include <vector>

namespace chokepoint::cascade {

/// One cascade with the losses of every node: 1 − hd and 1 − hu.
struct CascadeLosses {
    CascadeResult result;
    std::vector<double> down;
    std::vector<double> up;
};

/// Runs one cascade. Throws std::invalid_argument for a shock that names a node or link twice, one that is not there,
/// or a number outside [0, 1].
CascadeLosses run_cascade(const CascadePlan& plan, const CascadeRules& rules, const CascadeShock& shock);

/// Runs a cascade for each shock and keeps the indices, one result a shock. Each is that of run_cascade() to the last
/// bit, on any number of threads (0: as many as the machine has). Progress counts cascades; those that are not done
/// when it is stopped stay unconverged.
std::vector<CascadeResult> run_cascades(const CascadePlan& plan, const CascadeRules& rules,
                                        std::span<const CascadeShock> shocks, unsigned threads,
                                        const RunControl& control = {});

/// Memory that run_cascades() takes for a network of so many nodes, in bytes, to within about a tenth; the plan's own
/// is not in it.
std::size_t cascades_bytes(std::size_t nodes, std::size_t shocks, unsigned threads);

}  // namespace chokepoint::cascade
