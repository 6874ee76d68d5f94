#include <chokepoint/dynamics/day_state.hpp>
#include <cmath>

namespace chokepoint {

DayState baseline_state(const SupplyNetwork& network, const Behaviour& behaviour) {
    const std::size_t n = network.node_count();
    const std::size_t m = network.slot_count();
    DayState state;
    state.cover = behaviour.slot_stock_days;
    state.order.assign(m, 1.0);
    state.received.assign(m, 1.0);
    state.transit.resize(m);
    for (std::size_t s = 0; s < m; ++s)
        state.transit[s] = behaviour.products[network.slot_product[s]].transit_days;
    state.output = network.output;
    state.use_rate.assign(n, 1.0);
    state.plan.assign(n, 1.0);
    state.ration.assign(n, 1.0);
    state.orders_in.resize(n);
    for (std::size_t i = 0; i < n; ++i)
        state.orders_in[i] = network.output[i] - network.final_demand[i];
    state.fresh = network.final_demand;
    state.fresh_served = network.final_demand;
    state.backlog.assign(n, 0.0);
    state.backlog_served.assign(n, 0.0);
    state.goodwill.assign(n, 1.0);
    state.gained.assign(n, 0.0);
    state.redeployed.assign(n, 0.0);
    state.spare.assign(n, 0.0);
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
