// The rest of ReferenceStep: what is ordered, and from whom.

#include <algorithm>

#include "reference_step.hpp"

namespace chokepoint {

// Yesterday's orders reach the suppliers. A denied link carries none.
void ReferenceStep::place_orders() {
    for (Node& node : nodes_)
        node.orders = 0.0;
    for (Link& link : links_) {
        const Input& input = inputs_.at(link.slot);
        link.ordered = (link.openness * link.flow + link.moved_here) * input.order / input.need;
        if (behaviour_.rules.split_by_capacity) link.ordered *= nodes_[link.supplier].capacity / input.can_be_made;
        nodes_[link.supplier].orders += link.ordered;
    }
}

// 9. Orders for tomorrow, between 0 and the ceiling. Goods in transit count as stock, and the target covers them. With
// x today's output, D demand, A the need:
//   planned              A·y/x̄ + ((n + lag)·A·y/x̄ − S − T)/τ, y = min(α·x̄·intact, D); a stopped node uses nothing
//   actual               A·x/x̄ + (n·A·x/x̄ − S)/τ
//   actual_fixed_target  A·x/x̄ + (n·A − S)/τ
//   actual_no_excess     A·x/x̄ + max(0, n·A·x/x̄ − S)/τ
//   capped_no_excess     A·x/x̄ + max(0, n·A·min(D, cap)/x̄ − S)/τ
//   demand_fixed_target  A·D/x̄ + (n·A − S)/τ
double ReferenceStep::order_of(const Node& node, const Slot& slot, const Input& input) const {
    const bool stopped = node.suspended || node.closed;
    const double days = input.target_days + lag_of(slot);
    const double have = input.stock + input.under_way;
    const double plan = input.need / node.normal * node.planned;
    const double used = input.need / node.normal * node.output;
    const double tau = behaviour_.rules.order_adjust_days;
    switch (behaviour_.rules.orders) {
        case dynamics::OrderRule::planned:
            return (stopped ? 0.0 : plan) + (days * plan - have) / tau;
        case dynamics::OrderRule::actual:
            return used + (days * used - have) / tau;
        case dynamics::OrderRule::actual_fixed_target:
            return used + (days * input.need - have) / tau;
        case dynamics::OrderRule::actual_no_excess:
            return used + std::max(0.0, days * used - have) / tau;
        case dynamics::OrderRule::capped_no_excess:
            return used + std::max(0.0, days * plan - have) / tau;
        case dynamics::OrderRule::demand_fixed_target:
            return (stopped ? 0.0 : plan) + (days * input.need - have) / tau;
    }
    return 0.0;
}

void ReferenceStep::order() {
    for (auto& [slot, input] : inputs_) {
        const Node& node = nodes_[slot.customer];
        // If policy blocks a part, the rest orders at most its own share of the planned use.
        double most = behaviour_.rules.order_ceiling * input.need;
        const bool ours = behaviour_.rules.orders == dynamics::OrderRule::planned;
        if (ours && input.days_blocked > 0) most = std::min(most, input.need / node.normal * node.planned);
        input.order = node.closed ? 0.0 : std::clamp(order_of(node, slot, input), 0.0, most);
    }
    if (behaviour_.rules.split_by_capacity) update_supplier_capacity();
}

// Z·cap/x̄ over Σ Z·cap/x̄ over the links that are open tonight; if no supplier can make anything, nothing is ordered.
void ReferenceStep::update_supplier_capacity() {
    std::map<Slot, double> open;
    std::map<Slot, double> can_be_made;
    for (const Link& link : links_) {
        const double weight = link.openness * link.flow + link.moved_here;
        open[link.slot] += weight;
        can_be_made[link.slot] += weight * nodes_[link.supplier].capacity;
    }
    for (auto& [slot, input] : inputs_) {
        input.can_be_made = 1.0;
        if (can_be_made[slot] > 0.0) {
            input.can_be_made = can_be_made[slot] / open[slot];
        } else {
            input.order = 0.0;
        }
    }
}

double ReferenceStep::order_in(const network::SupplyNetwork& network, const dynamics::DayStep& step,
                               std::uint32_t slot) {
    const dynamics::DayState& state = step.state();
    if (state.can_make.empty()) return state.order[slot];
    double weight = 0.0;
    double capacity = 0.0;
    for (std::uint64_t e = network.slot_links[slot]; e < network.slot_links[slot + 1]; ++e) {
        weight += step.links().purchase_weight(e);
        capacity += step.links().purchase_weight(e) * state.can_make[network.link_supplier[e]];
    }
    return weight > 0.0 ? state.order[slot] * (capacity / weight) : 0.0;
}

}  // namespace chokepoint
