// The order of steps in a day, and the choice of nodes to evaluate.
//
// Evaluating a node is a pure function of what it reads. Production reads the orders of its customers, its input limit,
// its final demand, its weights and its own suspension. Deliveries read the rations of its suppliers, its weights, its
// plan, its stocks and its own orders. Every kernel records what it changed. A node is evaluated again only if
// something that it reads has changed since its last evaluation; skipping it otherwise gives the same bits. At rest no
// node is evaluated, and a small ban costs only the nodes that it reaches. If more than an eighth of the work is due,
// the bookkeeping costs more than it saves, and the day evaluates every node.
#include <algorithm>
#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/dynamics/input_limit.hpp>
#include <chokepoint/dynamics/sweep/delivery.hpp>
#include <chokepoint/dynamics/sweep/production.hpp>
#include <cmath>
#include <numeric>

namespace chokepoint::dynamics {

std::size_t day_step_bytes(const network::SupplyNetwork& network, const Behaviour& behaviour, bool policy,
                           unsigned lanes) {
    const bool transit = std::any_of(behaviour.products.begin(), behaviour.products.end(),
                                     [](const ProductBehaviour& product) { return transit_lag(product) > 0.0; });
    const std::size_t slot = 16 + (behaviour.accounts.empty() ? 0 : 8) + (transit ? 8 : 0);
    // Fifteen numbers in DayState and FinalDemand, the number of a slot, and marks.
    const std::size_t node = 15 * 8 + 4 + 4;
    const std::size_t shared_node = 4 + (behaviour.markets.empty() ? 0 : 4) + (policy ? 4 : 0);
    return lanes * (slot * network.slot_count() + node * network.node_count()) + shared_node * network.node_count() +
           (policy ? 4 : 0) * network.slot_count() + 8 * (network.link_count() - network.slot_count());
}

DayStep::DayStep(std::span<const Sample> samples, NodeSweep sweep, ThreadTeam* team)
    : batch_(samples),
      sweep_(sweep),
      team_(team),
      plans_(plan_sweeps(network(), team == nullptr ? 1 : team->size())),
      links_(batch_),
      damage_(batch_),
      state_(baseline_state(batch_)),
      final_demand_(batch_),
      cash_(batch_),
      unsettled_(plans_.size()),
      changed_(plans_.size()),
      ran_out_(state_.cash_usd.size(), 0),
      all_(sweep == NodeSweep::full),
      next_cash_(batch_.lanes(), 0) {
    to_produce_.has.assign(network().node_count(), 0);
    to_deliver_.has.assign(network().node_count(), 0);
    for (std::uint32_t i = 0; i < network().node_count(); ++i) {
        for (unsigned lane = 0; lane < batch_.lanes(); ++lane) {
            const double limit = number_of(find_limit<Single>(context(), i, lane, state_).share);
            state_.limit[std::size_t{i} * batch_.lanes() + lane] = limit;
        }
    }
}

void DayStep::keep_received() {
    if (state_.received.empty()) state_.received.assign(network().slot_count() * batch_.lanes(), 1.0);
    for (std::uint32_t i = 0; i < network().node_count(); ++i)
        state_.changed[i] |= kStockChanged;
    all_ = true;
}

void DayStep::leave_out_bounds() {
    state_.bound.clear();
    state_.bound_slot.clear();
}

/// Whether the active set is worth its bookkeeping: it needs less than an eighth of all work, counted in links.
bool DayStep::few() const {
    const std::size_t all = 2 * network().link_count() + 2 * kNodeWork * network().node_count();
    return sweep_ == NodeSweep::automatic && to_produce_.work + to_deliver_.work < all / 8;
}

void DayStep::take_all() {
    to_produce_.clear();
    to_deliver_.clear();
    all_ = true;
}

void DayStep::will_produce(std::uint32_t node) {
    to_produce_.add(node, network().node_sales[node + 1] - network().node_sales[node] + kNodeWork);
}

void DayStep::will_deliver(std::uint32_t node) {
    const std::uint64_t first = network().slot_links[network().node_slots[node]];
    to_deliver_.add(node, network().slot_links[network().node_slots[node + 1]] - first + kNodeWork);
}

void DayStep::adapt() {
    final_demand_.adapt(links_, worked_, all_worked_, state_);
    if (all_) return;
    for (const std::uint32_t i : final_demand_.changed())
        will_produce(i);
}

void DayStep::mark_changed_links() {
    for (const std::uint32_t k : links_.take_changed_links()) {
        if (all_) continue;
        const std::uint64_t link = batch_.schedule().links[k];
        will_produce(network().link_supplier[link]);
        will_deliver(links_.customer(k));
        will_produce(links_.customer(k));  // a suspended customer checks what it may buy
    }
}

/// Calls kernel(k) for every thread's part k.
template <class Kernel>
void DayStep::on_parts(const Kernel& kernel) {
    if (team_ == nullptr) return kernel(0U);
    team_->run(kernel);
}

void DayStep::sweep_all() {
    on_parts([&](unsigned part) {
        unsettled_[part].clear();
        produce(context(), plans_[part], state_, unsettled_[part]);
    });
    on_parts([&](unsigned part) { changed_[part] = deliver_and_order(context(), plans_[part], state_); });
    produced_ = delivered_ = network().node_count();
    all_worked_ = true;
    worked_.clear();
    for (const std::vector<std::uint32_t>& unsettled : unsettled_)
        worked_.insert(worked_.end(), unsettled.begin(), unsettled.end());
    const std::size_t changed = std::accumulate(changed_.begin(), changed_.end(), std::size_t{0});
    if (sweep_ == NodeSweep::full || changed >= network().node_count() / 8) return;
    all_ = false;
    std::vector<std::uint32_t> moved;
    for (std::uint32_t i = 0; i < network().node_count(); ++i) {
        if (state_.changed[i] != 0) moved.push_back(i);
    }
    plan_next_day(moved);
    if (!few()) take_all();
}

void DayStep::sweep_active() {
    for (const std::uint32_t i : to_produce_.list) {
        produce_node(context(), i, state_);
        if ((state_.changed[i] & kRationChanged) != 0) {
            for (std::uint64_t k = network().node_sales[i]; k < network().node_sales[i + 1]; ++k) {
                will_deliver(network().slot_customer[network().sale_slot[k]]);
            }
        }
        if ((state_.changed[i] & kWorkChanged) != 0) will_deliver(i);
    }
    deliver_and_order(context(), to_deliver_.list, state_);
    produced_ = to_produce_.list.size();
    delivered_ = to_deliver_.list.size();
    all_worked_ = false;
    worked_.assign(to_produce_.list.begin(), to_produce_.list.end());
    std::vector<std::uint32_t> taken = to_deliver_.list;
    for (const std::uint32_t i : to_produce_.list) {
        if (to_deliver_.has[i] == 0) taken.push_back(i);
    }
    to_produce_.clear();
    to_deliver_.clear();
    plan_next_day(taken);
    if (!few()) take_all();
}

/// Chooses the nodes of the next day from those that may have changed today.
void DayStep::plan_next_day(std::span<const std::uint32_t> taken) {
    for (const std::uint32_t i : taken) {
        const std::uint8_t bits = state_.changed[i];
        if ((bits & (kStockChanged | kOrderChanged)) != 0) will_deliver(i);
        if ((bits & (kStockChanged | kWorkChanged)) != 0) will_produce(i);
        if ((bits & kOrderChanged) == 0) continue;
        for (std::uint32_t s = network().node_slots[i]; s < network().node_slots[i + 1]; ++s) {
            for (std::uint64_t e = network().slot_links[s]; e < network().slot_links[s + 1]; ++e) {
                will_produce(network().link_supplier[e]);
            }
        }
    }
}

void DayStep::advance() {
    if (day_ > 0) adapt();
    close_insolvent();
    links_.apply_policy(day_);
    for (const std::uint32_t i : damage_.apply(day_, state_)) {
        if (!all_) will_produce(i);
    }
    for (const std::uint32_t i : stocks_.apply(day_, batch_)) {
        if (!all_) will_deliver(i);
    }
    if (batch_.rules().adaptations.resourcing) links_.resource(context(), state_);
    mark_changed_links();
    if (all_ || !few()) {
        take_all();
        sweep_all();
    } else {
        sweep_active();
    }
    cash_.book(state_);
    pay_cash_events();
    ++day_;
}

void DayStep::pay_cash_events() {
    const unsigned lanes = batch_.lanes();
    for (unsigned lane = 0; lane < lanes; ++lane) {
        const std::vector<CashAccount>& accounts = batch_.behaviour(lane).accounts;
        const std::vector<policy::CashEvent>& events = batch_.schedule(lane).cash;
        std::size_t& next = next_cash_[lane];
        for (; next < events.size() && events[next].day == day_; ++next) {
            for (std::size_t a = 0; a < accounts.size(); ++a) {
                if (accounts[a].company == events[next].company) {
                    state_.cash_usd[a * lanes + lane] -= events[next].amount_usd;
                }
            }
        }
        for (std::size_t a = 0; a < accounts.size(); ++a) {
            if (std::isnan(accounts[a].initial_usd) || state_.cash_usd[a * lanes + lane] >= 0.0) continue;
            ran_out_[a * lanes + lane] = 1;
        }
    }
}

/// Closes the nodes of a company for good on the morning after its cash ran out.
void DayStep::close_insolvent() {
    if (!batch_.rules().adaptations.insolvency) return;
    const unsigned lanes = batch_.lanes();
    for (std::size_t a = 0; a < ran_out_.size(); ++a) {
        if (ran_out_[a] == 0) continue;
        const auto lane = static_cast<unsigned>(a % lanes);
        for (const std::uint32_t i : batch_.behaviour(lane).accounts[a / lanes].nodes) {
            const std::size_t at = std::size_t{i} * lanes + lane;
            if (state_.suspended[at] == kClosed) continue;
            state_.suspended[at] = kClosed;
            state_.calm[i] = 0;
            if (!all_) will_produce(i);
        }
    }
}

}  // namespace chokepoint::dynamics
