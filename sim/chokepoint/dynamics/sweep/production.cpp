// One lane. A separate loop first gathers the orders of a block of nodes. A processor looks a few hundred instructions
// ahead; with the work of the nodes in between, it would have only few cache misses in flight.
#include <chokepoint/dynamics/equations.hpp>
#include <chokepoint/dynamics/lane_pack.hpp>
#include <chokepoint/dynamics/node_work.hpp>
#include <chokepoint/dynamics/sweep/production.hpp>
#include <vector>

namespace chokepoint::dynamics {

namespace {

double orders_of(const DayContext& context, std::uint32_t i, const DayState& state) {
    const network::SupplyNetwork& network = context.batch.network();
    const SaleWeights weights = sale_weights(context, i, 0);
    const std::uint64_t first = network.node_sales[i];
    double orders = 0.0;
    for (std::uint64_t k = first; k < network.node_sales[i + 1]; ++k)
        orders += weights[k - first] * state.order[network.sale_slot[k]];
    return orders;
}

/// Handles a calm node that can meet all demand, without a branch. work_node() handles the others.
std::uint8_t work(const DayContext& context, std::uint32_t i, double orders, DayState& state) {
    const Batch& batch = context.batch;
    const double demand = orders + state.fresh[i];
    const double wanted = demand / batch.output.data()[i];
    const double most = batch.products().overproduction[batch.network().node_product[i]];
    const bool easy = (state.calm[i] != 0) & makes_all(wanted, most, state.limit[i]);
    if (!easy) return work_node(context, i, 0, Single(orders), state);
    const bool changed = (state.plan[i] != wanted) | (state.use_rate[i] != wanted);
    state.orders_in[i] = orders;
    state.output[i] = demand;
    state.use_rate[i] = wanted;
    state.plan[i] = wanted;
    return changed ? kWorkChanged : 0;
}

void gather_orders(const network::SupplyNetwork& network, std::uint64_t from, std::uint64_t count, const double* order,
                   double* gathered) {
    const double* flow = network.sale_flow.data() + from;
    const std::uint32_t* slot = network.sale_slot.data() + from;
    for (std::uint64_t k = 0; k < count; ++k)
        gathered[k] = flow[k] * order[slot[k]];
}

void produce_block(const DayContext& context, std::uint32_t first, std::uint32_t last, const double* gathered,
                   GatherAhead ahead, DayState& state, std::vector<std::uint32_t>& unsettled) {
    const std::uint64_t* sales = context.batch.network().node_sales.data();
    const bool policy = !context.links.controlled_suppliers().empty();
    const double* next = gathered;
    for (std::uint32_t i = first; i < last; ++i) {
        double orders = 0.0;
        const double* end = next + (sales[i + 1] - sales[i]);
        for (; next < end; ++next) {
            orders += *next;
            ahead.ask(1);
        }
        if (policy && context.links.sale_weights(i) != nullptr) orders = orders_of(context, i, state);
        const std::uint8_t bits = work(context, i, orders, state);
        if ((bits & kDemandUnsettled) != 0) unsettled.push_back(i);
        state.changed[i] = bits;
    }
}

}  // namespace

void produce(const DayContext& context, const NodeSweepPlan& plan, DayState& state,
             std::vector<std::uint32_t>& unsettled) {
    if (context.batch.lanes() > 1) {
        produce_lanes(context, plan.first, plan.last, state);
        for (std::uint32_t i = plan.first; i < plan.last; ++i) {
            if ((state.changed[i] & kDemandUnsettled) != 0) unsettled.push_back(i);
        }
        return;
    }
    const network::SupplyNetwork& network = context.batch.network();
    std::vector<double> gathered;
    for (std::size_t b = 0; b + 1 < plan.sale_blocks.size(); ++b) {
        const std::uint64_t from = network.node_sales[plan.sale_blocks[b]];
        const std::uint64_t count = network.node_sales[plan.sale_blocks[b + 1]] - from;
        if (gathered.size() < count) gathered.resize(count);
        gather_orders(network, from, count, state.order.data(), gathered.data());
        GatherAhead ahead;
        if (b + 2 < plan.sale_blocks.size()) {
            const std::uint64_t next = network.node_sales[plan.sale_blocks[b + 2]] - from - count;
            ahead = {state.order.data(), {network.sale_slot.data() + from + count, next}};
        }
        produce_block(context, plan.sale_blocks[b], plan.sale_blocks[b + 1], gathered.data(), ahead, state, unsettled);
    }
}

void produce_node(const DayContext& context, std::uint32_t node, DayState& state) {
    if (context.batch.lanes() > 1) return produce_lanes(context, node, node + 1, state);
    state.changed[node] = work(context, node, orders_of(context, node, state), state);
}

}  // namespace chokepoint::dynamics
