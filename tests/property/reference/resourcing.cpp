// The rest of ReferenceStep: 10a, re-sourcing.

#include <algorithm>
#include <limits>
#include <map>

#include "reference_step.hpp"

namespace chokepoint {

// min(b, σ)·clamp((t − q)/r, 0, 1) of the slot's need moves to its fully open links. It uses the capacity that
// yesterday's orders and today's final demand leave. All slots ask for it at once, in rounds.
void ReferenceStep::move_to_open_suppliers() {
    for (Node& node : nodes_) {
        const double fresh = node.normal_final * node.goodwill + node.gained + node.redeployed;
        const double alpha = behaviour_.products[node.product].overproduction;
        const double full = node.suspended || node.closed ? 0.0 : alpha * node.intact * node.normal;
        node.spare = full - node.orders - fresh - node.backlog;
    }
    std::map<Slot, Search> by_slot;
    std::map<Slot, double> blocked;
    for (Link& link : links_) {
        if (inputs_.at(link.slot).days_blocked == 0) continue;
        blocked[link.slot] += (1.0 - link.openness) * link.flow;
        Search& search = by_slot[link.slot];
        if (link.openness < 1.0) continue;
        search.open.push_back(&link);
        search.by_standby = search.by_standby || link.standby > 0.0;
    }
    std::vector<Search> searches;
    for (auto& [slot, search] : by_slot) {
        const Input& input = inputs_.at(slot);
        const dynamics::ProductBehaviour& product = behaviour_.products[slot.product];
        const double since = input.days_blocked - product.qualification_days;
        double ramp = 0.0;
        if (since > 0.0) ramp = since >= product.resourcing_ramp_days ? 1.0 : since / product.resourcing_ramp_days;
        search.wanted = std::min(blocked[slot] / input.need, product.substitutability) * ramp * input.need;
        search.urgency = std::max(1.0, input.order / input.need);
        for (Link* link : search.open) {
            if (search.by_standby && link->standby == 0.0) link->moved_here = 0.0;
        }
        searches.push_back(search);
    }
    run_resourcing_round(searches, true);
    for (int round = 1; round < 64; ++round)
        run_resourcing_round(searches, false);
}

// In the first round each link is asked for its share of what the slot wants; if links already carry more, the slot
// gives up the excess. In later rounds the rest is asked of the links that can still carry more.
void ReferenceStep::run_resourcing_round(std::vector<Search>& searches, bool first) {
    const auto weight_of = [](const Search& search, const Link& link) {
        return search.by_standby ? link.standby : link.flow;
    };
    const auto may_carry = [&](const Search& search, const Link& link) {
        if (first) return true;
        const Node& supplier = nodes_[link.supplier];
        const bool full = search.by_standby && link.standby - link.moved_here <= 1e-12 * link.standby;
        return supplier.spare > 1e-9 * supplier.normal && !full;
    };
    for (Node& node : nodes_)
        node.asked = 0.0;
    for (Search& search : searches) {
        double missing = search.wanted;
        double weights = 0.0;
        for (Link* link : search.open) {
            if (!first) missing -= link->moved_here;
            if (may_carry(search, *link)) weights += weight_of(search, *link);
        }
        const bool asks = weights > 0.0 && missing > 1e-12 * search.wanted;
        for (Link* link : search.open) {
            const bool asked = asks && may_carry(search, *link);
            const double share = asked ? missing * weight_of(search, *link) / weights : 0.0;
            const double already = first ? 0.0 : link->moved_here;
            const double most = search.by_standby ? link->standby : std::numeric_limits<double>::max();
            link->more = std::min(share + already, most) - link->moved_here;
            if (!first && !asked) link->more = 0.0;
            nodes_[link->supplier].asked += search.urgency * std::max(0.0, link->more);
        }
    }
    for (Search& search : searches) {
        double surplus = -search.wanted;
        double above = 0.0;
        for (Link* link : search.open) {
            const Node& supplier = nodes_[link->supplier];
            const double spare = supplier.spare > 1e-9 * supplier.normal ? supplier.spare : 0.0;
            if (link->more > 0.0) link->moved_here += link->more * std::min(1.0, spare / supplier.asked);
            surplus += link->moved_here;
            above += std::max(0.0, -link->more);
        }
        search.given_up = above > 0.0 ? std::clamp(surplus / above, 0.0, 1.0) : 0.0;
    }
    for (Node& node : nodes_)
        node.spare -= std::min(node.asked, node.spare > 1e-9 * node.normal ? node.spare : 0.0);
    for (Search& search : searches) {
        for (Link* link : search.open) {
            if (link->more >= 0.0) continue;
            link->moved_here += link->more * search.given_up;
            nodes_[link->supplier].spare -= search.urgency * link->more * search.given_up;
        }
    }
}

}  // namespace chokepoint
