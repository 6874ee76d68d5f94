#include <algorithm>
#include <chokepoint/base/files/large_memory.hpp>
#include <chokepoint/dynamics/day_state.hpp>
#include <cmath>
#include <limits>

namespace chokepoint::dynamics {

namespace {

/// One number per entry and lane.
std::vector<double> spread(const LaneColumn& column, std::size_t entries, unsigned lanes) {
    std::vector<double> values;
    reserve_large(values, entries * lanes);
    for (std::size_t e = 0; e < entries; ++e) {
        for (unsigned lane = 0; lane < lanes; ++lane)
            values.push_back(column.at(e, lane));
    }
    return values;
}

std::vector<double> baseline_transit(const Batch& batch) {
    std::vector<double> transit;
    for (const std::uint32_t product : batch.network().slot_product) {
        for (unsigned lane = 0; lane < batch.lanes(); ++lane)
            transit.push_back(transit_lag(batch.product(product, lane)));
    }
    return transit;
}

std::vector<double> baseline_orders(const Batch& batch) {
    const network::SupplyNetwork& network = batch.network();
    std::vector<double> orders;
    assign_large(orders, network.node_count() * batch.lanes(), 0.0);
    for (std::size_t i = 0; i < network.node_count(); ++i) {
        for (std::uint64_t k = network.node_sales[i]; k < network.node_sales[i + 1]; ++k) {
            for (unsigned lane = 0; lane < batch.lanes(); ++lane)
                orders[i * batch.lanes() + lane] += batch.sale_flow.at(k, lane);
        }
    }
    return orders;
}

}  // namespace

DayState baseline_state(const Batch& batch) {
    const unsigned lanes = batch.lanes();
    const std::size_t nodes = batch.network().node_count();
    const std::size_t n = nodes * lanes;
    const std::size_t m = batch.network().slot_count() * lanes;
    DayState state;
    state.cover = spread(batch.stock_days, batch.network().slot_count(), lanes);
    assign_large(state.order, m, 1.0);
    const std::size_t accounts = batch.behaviour(0).accounts.size();
    if (accounts > 0) state.received.assign(m, 1.0);
    if (batch.has_transit()) state.transit = baseline_transit(batch);
    state.output = spread(batch.output, nodes, lanes);
    assign_large(state.use_rate, n, 1.0);
    assign_large(state.plan, n, 1.0);
    const bool by_level = fills_by_level(batch.rules().rationing);
    assign_large(state.ration, n, by_level ? std::numeric_limits<double>::max() : 1.0);
    state.orders_in = baseline_orders(batch);
    state.fresh = spread(batch.final_demand, nodes, lanes);
    state.fresh_served = state.fresh;
    assign_large(state.backlog, n, 0.0);
    assign_large(state.backlog_served, n, 0.0);
    assign_large(state.goodwill, n, 1.0);
    assign_large(state.gained, n, 0.0);
    assign_large(state.redeployed, n, 0.0);
    assign_large(state.limit, n, 0.0);
    assign_large(state.changed, nodes, std::uint8_t{0xFF});
    assign_large(state.ramp, n, 1.0);
    const Rules& rules = batch.rules();
    if (rules.capacity != CapacityRule::fixed) state.effort.assign(n, 1.0);
    if (rules.split_by_capacity) state.can_make.assign(n, 1.0);
    for (unsigned lane = 0; lane < lanes; ++lane) {
        if (!batch.schedule(lane).damage.empty()) state.intact.assign(n, 1.0);
    }
    assign_large(state.suspended, n, std::uint8_t{0});
    assign_large(state.bound, n, Bound::demand);
    assign_large(state.bound_slot, n, kNone);
    assign_large(state.calm, nodes, std::uint8_t{1});
    assign_large(state.unsettled, n, std::uint8_t{0});
    for (std::size_t i = 0; i < n; ++i) {
        if (state.output[i] <= 0.0 || rules.capacity != CapacityRule::fixed) state.calm[i / lanes] = 0;
    }
    for (std::size_t a = 0; a < accounts; ++a) {
        for (unsigned lane = 0; lane < lanes; ++lane) {
            const double initial = batch.behaviour(lane).accounts[a].initial_usd;
            state.cash_usd.push_back(std::isnan(initial) ? 0.0 : initial);
        }
    }
    return state;
}

}  // namespace chokepoint::dynamics
