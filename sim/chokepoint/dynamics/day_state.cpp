#include <algorithm>
#include <chokepoint/dynamics/day_state.hpp>
#include <cmath>
#include <limits>

namespace chokepoint {

DayState baseline_state(const SupplyNetwork& network, const Behaviour& behaviour) {
    const std::size_t n = network.node_count();
    const std::size_t m = network.slot_count();
    DayState state;
    state.cover = behaviour.slot_stock_days;
    state.order.assign(m, 1.0);
    if (!behaviour.accounts.empty()) state.received.assign(m, 1.0);
    const auto lags = [](const ProductBehaviour& product) { return transit_lag(product) > 0.0; };
    if (std::any_of(behaviour.products.begin(), behaviour.products.end(), lags)) {
        state.transit.resize(m);
        for (std::size_t s = 0; s < m; ++s)
            state.transit[s] = transit_lag(behaviour.products[network.slot_product[s]]);
    }
    state.output = network.output;
    state.use_rate.assign(n, 1.0);
    state.plan.assign(n, 1.0);
    const bool by_level = behaviour.rules.rationing == Rationing::water_filling;
    state.ration.assign(n, by_level ? std::numeric_limits<double>::max() : 1.0);
    state.orders_in.assign(n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::uint64_t k = network.node_sales[i]; k < network.node_sales[i + 1]; ++k) {
            state.orders_in[i] += network.sale_flow[k];
        }
    }
    state.fresh = network.final_demand;
    state.fresh_served = network.final_demand;
    state.backlog.assign(n, 0.0);
    state.backlog_served.assign(n, 0.0);
    state.goodwill.assign(n, 1.0);
    state.gained.assign(n, 0.0);
    state.redeployed.assign(n, 0.0);
    state.limit.resize(n);
    state.limit_slot.resize(n);
    state.changed.assign(n, 0xFF);
    state.ramp.assign(n, 1.0);
    state.suspended.assign(n, 0);
    state.bound.assign(n, Bound::demand);
    state.bound_slot.assign(n, kNone);
    for (const CashAccount& account : behaviour.accounts) {
        state.cash_usd.push_back(std::isnan(account.initial_usd) ? 0.0 : account.initial_usd);
    }
    return state;
}

}  // namespace chokepoint
