#include <chokepoint/dynamics/sweep/sweep_plan.hpp>

namespace chokepoint::dynamics {

namespace {

/// Work of the nodes before `node`, in links: a node costs about as much as two links, a slot as much as one.
double work_before(const network::SupplyNetwork& network, std::uint32_t node) {
    const std::uint32_t slots = network.node_slots[node];
    return double(network.node_sales[node]) + double(network.slot_links[slots]) + double(slots) + 2.0 * double(node);
}

/// The first nodes of blocks in [first, last). A block has at most kGatherBlock links, or one node. `before(i)` is the
/// number of links of all nodes before i.
template <class Before>
std::vector<std::uint32_t> blocks_of(std::uint32_t first, std::uint32_t last, const Before& before) {
    std::vector<std::uint32_t> blocks;
    for (std::uint32_t begin = first; begin < last;) {
        blocks.push_back(begin);
        std::uint32_t end = begin + 1;
        while (end < last && before(end + 1) - before(begin) <= kGatherBlock)
            ++end;
        begin = end;
    }
    blocks.push_back(last);
    return blocks;
}

void list_further_links(const network::SupplyNetwork& network, NodeSweepPlan& plan) {
    for (std::size_t b = 0; b + 1 < plan.purchase_blocks.size(); ++b) {
        plan.further_of_block.push_back(plan.further.size());
        const std::uint32_t first = network.node_slots[plan.purchase_blocks[b]];
        for (std::uint32_t s = first; s < network.node_slots[plan.purchase_blocks[b + 1]]; ++s) {
            for (std::uint64_t e = network.slot_links[s] + 1; e < network.slot_links[s + 1]; ++e) {
                plan.further.push_back({s - first, static_cast<std::uint32_t>(e - network.slot_links[first])});
            }
        }
    }
    plan.further_of_block.push_back(plan.further.size());
}

}  // namespace

std::vector<NodeSweepPlan> plan_sweeps(const network::SupplyNetwork& network, unsigned threads) {
    const auto nodes = static_cast<std::uint32_t>(network.node_count());
    const double work = work_before(network, nodes);
    std::vector<NodeSweepPlan> plans(threads);
    std::uint32_t node = 0;
    for (unsigned k = 0; k < threads; ++k) {
        NodeSweepPlan& plan = plans[k];
        plan.first = node;
        while (node < nodes && (k + 1 == threads || work_before(network, node) < work * (k + 1) / threads))
            ++node;
        plan.last = node;
        plan.sale_blocks = blocks_of(plan.first, plan.last, [&](std::uint32_t i) { return network.node_sales[i]; });
        plan.purchase_blocks = blocks_of(plan.first, plan.last,
                                         [&](std::uint32_t i) { return network.slot_links[network.node_slots[i]]; });
        list_further_links(network, plan);
    }
    return plans;
}

}  // namespace chokepoint::dynamics
