#include <algorithm>
#include <chokepoint/policy/openness.hpp>
#include <chokepoint/policy/term.hpp>

namespace chokepoint::policy {

namespace {

/// Lists all links of every slot with a selected link.
void list_controlled_slots(const network::SupplyNetwork& network, std::span<const Term> terms,
                           OpennessSchedule& schedule) {
    std::vector<std::uint32_t>& slots = schedule.slots;
    for (const Term& term : terms) {
        const std::vector<std::uint32_t> of_term = slots_of(network, term.links);
        slots.insert(slots.end(), of_term.begin(), of_term.end());
    }
    std::sort(slots.begin(), slots.end());
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    schedule.slot_first.push_back(0);
    for (const std::uint32_t slot : slots) {
        for (std::uint64_t e = network.slot_links[slot]; e < network.slot_links[slot + 1]; ++e) {
            schedule.links.push_back(e);
        }
        schedule.slot_first.push_back(static_cast<std::uint32_t>(schedule.links.size()));
    }
}

/// Lists the links whose openness differs from the day before, for each day on which a term begins or has ended.
void list_changes(std::span<const Term> terms, int last_day, OpennessSchedule& schedule) {
    std::vector<LinkOpenness> before(schedule.links.size());
    for (const int day : days_of_change(terms)) {
        if (day > last_day) break;
        std::vector<LinkOpenness> now = openness_on(terms, schedule.links, day);
        for (std::uint32_t k = 0; k < now.size(); ++k) {
            if (now[k].openness != before[k].openness) schedule.changes.push_back({day, k, now[k].openness});
            const std::uint32_t term = now[k].closed_by;
            now[k].closed_by = term == kNone ? kNone : terms[term].action;
            if (now[k].closed_by != before[k].closed_by) schedule.closures.push_back({day, k, now[k].closed_by});
        }
        before = std::move(now);
    }
}

/// Turns the actions of one arm into a schedule.
class ScheduleMaker {
   public:
    ScheduleMaker(const network::SupplyNetwork& network, const network::Directory& directory,
                  std::span<const Action> actions, std::span<const std::uint32_t> arm, Date start, Date end)
        : network_(network), directory_(directory), actions_(actions), arm_(arm), start_(start), end_(end) {}

    OpennessSchedule make() const;

   private:
    void add_damage(std::uint32_t number, OpennessSchedule& schedule) const;
    void add_stockpile(std::uint32_t number, OpennessSchedule& schedule) const;
    void add_cash(std::uint32_t number, OpennessSchedule& schedule) const;

    const network::SupplyNetwork& network_;
    const network::Directory& directory_;
    std::span<const Action> actions_;
    std::span<const std::uint32_t> arm_;
    Date start_;
    Date end_;
};

void ScheduleMaker::add_damage(std::uint32_t number, OpennessSchedule& schedule) const {
    const Action& action = actions_[number];
    if (action.from > end_) return;
    Damage damage = action.damage;
    damage.action = number;
    damage.first_day = days_between(start_, action.from);
    damage.days = days_between(action.from, action.until) + 1;
    for (const std::uint32_t node : select_nodes(network_, directory_, action.selector)) {
        damage.node = node;
        schedule.damage.push_back(damage);
    }
}

void ScheduleMaker::add_stockpile(std::uint32_t number, OpennessSchedule& schedule) const {
    const Action& action = actions_[number];
    Stockpile stockpile = action.stockpile;
    stockpile.action = number;
    stockpile.first_day = days_between(start_, action.from);
    stockpile.last_day = days_between(start_, action.until);
    for (const std::uint32_t slot : slots_of(network_, select_links(network_, directory_, action.selector))) {
        stockpile.slot = slot;
        schedule.stockpiles.push_back(stockpile);
    }
}

void ScheduleMaker::add_cash(std::uint32_t number, OpennessSchedule& schedule) const {
    const Action& action = actions_[number];
    const auto pay = [&](Date on, double amount_usd) {
        if (on >= start_ && on <= end_) schedule.cash.push_back({days_between(start_, on), action.company, amount_usd});
    };
    pay(action.from, action.penalty_usd + action.escrow_usd);
    const bool forfeited = std::any_of(arm_.begin(), arm_.end(),
                                       [&](std::uint32_t other) { return actions_[other].settlement == number; });
    if (action.escrow_usd > 0.0 && !forfeited) pay(action.escrow_back, -action.escrow_usd);
}

OpennessSchedule ScheduleMaker::make() const {
    const std::vector<Term> terms = make_terms(network_, directory_, actions_, arm_, start_);
    OpennessSchedule schedule;
    list_controlled_slots(network_, terms, schedule);
    list_changes(terms, days_between(start_, end_), schedule);
    for (const std::uint32_t number : arm_) {
        const Action& action = actions_[number];
        if (action.type == ActionType::damage) add_damage(number, schedule);
        if (action.type == ActionType::stockpile) add_stockpile(number, schedule);
        if (action.company != kNone) add_cash(number, schedule);
    }
    std::stable_sort(schedule.stockpiles.begin(), schedule.stockpiles.end(),
                     [](const Stockpile& a, const Stockpile& b) { return a.slot < b.slot; });
    std::stable_sort(schedule.cash.begin(), schedule.cash.end(),
                     [](const CashEvent& a, const CashEvent& b) { return a.day < b.day; });
    return schedule;
}

}  // namespace

OpennessSchedule compile_openness(const network::SupplyNetwork& network, const network::Directory& directory,
                                  std::span<const Action> actions, std::span<const std::uint32_t> arm, Date start,
                                  Date end) {
    return ScheduleMaker(network, directory, actions, arm, start, end).make();
}

}  // namespace chokepoint::policy
