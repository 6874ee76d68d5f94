#include <algorithm>
#include <chokepoint/base/files/large_memory.hpp>
#include <chokepoint/dynamics/batch.hpp>
#include <stdexcept>

namespace chokepoint::dynamics {

namespace {

template <class T>
bool same(const T& a, const T& b) {
    return a.data() == b.data() || std::equal(a.begin(), a.end(), b.begin(), b.end());
}

bool same_rules(const Rules& a, const Rules& b) {
    const Adaptations& x = a.adaptations;
    const Adaptations& y = b.adaptations;
    return a.rationing == b.rationing && a.production == b.production && a.orders == b.orders &&
           a.capacity == b.capacity && a.slots == b.slots && a.split_by_capacity == b.split_by_capacity &&
           x.resourcing == y.resourcing && x.suspension == y.suspension && x.customer_loss == y.customer_loss &&
           x.rivals == y.rivals && x.backlog == y.backlog && x.redeployment == y.redeployment &&
           x.insolvency == y.insolvency;
}

bool runs_in_lanes(const Rules& rules) {
    return rules.orders == OrderRule::planned && rules.capacity == CapacityRule::fixed &&
           rules.slots == SlotRule::product && rules.production != ProductionRule::linear && rules.slowdown == 0.0 &&
           !rules.split_by_capacity;
}

}  // namespace

template <class Get>
LaneColumn Batch::pack(bool own, std::size_t entries, const Get& get) {
    if (!own) return {get(samples_[0]).data(), 1};
    std::vector<double>& values = packed_.emplace_back();
    assign_large(values, entries * lanes(), 0.0);
    for (unsigned lane = 0; lane < lanes(); ++lane) {
        const auto& column = get(samples_[lane]);
        for (std::size_t e = 0; e < entries; ++e)
            values[e * lanes() + lane] = column[e];
    }
    return {values.data(), lanes()};
}

/// Replaces the dependence of slots by the one that the production rule counts.
void Batch::count_dependence(std::size_t slots) {
    const unsigned own = own_parameters_ ? lanes() : 1;
    std::vector<double>& counted = packed_.emplace_back();
    counted.reserve(slots * own);
    for (std::size_t k = 0; k < slots * own; ++k)
        counted.push_back(counted_dependence(rules().production, dependence.data()[k]));
    dependence = {counted.data(), own};
}

void Batch::check_match() const {
    if (lanes() != 1 && lanes() != 8 && lanes() != 16) throw std::invalid_argument("a batch has 1, 8 or 16 samples");
    const Sample& first = samples_[0];
    const Rules& rules = first.behaviour->rules;
    // Other rules do not weight rations by capacity, and the fast path of calm nodes ignores capacity.
    if (rules.split_by_capacity &&
        (rules.rationing != Rationing::proportional || rules.capacity != CapacityRule::overproduction)) {
        throw std::invalid_argument("orders by capacity need proportional rationing and overproduction");
    }
    for (const Sample& other : samples_) {
        if (lanes() > 1 && !runs_in_lanes(other.behaviour->rules))
            throw std::invalid_argument("the published rules run one sample at a time");
        const bool same_graph =
            other.network == first.network || (same(first.network->node_slots, other.network->node_slots) &&
                                               same(first.network->slot_links, other.network->slot_links) &&
                                               same(first.network->slot_product, other.network->slot_product) &&
                                               same(first.network->node_product, other.network->node_product) &&
                                               same(first.network->link_supplier, other.network->link_supplier));
        if (!same_graph) throw std::invalid_argument("the samples of a batch differ in their links");
        if (!same_rules(first.behaviour->rules, other.behaviour->rules) ||
            first.behaviour->markets != other.behaviour->markets ||
            first.behaviour->accounts.size() != other.behaviour->accounts.size()) {
            throw std::invalid_argument("the samples of a batch differ in their rules, markets or accounts");
        }
        if (!same(first.schedule->links, other.schedule->links)) {
            throw std::invalid_argument("the samples of a batch differ in the links that policy controls");
        }
    }
}

Batch::Batch(std::span<const Sample> samples) : samples_(samples.begin(), samples.end()) {
    if (samples_.empty()) throw std::invalid_argument("a batch has 1, 8 or 16 samples");
    check_match();
    bool stockpiles = false;
    for (const Sample& sample : samples_) {
        stockpiles = stockpiles || !sample.schedule->stockpiles.empty();
        own_flows_ = own_flows_ || sample.network != samples_[0].network;
        own_parameters_ = own_parameters_ || sample.behaviour != samples_[0].behaviour;
    }
    own_parameters_ = own_parameters_ || stockpiles;
    const network::SupplyNetwork& net = network();
    using S = const Sample&;
    link_flow = pack(
        own_flows_, net.link_count(), [](S s) -> auto& { return s.network->link_flow; });
    sale_flow = pack(
        own_flows_, net.link_count(), [](S s) -> auto& { return s.network->sale_flow; });
    slot_need = pack(
        own_flows_, net.slot_count(), [](S s) -> auto& { return s.network->slot_need; });
    output = pack(
        own_flows_, net.node_count(), [](S s) -> auto& { return s.network->output; });
    final_demand = pack(
        own_flows_, net.node_count(), [](S s) -> auto& { return s.network->final_demand; });
    dependence = pack(
        own_parameters_, net.slot_count(), [](S s) -> auto& { return s.behaviour->slot_dependence; });
    if (rules().production != ProductionRule::half_critical) count_dependence(net.slot_count());
    const auto days_of = [](S s) -> auto& {
        return s.behaviour->slot_stock_days;
    };
    held_days = stock_days = pack(own_parameters_, net.slot_count(), days_of);
    if (stockpiles) stock_days = pack(true, net.slot_count(), days_of);
    for (std::size_t p = 0; p < samples_[0].behaviour->products.size(); ++p) {
        for (const Sample& sample : samples_) {
            const ProductBehaviour& product = sample.behaviour->products[p];
            products_.overproduction.push_back(product.overproduction);
            products_.suspend_below.push_back(product.suspend_below);
            products_.restart_above.push_back(product.restart_above);
            products_.restart_cover_days.push_back(product.restart_cover_days);
            products_.restart_step.push_back(1.0 / std::max(1.0, product.restart_ramp_days));
            has_transit_ = has_transit_ || transit_lag(product) > 0.0;
            restart_takes_a_day_ = restart_takes_a_day_ && product.restart_cover_days >= 1.0;
        }
    }
    for (const Sample& sample : samples_) {
        const std::vector<double>& days = sample.behaviour->slot_stock_days;
        restart_takes_a_day_ =
            restart_takes_a_day_ && std::all_of(days.begin(), days.end(), [](double held) { return held >= 1.0; });
        order_adjust_.push_back(1.0 / sample.behaviour->rules.order_adjust_days);
        order_ceiling_.push_back(sample.behaviour->rules.order_ceiling);
    }
}

}  // namespace chokepoint::dynamics
