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
    double weight_left = 0.0;
};

// The level λ with Σ w_k·min(r_k, λ) = amount, for an amount below Σ w_k·r_k: claims in ascending order of ratio are
// served in full as long as the rest of the weight could still be raised to their ratio.
double water_level(std::vector<Claim>& claims, double amount) {
    std::sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
        return std::pair(a.ratio, a.weight) < std::pair(b.ratio, b.weight);
    });
    // What is left of the weight is summed from the back: taking one claim after another from the whole would cancel.
    double weight_left = 0.0;
    for (auto claim = claims.rbegin(); claim != claims.rend(); ++claim)
        claim->weight_left = weight_left += claim->weight;
    for (const Claim& claim : claims) {
        if (claim.ratio * claim.weight_left >= amount) return amount / claim.weight_left;
        amount -= claim.ratio * claim.weight;
    }
    return claims.empty() ? 0.0 : claims.back().ratio;
}

bool write_split(DayState& state, std::uint32_t i, double ration, double fresh_served, double backlog_served) {
    put(state.fresh_served[i], fresh_served);
    put(state.backlog_served[i], backlog_served);
    return put(state.ration[i], ration);
}

bool fill_by_level(const DayContext& context, std::uint32_t i, DayState& state) {
    const SupplyNetwork& network = context.network;
    std::vector<Claim> claims;
    claims.reserve(network.node_sales[i + 1] - network.node_sales[i] + 1);
    for (std::uint64_t k = network.node_sales[i]; k < network.node_sales[i + 1]; ++k) {
        const double weight = context.sale_weights[k];
        if (weight > 0.0) claims.push_back({state.order[network.sale_slot[k]], weight});
    }
    // Final demand counts as one more customer, whose baseline order is F̄.
    const double normal = network.final_demand[i] > 0.0 ? network.final_demand[i] : state.fresh[i];
    if (state.fresh[i] > 0.0) claims.push_back({state.fresh[i] / normal, normal});
    const double level = water_level(claims, state.output[i]);
    return write_split(state, i, level, std::min(state.fresh[i], normal * level), 0.0);
}

}  // namespace

bool ration_output(const DayContext& context, std::uint32_t i, DayState& state) {
    const Rationing rule = context.behaviour.rules.rationing;
    const double output = state.output[i];
    const double first_claims = state.orders_in[i] + state.fresh[i];
    if (rule == Rationing::water_filling) {
        if (output < first_claims) return fill_by_level(context, i, state);
        return write_split(state, i, std::numeric_limits<double>::max(), state.fresh[i],
                           std::min(state.backlog[i], output - first_claims));
    }
    if (rule == Rationing::final_demand_last) {
        if (output >= first_claims) {
            return write_split(state, i, 1.0, state.fresh[i], std::min(state.backlog[i], output - first_claims));
        }
        const double to_orders = std::min(output, state.orders_in[i]);
        const double ration = state.orders_in[i] > 0.0 ? to_orders / state.orders_in[i] : 1.0;
        const double to_fresh = std::min(state.fresh[i], output - to_orders);
        return write_split(state, i, ration, to_fresh, std::min(state.backlog[i], output - to_orders - to_fresh));
    }
    const double demand = first_claims + state.backlog[i];
    const double share = demand > 0.0 ? output / demand : 1.0;
    return write_split(state, i, share, state.fresh[i] * share, state.backlog[i] * share);
}

}  // namespace chokepoint
