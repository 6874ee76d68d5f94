// The order of a day, and which nodes it takes.
//
// A node's evaluation is a pure function of what it reads. Production reads the orders of its customers, its input
// limit, its final demand, its weights and its own suspension; deliveries read the rations of its suppliers, its
// weights, its plan, its stocks and its own orders. Every kernel notes what it changed, so a node need be taken only if
// something that it reads has changed since it was last taken, and leaving it out gives the same bits. At rest nobody
// is taken; a small ban takes what it touches. Once more than one node in eight would be taken, the bookkeeping costs
// more than it saves and the day takes all.
#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/dynamics/delivery.hpp>
#include <chokepoint/dynamics/production.hpp>
#include <cmath>

namespace chokepoint {

namespace {

/// Splits the nodes into parts of about the same number of links.
std::vector<std::uint32_t> balanced_parts(const SupplyNetwork& network, unsigned parts) {
    std::vector<std::uint32_t> first = {0};
    const auto nodes = static_cast<std::uint32_t>(network.node_count());
    const double links = 2.0 * double(network.link_count()) + 4.0 * double(nodes);
    std::uint32_t node = 0;
    for (unsigned k = 1; k < parts; ++k) {
        const double target = links * k / parts;
        while (node < nodes &&
               double(network.node_sales[node]) + double(network.slot_links[network.node_slots[node]]) + 4.0 * node <
                   target) {
            ++node;
        }
        first.push_back(node);
    }
    first.push_back(nodes);
    return first;
}

}  // namespace

DayStep::DayStep(const SupplyNetwork& network, const Behaviour& behaviour, const OpennessSchedule& schedule,
                 Sweep sweep, ThreadTeam* team)
    : network_(network),
      behaviour_(behaviour),
      schedule_(schedule),
      sweep_(sweep),
      team_(team),
      part_(balanced_parts(network, team == nullptr ? 1 : team->size())),
      links_(network, behaviour, schedule),
      state_(baseline_state(network, behaviour)),
      final_demand_(network, behaviour),
      ran_out_(behaviour.accounts.size(), 0) {
    to_produce_.has.assign(network.node_count(), 0);
    to_deliver_.has.assign(network.node_count(), 0);
    const DayContext context{network_, behaviour_, links_.purchase_weights(), links_.sale_weights(), links_.blocked()};
    for (std::uint32_t i = 0; i < network.node_count(); ++i)
        refresh_input_limit(context, i, state_);
}

void DayStep::keep_received() {
    if (state_.received.empty()) state_.received.assign(network_.slot_count(), 1.0);
    for (std::uint32_t i = 0; i < network_.node_count(); ++i)
        state_.changed[i] |= kStockChanged;
    all_ = true;
}

bool DayStep::few(std::size_t nodes) const {
    return sweep_ == Sweep::automatic && nodes < network_.node_count() / 8;
}

void DayStep::adapt(const DayContext& context) {
    final_demand_.adapt(context, links_, worked_, all_worked_, state_);
    if (all_) return;
    for (const std::uint32_t i : final_demand_.changed())
        to_produce_.add(i);
}

void DayStep::mark_changed_links() {
    for (const std::uint32_t k : links_.take_changed_links()) {
        if (all_) continue;
        const std::uint64_t link = schedule_.links[k];
        to_produce_.add(network_.link_supplier[link]);
        to_deliver_.add(links_.customer(k));
        to_produce_.add(links_.customer(k));  // a suspended customer asks what it may buy
    }
}

void DayStep::sweep_all(const DayContext& context) {
    const auto on_parts = [&](auto&& kernel) {
        if (team_ == nullptr) return kernel(part_[0], part_[1]);
        team_->run([&](unsigned k) { kernel(part_[k], part_[k + 1]); });
    };
    on_parts([&](std::uint32_t first, std::uint32_t last) { produce(context, first, last, state_); });
    on_parts([&](std::uint32_t first, std::uint32_t last) { deliver_and_order(context, first, last, state_); });
    produced_ = delivered_ = network_.node_count();
    worked_.clear();
    all_worked_ = true;
    std::vector<std::uint32_t> moved;
    for (std::uint32_t i = 0; i < network_.node_count(); ++i) {
        if (state_.changed[i] != 0) moved.push_back(i);
    }
    if (!few(moved.size())) return;
    all_ = false;
    plan_next_day(moved);
}

void DayStep::sweep_active(const DayContext& context) {
    for (const std::uint32_t i : to_produce_.list) {
        produce_node(context, i, state_);
        if ((state_.changed[i] & kRationChanged) != 0) {
            for (std::uint64_t k = network_.node_sales[i]; k < network_.node_sales[i + 1]; ++k) {
                to_deliver_.add(network_.customer_of(network_.sale_slot[k]));
            }
        }
        if ((state_.changed[i] & kWorkChanged) != 0) to_deliver_.add(i);
    }
    for (const std::uint32_t i : to_deliver_.list)
        deliver_and_order(context, i, i + 1, state_);
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
    if (few(to_produce_.list.size() + to_deliver_.list.size())) return;
    to_produce_.clear();
    to_deliver_.clear();
    all_ = true;
}

/// Who must be taken tomorrow, given the nodes that today may have changed.
void DayStep::plan_next_day(std::span<const std::uint32_t> taken) {
    for (const std::uint32_t i : taken) {
        const std::uint8_t bits = state_.changed[i];
        if ((bits & (kStockChanged | kOrderChanged)) != 0) to_deliver_.add(i);
        if ((bits & (kStockChanged | kWorkChanged)) != 0) to_produce_.add(i);
        if ((bits & kOrderChanged) == 0) continue;
        for (std::uint32_t s = network_.node_slots[i]; s < network_.node_slots[i + 1]; ++s) {
            for (std::uint64_t e = network_.slot_links[s]; e < network_.slot_links[s + 1]; ++e) {
                to_produce_.add(network_.link_supplier[e]);
            }
        }
    }
}

void DayStep::advance() {
    const DayContext context{network_, behaviour_, links_.purchase_weights(), links_.sale_weights(), links_.blocked()};
    if (day_ > 0) adapt(context);
    close_insolvent();
    links_.apply_policy(day_);
    if (behaviour_.rules.adaptations.resourcing) links_.resource(context, state_);
    mark_changed_links();
    if (all_ || !few(to_produce_.list.size() + to_deliver_.list.size())) {
        to_produce_.clear();
        to_deliver_.clear();
        all_ = true;
        sweep_all(context);
    } else {
        sweep_active(context);
    }
    book_cash(context, state_);
    pay_cash_events();
    ++day_;
}

void DayStep::pay_cash_events() {
    for (; next_cash_ < schedule_.cash.size() && schedule_.cash[next_cash_].day == day_; ++next_cash_) {
        for (std::size_t a = 0; a < behaviour_.accounts.size(); ++a) {
            if (behaviour_.accounts[a].company == schedule_.cash[next_cash_].company) {
                state_.cash_usd[a] -= schedule_.cash[next_cash_].amount_usd;
            }
        }
    }
    for (std::size_t a = 0; a < behaviour_.accounts.size(); ++a) {
        const CashAccount& account = behaviour_.accounts[a];
        if (std::isnan(account.initial_usd) || state_.cash_usd[a] >= 0.0) continue;
        ran_out_[a] = 1;
    }
}

/// On the morning after a company's cash ran out its nodes close for good.
void DayStep::close_insolvent() {
    if (!behaviour_.rules.adaptations.insolvency) return;
    for (std::size_t a = 0; a < behaviour_.accounts.size(); ++a) {
        if (ran_out_[a] == 0) continue;
        for (const std::uint32_t i : behaviour_.accounts[a].nodes) {
            if (state_.suspended[i] == kClosed) continue;
            state_.suspended[i] = kClosed;
            if (!all_) to_produce_.add(i);
        }
    }
}

}  // namespace chokepoint
