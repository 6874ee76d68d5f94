#include <algorithm>
#include <chokepoint/base/large_memory.hpp>
#include <chokepoint/dynamics/day_state.hpp>
#include <cmath>
#include <limits>

namespace chokepoint {

DayState baseline_state(const SupplyNetwork& network, const Behaviour& behaviour) {
    const std::size_t n = network.node_count();
    const std::size_t m = network.slot_count();
    DayState state;
    reserve_large(state.cover, m);
    state.cover = behaviour.slot_stock_days;
    assign_large(state.order, m, 1.0);
    if (!behaviour.accounts.empty()) state.received.assign(m, 1.0);
    const auto lags = [](const ProductBehaviour& product) { return transit_lag(product) > 0.0; };
    if (std::any_of(behaviour.products.begin(), behaviour.products.end(), lags)) {
        state.transit.resize(m);
        for (std::size_t s = 0; s < m; ++s)
            state.transit[s] = transit_lag(behaviour.products[network.slot_product[s]]);
    }
    state.output = network.output;
    assign_large(state.use_rate, n, 1.0);
    assign_large(state.plan, n, 1.0);
    const bool by_level = behaviour.rules.rationing == Rationing::water_filling;
    assign_large(state.ration, n, by_level ? std::numeric_limits<double>::max() : 1.0);
    assign_large(state.orders_in, n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::uint64_t k = network.node_sales[i]; k < network.node_sales[i + 1]; ++k) {
            state.orders_in[i] += network.sale_flow[k];
        }
    }
    state.fresh = network.final_demand;
    state.fresh_served = network.final_demand;
    assign_large(state.backlog, n, 0.0);
    assign_large(state.backlog_served, n, 0.0);
    assign_large(state.goodwill, n, 1.0);
    assign_large(state.gained, n, 0.0);
    assign_large(state.redeployed, n, 0.0);
    state.limit.resize(n);
    state.limit_slot.resize(n);
    assign_large(state.changed, n, std::uint8_t{0xFF});
    assign_large(state.ramp, n, 1.0);
    assign_large(state.suspended, n, std::uint8_t{0});
    assign_large(state.bound, n, Bound::demand);
    assign_large(state.bound_slot, n, kNone);
    for (const CashAccount& account : behaviour.accounts) {
        state.cash_usd.push_back(std::isnan(account.initial_usd) ? 0.0 : account.initial_usd);
    }
    return state;
}

}  // namespace chokepoint
