#include <algorithm>
#include <chokepoint/base/files/large_memory.hpp>
#include <chokepoint/cascade/cascade_plan.hpp>
#include <numeric>
#include <stdexcept>

namespace chokepoint::cascade {

namespace {

template <class T>
void check_size(const std::vector<T>& column, std::size_t size, const char* message) {
    if (!column.empty() && column.size() != size) throw std::invalid_argument(message);
}

}  // namespace

CascadePlan::CascadePlan(const network::SupplyNetwork& network, const CascadeInputs& inputs) : network_(&network) {
    const std::size_t nodes = network.node_count();
    check_size(inputs.slot_essentiality, network.slot_count(), "essentiality must have one entry per slot");
    check_size(inputs.revenue, nodes, "revenue must have one entry per node");
    check_size(inputs.costs, nodes, "costs must have one entry per node");
    check_size(inputs.value, nodes, "value must have one entry per node");
    check_size(inputs.market, nodes, "market must have one entry per node");
    slot_kind = inputs.slot_essentiality;
    if (slot_kind.empty()) slot_kind.assign(network.slot_count(), Essentiality::essential);
    weigh_links(inputs);
    weigh_nodes(inputs);
    market = inputs.market;
    if (market.empty()) market.assign(network.node_product.begin(), network.node_product.end());
    list_markets();
}

void CascadePlan::weigh_links(const CascadeInputs& inputs) {
    const network::SupplyNetwork& net = *network_;
    assign_large(link_weight, net.link_count(), 0.0);
    for (std::uint32_t j = 0; j < net.node_count(); ++j) {
        const double purchases = net.purchases(j);
        const double costs = inputs.costs.empty() ? purchases : inputs.costs[j];
        if (purchases > 0.0 && !(costs > 0.0)) throw std::invalid_argument("a node that buys must have positive costs");
        const double per_purchase = inputs.costs.empty() || purchases <= 0.0 ? 1.0 : costs / purchases;
        for (std::uint32_t s = net.node_slots[j]; s < net.node_slots[j + 1]; ++s) {
            const double whole = slot_kind[s] == Essentiality::essential ? net.slot_need[s] * per_purchase : costs;
            if (slot_kind[s] == Essentiality::negligible || whole <= 0.0) continue;
            for (std::uint64_t e = net.slot_links[s]; e < net.slot_links[s + 1]; ++e)
                link_weight[e] = net.link_flow[e] / whole;
        }
    }
}

void CascadePlan::weigh_nodes(const CascadeInputs& inputs) {
    const network::SupplyNetwork& net = *network_;
    assign_large(sale_customer, net.link_count(), std::uint32_t{0});
    std::vector<double> out(net.node_count(), 0.0);
    sales.assign(net.node_count(), 0.0);
    for (std::uint32_t i = 0; i < net.node_count(); ++i) {
        for (std::uint64_t k = net.node_sales[i]; k < net.node_sales[i + 1]; ++k) {
            out[i] += net.sale_flow[k];
            sale_customer[k] = net.slot_customer[net.sale_slot[k]];
        }
        sales[i] = out[i] * inputs.flow_unit;
    }
    value = inputs.value.empty() ? out : inputs.value;
    revenue = inputs.revenue;
    if (revenue.empty()) revenue = std::move(out);
    value_sum = std::accumulate(value.begin(), value.end(), 0.0);
}

void CascadePlan::list_markets() {
    std::uint32_t count = 0;
    for (const std::uint32_t number : market)
        count = std::max(count, number + 1);
    market_first.assign(std::size_t{count} + 1, 0);
    for (const std::uint32_t number : market)
        ++market_first[number + 1];
    std::partial_sum(market_first.begin(), market_first.end(), market_first.begin());
    market_node.resize(market.size());
    market_sales_.assign(count, 0.0);
    std::vector<std::uint32_t> next(market_first.begin(), market_first.end() - 1);
    for (std::uint32_t i = 0; i < market.size(); ++i) {
        market_node[next[market[i]]++] = i;
        market_sales_[market[i]] += sales[i];
    }
}

}  // namespace chokepoint::cascade
