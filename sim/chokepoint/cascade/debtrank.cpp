// A node is undistressed, distressed or inactive. Let D(t) be the nodes distressed at t. Then
//     h_j(t+1) = min(1, h_j(t) + Σ_{i in D(t)} W_ij·h_i(t)).
// Afterwards D(t) becomes inactive forever, and undistressed nodes with h_j(t+1) > 0 become distressed. It ends when D
// is empty, after at most as many iterations as there are nodes. So each cycle is cut when it first returns to a node.
#include <algorithm>
#include <chokepoint/cascade/debtrank.hpp>
#include <stdexcept>

namespace chokepoint::cascade {

namespace {

/// Calls `hit(j, W_ij)` for every neighbour to which i passes distress, in the order of links.
template <class Hit>
void for_each_hit(const network::SupplyNetwork& net, const std::vector<double>& purchases, DistressPath path,
                  std::uint32_t i, const Hit& hit) {
    if (path == DistressPath::to_customers) {
        for (std::uint64_t k = net.node_sales[i]; k < net.node_sales[i + 1]; ++k) {
            const std::uint32_t customer = net.slot_customer[net.sale_slot[k]];
            if (net.sale_flow[k] > 0.0) hit(customer, net.sale_flow[k] / purchases[customer]);
        }
        return;
    }
    const std::uint64_t last = net.slot_links[net.node_slots[i + 1]];
    for (std::uint64_t e = net.slot_links[net.node_slots[i]]; e < last; ++e) {
        const std::uint32_t supplier = net.link_supplier[e];
        if (net.link_flow[e] > 0.0) hit(supplier, net.link_flow[e] / net.output[supplier]);
    }
}

}  // namespace

DebtRank debtrank(const network::SupplyNetwork& network, std::span<const double> initial, DistressPath path) {
    if (initial.size() != network.node_count()) throw std::invalid_argument("distress must have one entry per node");
    for (const double share : initial) {
        if (!(share >= 0.0 && share <= 1.0)) throw std::invalid_argument("distress must be between 0 and 1");
    }
    DebtRank result;
    result.distress.assign(initial.begin(), initial.end());
    std::vector<double>& h = result.distress;
    std::vector<double> purchases(network.node_count());
    for (std::size_t i = 0; i < purchases.size(); ++i)
        purchases[i] = network.purchases(i);
    std::vector<bool> was_hit(network.node_count(), false);
    std::vector<std::uint32_t> distressed;
    for (std::uint32_t i = 0; i < network.node_count(); ++i) {
        if (h[i] > 0.0) distressed.push_back(i);
    }
    while (!distressed.empty()) {
        ++result.iterations;
        std::vector<std::pair<std::uint32_t, double>> hits;
        for (const std::uint32_t i : distressed) {
            was_hit[i] = true;
            for_each_hit(network, purchases, path, i,
                         [&](std::uint32_t j, double weight) { hits.emplace_back(j, weight * h[i]); });
        }
        distressed.clear();
        for (const auto& [j, distress] : hits) {
            h[j] = std::min(1.0, h[j] + distress);
            if (was_hit[j]) continue;
            was_hit[j] = true;
            distressed.push_back(j);
        }
        std::sort(distressed.begin(), distressed.end());
    }
    double value = 0.0;
    for (std::size_t i = 0; i < network.node_count(); ++i) {
        result.rank += (h[i] - initial[i]) * network.output[i];
        value += network.output[i];
    }
    result.rank = value > 0.0 ? result.rank / value : 0.0;
    return result;
}

}  // namespace chokepoint::cascade
