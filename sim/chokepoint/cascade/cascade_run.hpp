#pragma once

#include <atomic>
#include <chokepoint/cascade/cascade_plan.hpp>
#include <chokepoint/cascade/cascade_rules.hpp>
#include <chokepoint/cascade/cascade_shock.hpp>
#include <functional>
#include <span>
#include <vector>

namespace chokepoint {

/// One cascade with the losses of every node: 1 − hd and 1 − hu.
struct CascadeLosses {
    CascadeResult result;
    std::vector<double> down;
    std::vector<double> up;
};

/// Runs one cascade. Throws std::invalid_argument for a shock that names a node or link twice, one that is not there,
/// or a number outside [0, 1].
CascadeLosses run_cascade(const CascadePlan& plan, const CascadeRules& rules, const CascadeShock& shock);

/// What a caller may do while cascades run; both are optional. `progress` is called now and then from the calling
/// thread, with the cascades done so far and those there are. Once `stop` is true, what is not done stays unconverged.
struct CascadeControl {
    std::function<void(long long done, long long all)> progress = {};
    const std::atomic<bool>* stop = nullptr;
};

/// Runs a cascade for each shock and keeps the indices, one result a shock. Each is that of run_cascade() to the last
/// bit, on any number of threads (0: as many as the machine has).
std::vector<CascadeResult> run_cascades(const CascadePlan& plan, const CascadeRules& rules,
                                        std::span<const CascadeShock> shocks, unsigned threads,
                                        const CascadeControl& control = {});

/// Memory that run_cascades() takes for a network of so many nodes, in bytes, to within about a tenth; the plan's own
/// is not in it.
std::size_t cascades_bytes(std::size_t nodes, std::size_t shocks, unsigned threads);

}  // namespace chokepoint
