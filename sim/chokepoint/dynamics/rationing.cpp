#include <algorithm>
#include <chokepoint/dynamics/rationing.hpp>
#include <limits>
#include <utility>
#include <vector>

namespace chokepoint {

namespace {

/// A claim of weight `w` that asks for `ratio` times its weight.
struct Claim {
    double ratio;
    double weight;
};

// The level λ with Σ w_k·min(r_k, λ) = amount, for an amount below Σ w_k·r_k: claims in ascending order of ratio are
// served in full as long as the rest of the weight could still be raised to their ratio.
double water_level(std::vector<Claim>& claims, double amount) {
    std::sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
        return std::pair(a.ratio, a.weight) < std::pair(b.ratio, b.weight);
    });
    double weight_left = 0.0;
    for (const Claim& claim : claims)
        weight_left += claim.weight;
    for (const Claim& claim : claims) {
        if (claim.ratio * weight_left >= amount) return amount / weight_left;
        amount -= claim.ratio * claim.weight;
        weight_left -= claim.weight;
    }
    return claims.empty() ? 0.0 : claims.back().ratio;
}

void fill_by_level(const DayContext& context, std::uint32_t i, DayState& state) {
    const SupplyNetwork& network = context.network;
    std::vector<Claim> claims;
    claims.reserve(network.node_sales[i + 1] - network.node_sales[i] + 1);
    for (std::uint64_t k = network.node_sales[i]; k < network.node_sales[i + 1]; ++k) {
        const double weight = context.sale_weights[k];
        if (weight > 0.0) claims.push_back({state.order[network.sale_slot[k]], weight});
    }
    if (state.fresh[i] > 0.0) claims.push_back({1.0, state.fresh[i]});
    const double level = water_level(claims, state.output[i]);
    state.ration[i] = level;
    state.fresh_served[i] = state.fresh[i] * std::min(1.0, level);
    state.backlog_served[i] = 0.0;
}

}  // namespace

void ration_output(const DayContext& context, std::uint32_t i, DayState& state) {
    const Rationing rule = context.behaviour.rules.rationing;
    const double output = state.output[i];
    const double first_claims = state.orders_in[i] + state.fresh[i];
    if (rule == Rationing::water_filling) {
        if (output < first_claims) return fill_by_level(context, i, state);
        state.ration[i] = std::numeric_limits<double>::max();
        state.fresh_served[i] = state.fresh[i];
        state.backlog_served[i] = std::min(state.backlog[i], output - first_claims);
        return;
    }
    if (rule == Rationing::final_demand_last) {
        const double to_orders = std::min(output, state.orders_in[i]);
        state.ration[i] = state.orders_in[i] > 0.0 ? to_orders / state.orders_in[i] : 1.0;
        state.fresh_served[i] = std::min(state.fresh[i], output - to_orders);
        state.backlog_served[i] = std::min(state.backlog[i], output - to_orders - state.fresh_served[i]);
        return;
    }
    const double demand = first_claims + state.backlog[i];
    const double share = demand > 0.0 ? output / demand : 1.0;
    state.ration[i] = share;
    state.fresh_served[i] = state.fresh[i] * share;
    state.backlog_served[i] = state.backlog[i] * share;
}

}  // namespace chokepoint
