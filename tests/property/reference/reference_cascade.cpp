#include "reference_cascade.hpp"

#include <algorithm>
#include <map>

namespace chokepoint {

namespace {

struct Flow {
    std::uint32_t supplier = 0;
    std::uint32_t customer = 0;
    std::uint32_t product = 0;
    cascade::Essentiality kind = cascade::Essentiality::essential;
    double value = 0.0;
    double openness = 1.0;
};

std::vector<Flow> flows_of_reference_cascade(const network::SupplyNetwork& network,
                                             const cascade::CascadeInputs& inputs, const cascade::CascadeShock& shock) {
    std::vector<Flow> flows;
    for (std::uint32_t s = 0; s < network.slot_count(); ++s) {
        for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
            Flow flow{network.link_supplier[e], network.slot_customer[s], network.slot_product[s]};
            if (!inputs.slot_essentiality.empty()) flow.kind = inputs.slot_essentiality[s];
            flow.value = network.link_flow[e];
            for (const cascade::CascadeShock::Link& link : shock.links) {
                if (link.link == e) flow.openness = link.openness;
            }
            flows.push_back(flow);
        }
    }
    return flows;
}

using Key = std::pair<std::uint32_t, std::uint32_t>;

}  // namespace

ReferenceCascade reference_cascade(const network::SupplyNetwork& network, const cascade::CascadeInputs& inputs,
                                   const cascade::CascadeRules& rules, const cascade::CascadeShock& shock) {
    const std::size_t n = network.node_count();
    const std::vector<Flow> flows = flows_of_reference_cascade(network, inputs, shock);
    std::vector<double> out(n, 0.0), in(n, 0.0), lost_down(n, 0.0), lost_up(n, 0.0);
    std::map<Key, double> bought;
    for (const Flow& flow : flows) {
        out[flow.supplier] += flow.value;
        in[flow.customer] += flow.value;
        bought[{flow.customer, flow.product}] += flow.value;
    }
    for (const cascade::CascadeShock::Node& node : shock.nodes) {
        lost_down[node.node] = node.down;
        lost_up[node.node] = node.up;
    }
    const auto market = [&](std::uint32_t i) {
        return inputs.market.empty() ? network.node_product[i] : inputs.market[i];
    };
    ReferenceCascade result;
    std::vector<double>& hd = result.level_down;
    std::vector<double>& hu = result.level_up;
    for (std::size_t i = 0; i < n; ++i) {
        hd.push_back(1.0 - lost_down[i]);
        hu.push_back(1.0 - lost_up[i]);
    }
    for (double fall = 1.0; fall > rules.epsilon;) {
        ++result.iterations;
        std::map<std::uint32_t, double> left;
        for (std::uint32_t i = 0; i < n; ++i)
            left[market(i)] += inputs.flow_unit * out[i] * hd[i];
        std::map<Key, double> closed;  // by customer and market
        for (const Flow& flow : flows)
            closed[{flow.customer, market(flow.supplier)}] +=
                (1.0 - flow.openness) * inputs.flow_unit * out[flow.supplier] * hd[flow.supplier];
        std::map<Key, double> short_of;
        std::vector<double> unsold(n, 0.0);
        for (const Flow& flow : flows) {
            double sigma = 1.0;
            if (rules.replaceability) {
                double rest = left[market(flow.supplier)] - closed[{flow.customer, market(flow.supplier)}];
                if (rest <= 1e-10) rest = 1.0;
                sigma = std::min(1.0, inputs.flow_unit * out[flow.supplier] / rest);
            }
            double weight = 0.0;
            if (flow.kind == cascade::Essentiality::essential && flow.value > 0.0)
                weight = flow.value / bought[{flow.customer, flow.product}];
            if (flow.kind == cascade::Essentiality::non_essential && flow.value > 0.0)
                weight = flow.value / in[flow.customer];
            if (!inputs.costs.empty() && flow.value > 0.0) weight *= in[flow.customer] / inputs.costs[flow.customer];
            short_of[{flow.customer, flow.product}] += weight * sigma * (1.0 - flow.openness * hd[flow.supplier]);
            const double whole = inputs.revenue.empty() ? out[flow.supplier] : inputs.revenue[flow.supplier];
            if (flow.value > 0.0)
                unsold[flow.supplier] += flow.value / whole * (1.0 - flow.openness * hu[flow.customer]);
        }
        std::map<Key, cascade::Essentiality> kinds;
        for (const Flow& flow : flows)
            kinds[{flow.customer, flow.product}] = flow.kind;
        std::vector<double> worst(n, 0.0), linear(n, 0.0);
        for (const auto& [key, lost] : short_of) {
            if (kinds[key] == cascade::Essentiality::essential) worst[key.first] = std::max(worst[key.first], lost);
            if (kinds[key] == cascade::Essentiality::non_essential) linear[key.first] += lost;
        }
        fall = 0.0;
        for (std::size_t i = 0; i < n; ++i) {
            const double down = std::max(0.0, std::min({1.0 - lost_down[i], 1.0 - worst[i], 1.0 - linear[i]}));
            const double up = std::max(0.0, std::min(1.0 - lost_up[i], 1.0 - unsold[i]));
            fall = std::max({fall, hd[i] - down, hu[i] - up});
            hd[i] = down;
            hu[i] = up;
        }
    }
    double value = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        const double v = inputs.value.empty() ? out[i] : inputs.value[i];
        value += v;
        result.index += v * (1.0 - std::min(hd[i], hu[i]));
        result.index_down += v * (1.0 - hd[i]);
        result.index_up += v * (1.0 - hu[i]);
    }
    if (value > 0.0) {
        result.index /= value;
        result.index_down /= value;
        result.index_up /= value;
    }
    return result;
}

}  // namespace chokepoint
