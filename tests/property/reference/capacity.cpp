// The rest of ReferenceStep: what a node can make. Damage and its recovery, overproduction (Hallegatte 2014), labour
// (Pichler et al. 2022).

#include <algorithm>
#include <cmath>

#include "reference_step.hpp"

namespace chokepoint {

namespace {

/// The share lost on the e-th day of a recovery, e = 1, 2, ...; `lost` is the damage, `tau` the days.
double still_lost(policy::Recovery recovery, double lost, double tau, int e) {
    switch (recovery) {
        case policy::Recovery::none:
            return 0.0;
        case policy::Recovery::linear:
            return e < tau ? lost - e * (lost / tau) : 0.0;
        case policy::Recovery::convex:
            return lost * std::exp(e * std::log1p(-1.0 / tau));
        case policy::Recovery::concave: {
            // D0·τ/(τ + 1e-6·e^k), k = ln(τ/1e-6)/ln(τ/2).
            const double k = std::log(tau / 1e-6) / std::log(tau / 2.0);
            return lost / (1.0 + std::exp(k * std::log(e)) * 1e-6 / tau);
        }
    }
    return 0.0;
}

}  // namespace

// If a node has several damages, the largest loss of the day counts.
void ReferenceStep::damage_nodes() {
    for (Node& node : nodes_)
        node.intact = 1.0;
    for (const policy::Damage& damage : damage_) {
        if (day_ < damage.first_day) continue;
        const int e = day_ - (damage.first_day + damage.days) + 1;
        const double lost = e <= 0 ? damage.lost : still_lost(damage.recovery, damage.lost, damage.recovery_days, e);
        double& intact = nodes_[damage.node].intact;
        intact = std::min(intact, 1.0 - lost);
    }
}

// Capacity without the ramp of a restart, USD a day.
double ReferenceStep::largest_output(const Node& node) const {
    switch (behaviour_.rules.capacity) {
        case dynamics::CapacityRule::fixed:
            return behaviour_.products[node.product].overproduction * node.intact * node.normal;
        case dynamics::CapacityRule::overproduction:
            return node.effort * node.intact * node.normal;
        case dynamics::CapacityRule::labour:
            return std::min(node.effort, node.intact) * node.normal;
    }
    return 0.0;
}

// α += ((α_max − α)·s + (1 − α)·[s = 0])/τ_α, at least 1, with s = (D − x_prev)/D, from the third day on.
// Scarcity within rounding counts as none.
void ReferenceStep::update_effort(Node& node, double demand) {
    if (behaviour_.rules.capacity != dynamics::CapacityRule::overproduction || day_ < 2) return;
    const double scarcity = demand > 0.0 ? (demand - node.output) / demand : 0.0;
    const double most = behaviour_.products[node.product].overproduction;
    const double change = std::abs(scarcity) <= 1e-12 ? 1.0 - node.effort : (most - node.effort) * scarcity;
    node.effort = std::max(1.0, node.effort + change / behaviour_.rules.overproduction_days);
}

// l <- min(l̄·(1 − shock), l + γ·Δl), Δl = (l̄/x̄)·(min(x_inp, D) − x_cap): the day's shock is subtracted before the day's
// output, and labour hired or fired today counts from tomorrow.
void ReferenceStep::hire_and_fire(std::uint32_t i, Node& node, double demand) {
    if (behaviour_.rules.capacity != dynamics::CapacityRule::labour) return;
    node.effort = std::min(node.effort, node.intact);
    const double wanted = std::min(input_share(i, 0.0), demand / node.normal) - node.effort;
    const dynamics::Rules& rules = behaviour_.rules;
    node.effort = std::clamp(node.effort + (wanted > 0.0 ? rules.hire_rate : rules.fire_rate) * wanted, 0.0, 1.0);
}

}  // namespace chokepoint
