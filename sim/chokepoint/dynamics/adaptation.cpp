#include <algorithm>
#include <chokepoint/dynamics/adaptation.hpp>
#include <cmath>

namespace chokepoint {

namespace {

// Goodwill:  G += f·(1 − G)/T_return − u·G/T_switch, f the filled and u = 1 − f the unfilled share of fresh final
// demand. Backlog:   B += β·unfilled − served − (B − served)/patience, of the own customers' demand only. Returns the
// final demand lost for good today: F̄ − own served − newly waiting + given up.
double keep_customers(const DayContext& context, std::uint32_t i, DayState& state) {
    const Adaptations& on = context.behaviour.rules.adaptations;
    const ProductBehaviour& product = context.behaviour.products[context.network.node_product[i]];
    const double normal = context.network.final_demand[i];
    const double own = normal * state.goodwill[i];
    const double filled = state.fresh[i] > 0.0 ? state.fresh_served[i] / state.fresh[i] : 1.0;
    const double unfilled = own * (1.0 - filled);
    double lost = normal - own * filled;
    if (on.backlog) {
        const double waiting = state.backlog[i] - state.backlog_served[i];
        const double given_up = waiting / std::max(1.0, product.patience_days);
        const double joined = product.backlog_share * unfilled;
        state.backlog[i] = std::max(0.0, waiting - given_up) + joined;
        lost += given_up - joined;
    }
    if (on.customer_loss) {
        const double change = filled * (1.0 - state.goodwill[i]) / product.return_days -
                              (1.0 - filled) * state.goodwill[i] / product.switch_days;
        state.goodwill[i] = std::clamp(state.goodwill[i] + change, 0.0, 1.0);
    }
    return std::max(0.0, lost);
}

// Rivals. A share ρ of what node i lost goes to the other nodes of its market in proportion to what they served, r_j:
//     gained_j = ρ·Σ_{i≠j} lost_i·r_j/(R − r_i),   R = Σ r,
// held to j's capacity beyond its own demand. What no rival can serve is lost to the market.
void share_among_rivals(const DayContext& context, const std::vector<std::uint32_t>& market,
                        const std::vector<double>& lost_sales, DayState& state) {
    const SupplyNetwork& network = context.network;
    const auto served = [&](std::uint32_t j) {
        return std::min(state.fresh_served[j], network.final_demand[j] * state.goodwill[j]);
    };
    double all_served = 0.0;
    for (const std::uint32_t j : market)
        all_served += served(j);
    double offers = 0.0;
    const auto offer = [&](std::uint32_t i) {
        const double others = all_served - served(i);
        return others > 0.0 ? lost_sales[i] / others : 0.0;
    };
    for (const std::uint32_t i : market)
        offers += offer(i);
    for (const std::uint32_t j : market) {
        const ProductBehaviour& product = context.behaviour.products[network.node_product[j]];
        const double gain = product.rivals_share * served(j) * std::max(0.0, offers - offer(j));
        const double own_demand = state.orders_in[j] + state.fresh[j] - state.gained[j] + state.backlog[j];
        const double headroom = product.overproduction * network.output[j] - own_demand;
        state.gained[j] = std::clamp(gain, 0.0, std::max(0.0, headroom));
    }
}

// Re-deployment:  R += (ρ·N − R)·(1 − 2^(−1/h)), N the baseline sales denied to the node, h the half-life in days.
void find_other_buyers(const DayContext& context, const LinkControl& links, DayState& state) {
    for (const std::uint32_t j : links.controlled_suppliers()) {
        const ProductBehaviour& product = context.behaviour.products[context.network.node_product[j]];
        const double rate = 1.0 - std::exp2(-1.0 / product.redeployment_half_life_days);
        state.redeployed[j] += (product.redeployed_share * links.denied_sales(j) - state.redeployed[j]) * rate;
    }
}

}  // namespace

void adapt_final_demand(const DayContext& context, const LinkControl& links, DayState& state,
                        std::vector<double>& lost_sales) {
    const Adaptations& on = context.behaviour.rules.adaptations;
    for (std::uint32_t i = 0; i < context.network.node_count(); ++i) {
        lost_sales[i] = context.network.final_demand[i] > 0.0 ? keep_customers(context, i, state) : 0.0;
    }
    if (on.rivals) {
        for (const auto& market : context.behaviour.markets)
            share_among_rivals(context, market, lost_sales, state);
    }
    if (on.redeployment) find_other_buyers(context, links, state);
}

// A day's cash of a company:  Σ_i [x_i·(1 − c_i) − purchases_i] − φ·Σ x̄_i, with φ the fixed-cost share of baseline
// revenue and c_i the other variable cost, which makes the baseline leave its margin:  c_i = v_i − φ − margin, v_i = 1
// − Σ_p a_ip.
void book_cash(const DayContext& context, DayState& state) {
    const SupplyNetwork& network = context.network;
    for (std::size_t a = 0; a < context.behaviour.accounts.size(); ++a) {
        const CashAccount& account = context.behaviour.accounts[a];
        double flow = 0.0;
        for (const std::uint32_t i : account.nodes) {
            double baseline_purchases = 0.0;
            double purchases = 0.0;
            for (std::uint32_t s = network.node_slots[i]; s < network.node_slots[i + 1]; ++s) {
                baseline_purchases += network.slot_need[s];
                purchases += network.slot_need[s] * state.received[s];
            }
            const double fixed = account.fixed_cost_share * network.output[i];
            const double margin = account.margin * network.output[i];
            const double other_variable = network.output[i] - baseline_purchases - fixed - margin;
            flow += state.output[i] - purchases - fixed - other_variable * state.use_rate[i];
        }
        state.cash_usd[a] += flow;
    }
}

}  // namespace chokepoint
