#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/dynamics/delivery.hpp>
#include <chokepoint/dynamics/production.hpp>
#include <cmath>

namespace chokepoint {

DayStep::DayStep(const SupplyNetwork& network, const Behaviour& behaviour, const OpennessSchedule& schedule)
    : network_(network),
      behaviour_(behaviour),
      schedule_(schedule),
      links_(network, behaviour, schedule),
      state_(baseline_state(network, behaviour)),
      next_order_(network.slot_count(), 1.0),
      lost_sales_(network.node_count(), 0.0),
      ran_out_(behaviour.accounts.size(), 0) {}

void DayStep::advance() {
    const auto nodes = static_cast<std::uint32_t>(network_.node_count());
    const DayContext context{network_, behaviour_, links_.purchase_weights(), links_.sale_weights()};
    if (day_ > 0) adapt_final_demand(context, links_, state_, lost_sales_);
    links_.apply_policy(day_);
    if (behaviour_.rules.adaptations.resourcing) links_.resource(state_);
    produce(context, 0, nodes, state_);
    deliver_and_order(context, 0, nodes, state_, next_order_);
    std::swap(state_.order, next_order_);
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
        if (!behaviour_.rules.adaptations.insolvency) continue;
        for (const std::uint32_t i : account.nodes)
            state_.suspended[i] = kClosed;
    }
}

}  // namespace chokepoint
