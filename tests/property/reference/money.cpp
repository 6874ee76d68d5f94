// The rest of ReferenceStep: rationing, the reaction of final demand, and cash.

#include <algorithm>
#include <chrono>
#include <cmath>

#include "reference_step.hpp"

namespace chokepoint {

// 6. Rationing. Water-filling: the largest level with Σ min(asked, level·weight) <= output, by bisection.
void ReferenceStep::split(std::uint32_t j, Node& node) {
    const auto to_all = [&](auto served) {
        for (Link& link : links_) {
            if (link.supplier == j) link.delivered = served(link);
        }
    };
    const dynamics::Rationing rule = behaviour_.rules.rationing;
    double for_final = node.output;
    if (rule == dynamics::Rationing::proportional) {
        const double demand = node.orders + node.fresh + node.backlog;
        const double share = demand > 0.0 ? std::min(1.0, node.output / demand) : 0.0;
        to_all([&](const Link& link) { return link.ordered * share; });
        node.fresh_served = node.fresh * share;
        node.backlog_served = node.backlog * share;
        return;
    }
    const bool by_level =
        rule == dynamics::Rationing::water_filling || rule == dynamics::Rationing::water_filling_final_last;
    if (!by_level || node.output >= node.orders + node.fresh) {
        const double share = node.orders > 0.0 ? std::min(1.0, node.output / node.orders) : 0.0;
        to_all([&](const Link& link) { return link.ordered * share; });
        for_final -= node.orders * share;
        node.fresh_served = std::clamp(for_final, 0.0, node.fresh);
        node.backlog_served = std::clamp(for_final - node.fresh_served, 0.0, node.backlog);
        return;
    }
    const auto weight = [](const Link& link) { return link.openness * link.flow + link.moved_here; };
    // Final demand is one more customer, whose baseline order is F̄.
    double normal_order = node.normal_final > 0.0 ? node.normal_final : node.fresh;
    // With final demand last, the level is that of customers alone, and final demand gets the rest.
    const bool final_last = rule == dynamics::Rationing::water_filling_final_last;
    if (final_last) normal_order = 0.0;
    const auto asked_for = [&](double level) {
        double sum = std::min(node.fresh, level * normal_order);
        for (const Link& link : links_) {
            if (link.supplier == j) sum += std::min(link.ordered, level * weight(link));
        }
        return sum;
    };
    double low = 0.0;
    double high = 1.0;
    while (asked_for(high) < node.output && high < 1e12)
        high *= 2.0;
    for (int k = 0; k < 60; ++k) {
        const double middle = (low + high) / 2.0;
        (asked_for(middle) <= node.output ? low : high) = middle;
    }
    to_all([&](const Link& link) { return std::min(link.ordered, low * weight(link)); });
    node.fresh_served = std::min(node.fresh, low * normal_order);
    if (final_last) node.fresh_served = std::clamp(node.output - node.orders, 0.0, node.fresh);
    node.backlog_served = 0.0;
}

// 10c to 10e, on the morning after. Denied sales are those of the day before.
void ReferenceStep::react_to_yesterday() {
    const dynamics::Adaptations& on = behaviour_.rules.adaptations;
    std::vector<double> lost;
    for (Node& node : nodes_)
        lost.push_back(node.normal_final > 0.0 ? update_customers(node) : 0.0);
    if (on.rivals) {
        for (const auto& market : behaviour_.markets)
            compete(market, lost);
    }
    for (Node& node : nodes_) {
        if (!on.redeployment) break;
        const dynamics::ProductBehaviour& product = behaviour_.products[node.product];
        const double stays = std::pow(0.5, 1.0 / product.redeployment_half_life_days);
        node.redeployed = stays * node.redeployed + (1.0 - stays) * product.redeployed_share * node.denied;
    }
}

// Goodwill and backlog of the node's own customers; returns the final demand lost for good on the day, USD.
double ReferenceStep::update_customers(Node& node) const {
    const dynamics::Adaptations& on = behaviour_.rules.adaptations;
    const dynamics::ProductBehaviour& product = behaviour_.products[node.product];
    const double filled = node.fresh > 0.0 ? node.fresh_served / node.fresh : 1.0;
    const double asked = node.normal_final * node.goodwill;
    const double served = asked * filled;
    double lost = node.normal_final - served;
    if (on.backlog) {
        const double left_over = node.backlog - node.backlog_served;
        const double joins = product.backlog_share * (asked - served);
        const double gives_up = left_over / product.patience_days;
        node.backlog = std::max(0.0, left_over - gives_up) + joins;
        lost = lost - joins + gives_up;
    }
    if (on.customer_loss) {
        node.goodwill += filled * (1.0 - node.goodwill) / product.return_days;
        // The term of the leaving customers uses the goodwill before the update, which is asked / F̄.
        node.goodwill -= (1.0 - filled) * (asked / node.normal_final) / product.switch_days;
        node.goodwill = std::clamp(node.goodwill, 0.0, 1.0);
    }
    return std::max(0.0, lost);
}

// What node i lost is offered to the others in its market, in proportion to their served demand.
void ReferenceStep::compete(const std::vector<std::uint32_t>& market, const std::vector<double>& lost) {
    // Goodwill is already updated: the served part of the day's fresh demand is capped by the new goodwill.
    const auto served = [&](std::uint32_t j) {
        return std::min(nodes_[j].fresh_served, nodes_[j].normal_final * nodes_[j].goodwill);
    };
    std::vector<double> gains;
    for (const std::uint32_t j : market) {
        double gain = 0.0;
        for (const std::uint32_t i : market) {
            if (i == j) continue;
            double others = 0.0;
            for (const std::uint32_t k : market)
                others += k == i ? 0.0 : served(k);
            const double offered = behaviour_.products[nodes_[i].product].rivals_share * lost[i];
            if (others > 0.0) gain += offered * served(j) / others;
        }
        const double busy = nodes_[j].orders + (nodes_[j].fresh - nodes_[j].gained) + nodes_[j].backlog;
        const double alpha = behaviour_.products[nodes_[j].product].overproduction;
        const double room = std::max(0.0, alpha * nodes_[j].intact * nodes_[j].ramp * nodes_[j].normal - busy);
        gains.push_back(std::min(gain, room));
    }
    for (std::size_t k = 0; k < market.size(); ++k)
        nodes_[market[k]].gained = gains[k];
}

// 10f. Cash: revenue less purchases, fixed cost, and the other variable cost that leaves the baseline its margin.
void ReferenceStep::account() {
    for (std::size_t a = 0; a < cash_usd_.size(); ++a) {
        const dynamics::CashAccount& account = behaviour_.accounts[a];
        for (const std::uint32_t i : account.nodes) {
            const Node& node = nodes_[i];
            if (node.closed) continue;
            double value_added = node.normal;
            double change = node.output - account.fixed_cost_share * node.normal;
            for (const auto& [slot, input] : inputs_) {
                if (slot.customer != i) continue;
                value_added -= input.need;
                change -= input.received;
            }
            const double other_cost = value_added / node.normal - account.fixed_cost_share - account.margin;
            cash_usd_[a] += change - other_cost * node.output;
        }
        for (const std::uint32_t number : arm_) {
            const policy::Action& action = actions_[number];
            if (action.type != policy::ActionType::settlement || action.company != account.company) continue;
            if (action.from != start_ + std::chrono::days(day_)) continue;
            cash_usd_[a] -= action.penalty_usd + action.escrow_usd;
        }
        const bool out = !std::isnan(account.initial_usd) && cash_usd_[a] < 0.0;
        if (out) out_of_cash_.insert(static_cast<std::uint32_t>(a));
    }
}

void ReferenceStep::close_insolvent() {
    if (!behaviour_.rules.adaptations.insolvency) return;
    for (const std::uint32_t a : out_of_cash_) {
        for (const std::uint32_t i : behaviour_.accounts[a].nodes)
            nodes_[i].closed = true;
    }
}

}  // namespace chokepoint
