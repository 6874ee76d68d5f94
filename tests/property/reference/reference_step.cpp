#include "reference_step.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace chokepoint {

ReferenceStep::ReferenceStep(const network::SupplyNetwork& network, const dynamics::Behaviour& behaviour,
                             const network::Directory& directory, std::span<const policy::Action> actions,
                             std::span<const std::uint32_t> arm, std::span<const policy::Damage> damage, Date start)
    : behaviour_(behaviour), directory_(directory), actions_(actions), arm_(arm), damage_(damage), start_(start) {
    for (std::uint32_t i = 0; i < network.node_count(); ++i) {
        Node node;
        node.normal = network.output[i];
        node.normal_final = network.final_demand[i];
        node.product = network.node_product[i];
        node.output = node.normal;
        node.fresh = node.fresh_served = node.normal_final;
        node.orders = node.normal - node.normal_final;
        nodes_.push_back(node);
        for (std::uint32_t s = network.node_slots[i]; s < network.node_slots[i + 1]; ++s) {
            const Slot slot = key_of(network, s);
            Input& input = inputs_[slot];
            for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
                Link link{network.link_supplier[e], slot, network.link_flow[e]};
                if (!network.link_standby.empty()) link.standby = network.link_standby[e];
                links_.push_back(link);
                input.need += link.flow;
            }
            input.dependence = behaviour.slot_dependence[s];
            input.target_days = behaviour.slot_stock_days[s];
            input.stock = input.target_days * input.need;
            input.under_way = lag_of(slot) * input.need;
            input.order = input.need;
        }
    }
    for (const dynamics::CashAccount& account : behaviour.accounts)
        cash_usd_.push_back(std::isnan(account.initial_usd) ? 0.0 : account.initial_usd);
}

ReferenceStep::Slot ReferenceStep::key_of(const network::SupplyNetwork& network, std::uint32_t slot) const {
    Slot key{network.slot_customer[slot], network.slot_product[slot], kNone};
    if (behaviour_.rules.slots == dynamics::SlotRule::link)
        key.supplier = network.link_supplier[network.slot_links[slot]];
    return key;
}

void ReferenceStep::advance() {
    if (day_ > 0) react_to_yesterday();
    close_insolvent();
    open_and_close_links();
    damage_nodes();
    if (behaviour_.rules.adaptations.resourcing) move_to_open_suppliers();
    produce();
    deliver();
    order();
    account();
    ++day_;
}

void ReferenceStep::adopt(const network::SupplyNetwork& network, const dynamics::DayStep& other) {
    const dynamics::DayState& state = other.state();
    for (std::uint32_t s = 0; s < network.slot_count(); ++s) {
        Input& input = inputs_.at(key_of(network, s));
        input.stock = state.cover[s] * input.need;
        input.under_way = state.transit.empty() ? 0.0 : state.transit[s] * input.need;
        input.order = order_in(network, other, s) * input.need;
    }
    for (std::size_t e = 0; e < links_.size(); ++e) {
        const double open = links_[e].openness * links_[e].flow;
        links_[e].moved_here = std::max(0.0, other.links().purchase_weight(e) - open);
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        Node& node = nodes_[i];
        node.output = state.output[i];
        node.orders = state.orders_in[i];
        if (!state.effort.empty()) node.effort = state.effort[i];
        if (!state.can_make.empty()) node.capacity = state.can_make[i];
        node.fresh = state.fresh[i];
        node.fresh_served = state.fresh_served[i];
        node.backlog = state.backlog[i];
        node.backlog_served = state.backlog_served[i];
        node.goodwill = state.goodwill[i];
        node.gained = state.gained[i];
        node.redeployed = state.redeployed[i];
        node.ramp = state.ramp[i];
        node.suspended = state.suspended[i] == 1;
        node.closed = state.suspended[i] == dynamics::kClosed;
    }
    cash_usd_ = state.cash_usd;
    if (behaviour_.rules.split_by_capacity) update_supplier_capacity();
}

// 1. Policy: of the actions in force the one that began last applies. On the same day a licence overrides a denial. A
// licence only opens: it never restricts what another one permits.
double ReferenceStep::openness_of(const Link& link) const {
    const auto has = [](const auto& list, const auto& item) {
        return list.empty() || std::count(list.begin(), list.end(), item) > 0;
    };
    const Date today = start_ + std::chrono::days(day_);
    std::map<std::pair<Date, bool>, const policy::Action*> in_force;  // by first day, then denials before licences
    for (const std::uint32_t number : arm_) {
        const policy::Action& action = actions_[number];
        if (action.type != policy::ActionType::deny && action.type != policy::ActionType::license) continue;
        bool holds = action.from <= today && today <= action.until;
        for (const std::uint32_t other : arm_) {
            const policy::Action& lift = actions_[other];
            if (lift.type == policy::ActionType::lift && lift.ends == number && today >= lift.from) holds = false;
        }
        const policy::LinkSelector& who = action.selector;
        const std::uint32_t seller = link.supplier;
        const std::uint32_t buyer = link.slot.customer;
        const bool selected = has(who.exporter_countries, directory_.node_country[seller]) &&
                              has(who.exporter_companies, directory_.node_company[seller]) &&
                              has(who.target_countries, directory_.node_country[buyer]) &&
                              has(who.target_companies, directory_.node_company[buyer]) &&
                              has(who.products, link.slot.product) &&
                              has(who.kinds, directory_.product_kind[link.slot.product]);
        if (holds && selected) in_force[{action.from, action.type == policy::ActionType::license}] = &action;
    }
    double openness = 1.0;
    for (const auto& [order, action] : in_force) {
        const bool opens = action->type == policy::ActionType::license;
        openness = opens ? std::max(openness, action->openness) : action->openness;
    }
    return openness;
}

// Transit of less than a day counts as none.
double ReferenceStep::lag_of(const Slot& slot) const {
    const double days = behaviour_.products[slot.product].transit_days;
    return days < 1.0 ? 0.0 : days;
}

void ReferenceStep::open_and_close_links() {
    for (Node& node : nodes_)
        node.denied = 0.0;
    std::map<Slot, double> blocked;
    for (Link& link : links_) {
        link.openness = openness_of(link);
        if (link.openness < 1.0) link.moved_here = 0.0;
        blocked[link.slot] += (1.0 - link.openness) * link.flow;
        nodes_[link.supplier].denied += (1.0 - link.openness) * link.flow;
    }
    for (auto& [slot, input] : inputs_) {
        if (blocked[slot] > 0.0) {
            ++input.days_blocked;
            continue;
        }
        input.days_blocked = 0;
        for (Link& link : links_) {
            if (link.slot == slot) link.moved_here = 0.0;
        }
    }
}

// Σ S / Σ A over a node's stocks of one product from all suppliers.
double ReferenceStep::joint_stock_days(const Slot& slot) const {
    double stock = 0.0;
    double need = 0.0;
    for (const auto& [other, input] : inputs_) {
        if (other.customer != slot.customer || other.product != slot.product) continue;
        stock += input.stock;
        need += input.need;
    }
    return stock / need;
}

// The output that an input with a stock of `days` allows on its own; infinity if it does not limit output.
double ReferenceStep::share_by_input(const Input& input, double days) const {
    const bool critical = input.dependence == 1.0;
    const bool important = input.dependence > 0.0 && !critical;
    bool counts = true;
    switch (behaviour_.rules.production) {
        case dynamics::ProductionRule::half_critical:
            if (important) return (1.0 - input.dependence) + input.dependence * days;
            counts = critical;
            break;
        case dynamics::ProductionRule::weakly_critical:
            counts = critical;
            break;
        case dynamics::ProductionRule::strongly_critical:
            counts = critical || important;
            break;
        case dynamics::ProductionRule::leontief:
        case dynamics::ProductionRule::linear:
            break;
    }
    return counts ? days : std::numeric_limits<double>::infinity();
}

// The minimum of what the inputs allow or, if production is linear, what they allow together.
double ReferenceStep::share_by_inputs(std::uint32_t i, const std::function<double(const Slot&)>& days) const {
    double least = std::numeric_limits<double>::infinity();
    double stock = 0.0;
    double need = 0.0;
    for (const auto& [slot, input] : inputs_) {
        if (slot.customer != i) continue;
        least = std::min(least, share_by_input(input, days(slot)));
        stock += days(slot) * input.need;
        need += input.need;
    }
    const bool linear = behaviour_.rules.production == dynamics::ProductionRule::linear;
    return linear && need > 0.0 ? stock / need : least;
}

// L_i / x̄_i; with `enough_days`, stocks of that many days count as one. ARIO: x = x_opt·min(1, S/(ψ·n·a·x_opt)), so
// S/(ψ·n·a) replaces S/a if it is smaller.
double ReferenceStep::input_share(std::uint32_t i, double enough_days) const {
    return share_by_inputs(i, [&](const Slot& slot) {
        const double days = joint_stock_days(slot);
        const double target = inputs_.at(slot).target_days;
        if (enough_days > 0.0) return std::min(1.0, days / std::min(enough_days, target));
        if (behaviour_.rules.slowdown > 0.0) return std::min(days, days / (behaviour_.rules.slowdown * target));
        return days;
    });
}

// The share of output that could continue for ever on what today's links would bring at the baseline order.
double ReferenceStep::purchasable_share(std::uint32_t i) const {
    const double share = share_by_inputs(i, [&](const Slot& slot) {
        double open = 0.0;
        double need = 0.0;
        for (const Link& link : links_) {
            if (link.slot.customer != i || link.slot.product != slot.product) continue;
            open += link.openness * link.flow + link.moved_here;
            need += link.flow;
        }
        return open / need;
    });
    return std::min(1.0, share);
}

// 10b. Shutdown and restart. Nobody opens a plant to burn a stock that cannot be filled again.
void ReferenceStep::suspend_or_restart(std::uint32_t i, Node& node, double demand) {
    const dynamics::ProductBehaviour& product = behaviour_.products[node.product];
    if (node.closed) return;
    if (node.suspended) {
        if (input_share(i, product.restart_cover_days) < product.restart_above) return;
        if (purchasable_share(i) < product.suspend_below * std::min(1.0, demand / node.normal)) return;
        node.suspended = false;
        node.ramp = 1.0 / product.restart_ramp_days;
    } else if (input_share(i, 0.0) < product.suspend_below * std::min(1.0, demand / node.normal)) {
        node.suspended = true;
    } else {
        node.ramp = std::min(1.0, node.ramp + 1.0 / product.restart_ramp_days);
    }
}

// 2 to 6. Demand, capacity, input limit, output, rationing.
void ReferenceStep::produce() {
    place_orders();
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
        Node& node = nodes_[i];
        node.fresh = node.normal_final * node.goodwill + node.gained + node.redeployed;
        const double demand = node.orders + node.fresh + node.backlog;
        if (behaviour_.rules.adaptations.suspension) suspend_or_restart(i, node, demand);
        update_effort(node, demand);
        node.capacity = largest_output(node) * node.ramp / node.normal;
        const bool stopped = node.suspended || node.closed;
        const double most = node.capacity * node.normal;
        node.output = stopped ? 0.0 : std::min({most, demand, input_share(i, 0.0) * node.normal});
        hire_and_fire(i, node, demand);
        // Stocks must last for what demand asks of a node without its ramp, but with its damage.
        const double alpha = behaviour_.products[node.product].overproduction;
        node.planned = std::min(alpha * node.intact * node.normal, demand);
        if (behaviour_.rules.orders == dynamics::OrderRule::capped_no_excess) node.planned = std::min(most, demand);
        if (behaviour_.rules.orders == dynamics::OrderRule::demand_fixed_target) node.planned = demand;
        if (node.closed) node.planned = 0.0;
        split(i, node);
    }
}

// 7 to 8. Deliveries and stocks: S += received − min(S, a·x); stocks of one product are used in proportion to their
// size: S_ij loses A_is·(x/x̄)·S_ij/S_is.
void ReferenceStep::deliver() {
    std::map<Slot, double> shipped;
    for (const Link& link : links_)
        shipped[link.slot] += link.delivered;
    std::map<Slot, double> wanted;
    for (const auto& [slot, input] : inputs_) {
        const Node& node = nodes_[slot.customer];
        const double joint = joint_stock_days(slot);
        const double part = joint > 0.0 ? input.stock / joint : input.need;
        wanted[slot] = part / node.normal * node.output;
    }
    for (auto& [slot, input] : inputs_) {
        const double lag = lag_of(slot);
        input.received = lag > 0.0 ? input.under_way / lag : shipped[slot];
        if (lag > 0.0) input.under_way = std::max(0.0, input.under_way + shipped[slot] - input.received);
        input.stock = std::max(0.0, input.stock - wanted[slot]) + input.received;
    }
}

}  // namespace chokepoint
