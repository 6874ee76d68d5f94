// Every part of a day's loss has a composition: shares by root that add up to 1. So the losses by root add up to the
// loss, whatever the causes are. With mix(c, a; c', b) = (a·c + b·c')/(a + b):
//
//     denied      the actions that close the node's sales, by closed flow
//     demand      by customer k, z̄_k − closed_k − O_k: the composition of what k loses; where k orders more, that of
//                 what it is short of
//     input s     missing(s) ← mix(missing(s), gap of the stock; causes of the day's missing deliveries, their amount),
//                 an action for closed flow, the composition of the supplier's loss for what it does not fill;
//                 where nothing is missing, demand has outrun the orders: what else it loses or gains
//     capacity    the action that damaged the node; beyond capacity without damage: what else it loses or gains
//     restart, backlog
//                 what last held the output
//     goodwill    goodwill ← mix(goodwill, 1 − G; what held the output, fall of G)
//     rivals      what holds the others of the market
//     redeployed  as denied; insolvency: what it lost as a whole when it was closed
//
// A composition is either known or unknown. Parts without a known cause take the composition of those with one. A
// composition stays until something new is lost: after a ban is lifted, the ramp of a restart and the goodwill lost
// are still attributed to the ban. If two actions close a link, its flow is attributed to the last one that made it
// less open. Other nodes read a node's whole loss as of yesterday, since orders and goods take a day.
#include <algorithm>
#include <chokepoint/study/attribution/attribution.hpp>
#include <cmath>
#include <numeric>

namespace chokepoint::study {

namespace {

constexpr double kNoticedLoss = 1e-9;  // of baseline: below it a loss is rounding, and tells no cause

bool may_be_root(policy::ActionType type) {
    return type == policy::ActionType::deny || type == policy::ActionType::hold_back ||
           type == policy::ActionType::content || type == policy::ActionType::ownership ||
           type == policy::ActionType::damage || type == policy::ActionType::stockpile;
}

/// Shares that parts have of the sum of those with a known root; nothing changes where that is not above `least`.
void set_shares(std::span<const double> parts, double least, std::span<double> shares) {
    const double known = std::accumulate(parts.begin(), parts.end() - 1, 0.0);
    if (known <= least) return;
    for (std::size_t r = 0; r + 1 < parts.size(); ++r)
        shares[r] = parts[r] / known;
    shares.back() = 0.0;
}

}  // namespace

std::vector<std::uint32_t> root_actions(const scenario::Scenario& scenario, const scenario::Arm& arm) {
    std::vector<std::uint32_t> roots;
    for (const std::uint32_t action : arm.actions) {
        if (may_be_root(scenario.actions[action].type)) roots.push_back(action);
    }
    return roots;
}

Attribution::Attribution(const scenario::Model& model, const policy::OpennessSchedule& schedule,
                         std::vector<std::uint32_t> roots, std::span<const std::uint32_t> companies, unsigned lane)
    : model_(model),
      network_(model.network),
      schedule_(schedule),
      roots_(std::move(roots)),
      lane_(lane),
      place_(network_.node_count(), kNone),
      openness_(schedule.links.size(), 1.0),
      closed_by_(schedule.links.size(), kNone),
      weight_(roots_.size() + 1, 0.0) {
    std::size_t slots = 0;
    for (const std::uint32_t company : companies) {
        for (const std::uint32_t node : model.companies.nodes(company)) {
            place_[node] = static_cast<std::uint32_t>(nodes_.size());
            nodes_.push_back(node);
            first_slot_.push_back(slots);
            first_sale_.push_back(closed_sale_.size());
            closed_sale_.resize(closed_sale_.size() + network_.node_sales[node + 1] - network_.node_sales[node], 0.0);
            slots += network_.node_slots[node + 1] - network_.node_slots[node];
        }
    }
    single_ = unknown(roots_.size() + 1);
    for (std::size_t r = 0; r < single_.width; ++r) {
        std::fill(single_.of(r).begin(), single_.of(r).end(), 0.0);
        single_.of(r)[r] = 1.0;
    }
    whole_ = next_whole_ = held_ = denied_ = goodwill_ = unknown(nodes_.size());
    last_goodwill_.assign(nodes_.size(), 1.0);
    lost_demand_.assign(nodes_.size(), 0.0);
    market_ = unknown(model.behaviour.markets.size());
    market_of_.assign(nodes_.size(), kNone);
    for (std::uint32_t m = 0; m < model.behaviour.markets.size(); ++m) {
        for (const std::uint32_t node : model.behaviour.markets[m])
            if (place_[node] != kNone) market_of_[place_[node]] = m;
    }
    missing_ = unknown(slots);
    last_order_.assign(slots, 1.0);
    for (const std::uint32_t node : nodes_) {
        for (std::uint32_t s = network_.node_slots[node]; s < network_.node_slots[node + 1]; ++s)
            last_cover_.push_back(model.behaviour.slot_stock_days[s]);
    }
}

Attribution::Compositions Attribution::unknown(std::size_t count) const {
    Compositions all{weight_.size(), std::vector<double>(count * weight_.size(), 0.0)};
    for (std::size_t k = 0; k < count; ++k)
        all.of(k).back() = 1.0;
    return all;
}

std::uint32_t Attribution::number_of(std::uint32_t action) const {
    return static_cast<std::uint32_t>(std::find(roots_.begin(), roots_.end(), action) - roots_.begin());
}

std::size_t Attribution::number_of_slot(std::uint32_t slot) const {
    const std::uint32_t node = network_.slot_customer[slot];
    return first_slot_[place_[node]] + slot - network_.node_slots[node];
}

Attribution::Shares Attribution::cause_of(std::uint32_t node) const {
    return place_[node] == kNone ? single_.of(roots_.size()) : whole_.of(place_[node]);
}

void Attribution::mix(std::span<double> into, double before, Shares added, double amount) {
    if (before + amount <= 0.0 || added.back() > 0.0) return;
    if (into.back() > 0.0) before = 0.0;
    for (std::size_t r = 0; r < into.size(); ++r)
        into[r] = (before * into[r] + amount * added[r]) / (before + amount);
}

void Attribution::begin_day(const dynamics::DayStep& step) {
    const int day = step.days_done() - 1;
    bool changed = false;
    for (; next_change_ < schedule_.changes.size() && schedule_.changes[next_change_].day == day; ++next_change_) {
        const policy::OpennessChange& change = schedule_.changes[next_change_];
        openness_[change.link] = change.openness;
        changed = true;
    }
    for (; next_closure_ < schedule_.closures.size() && schedule_.closures[next_closure_].day == day; ++next_closure_) {
        const policy::Closure& closure = schedule_.closures[next_closure_];
        closed_by_[closure.link] = closure.action == kNone ? kNone : number_of(closure.action);
        changed = true;
    }
    if (changed) recount_denied();
    for (const policy::Stockpile& stockpile : schedule_.stockpiles) {
        if (stockpile.first_day != day || place_[network_.slot_customer[stockpile.slot]] == kNone) continue;
        const double more = stockpile.cover_days - step.batch().held_days.at(stockpile.slot, lane_);
        mix(missing_.of(number_of_slot(stockpile.slot)), 0.0, single_.of(number_of(stockpile.action)), more);
    }
}

void Attribution::recount_denied() {
    std::vector<std::uint32_t> suppliers;
    Compositions closed{weight_.size(), std::vector<double>(denied_.shares.size(), 0.0)};
    for (std::size_t s = 0; s < schedule_.slots.size(); ++s) {
        for (std::uint32_t k = schedule_.slot_first[s]; k < schedule_.slot_first[s + 1]; ++k) {
            const std::uint32_t supplier = network_.link_supplier[schedule_.links[k]];
            const std::uint32_t place = place_[supplier];
            if (place == kNone) continue;
            const double flow = (1.0 - openness_[k]) * network_.link_flow[schedule_.links[k]];
            const std::uint64_t sale = network_.sale_of(supplier, schedule_.slots[s]);
            closed_sale_[first_sale_[place] + sale - network_.node_sales[supplier]] = flow;
            if (closed_by_[k] == kNone) continue;
            closed.of(place)[closed_by_[k]] += flow;
            suppliers.push_back(place);
        }
    }
    for (const std::uint32_t place : suppliers)
        set_shares(closed.of(place), 0.0, denied_.of(place));
}

// What is not noticed has one root alone, and tells nothing.
void Attribution::add(std::span<double> parts, std::uint32_t channel, double amount, Shares shares) {
    if (amount == 0.0) return;
    double* of_channel = parts.data() + channel * shares.size();
    if (std::abs(amount) <= least_) {
        const auto first = std::find_if(shares.begin(), shares.end(), [](double share) { return share > 0.0; });
        of_channel[first - shares.begin()] += amount;
        return;
    }
    for (std::size_t r = 0; r < shares.size(); ++r)
        of_channel[r] += amount * shares[r];
    if (cause_.empty()) cause_ = shares;
    if (!mixed_ && cause_.data() == shares.data()) {
        cause_usd_ += std::abs(amount);
        return;
    }
    for (std::size_t r = 0; r < shares.size(); ++r)
        weight_[r] = (mixed_ ? weight_[r] : cause_usd_ * cause_[r]) + std::abs(amount) * shares[r];
    mixed_ = true;
}

/// The composition of what has been added of a node's loss, whatever its sign; of yesterday's where it tells none.
Attribution::Shares Attribution::whole_today(std::uint32_t place) {
    const std::span<double> whole = next_whole_.of(place);
    if (mixed_) {
        set_shares(weight_, least_, whole);
    } else if (!cause_.empty() && cause_.back() == 0.0) {
        std::copy(cause_.begin(), cause_.end(), whole.begin());
    }
    return whole;
}

void Attribution::attribute_demand(std::uint32_t i, double demand, const dynamics::DayStep& step,
                                   std::span<double> parts) {
    constexpr auto kDemand = static_cast<std::uint32_t>(Channel::demand);
    if (std::abs(demand) <= least_) return add(parts, kDemand, demand, whole_.of(place_[i]));
    const double* weights = step.links().sale_weights(i);
    const std::size_t lanes = step.batch().lanes();
    const double* closed = closed_sale_.data() + first_sale_[place_[i]];
    double rest = demand;
    for (std::uint64_t k = network_.node_sales[i]; k < network_.node_sales[i + 1]; ++k) {
        const std::uint32_t slot = network_.sale_slot[k];
        const std::uint32_t customer = network_.slot_customer[slot];
        if (place_[customer] == kNone) continue;
        const std::size_t s = number_of_slot(slot);
        const double open = network_.sale_flow[k] - closed[k - network_.node_sales[i]];
        const double weight =
            weights != nullptr ? weights[(k - network_.node_sales[i]) * lanes + lane_] : network_.sale_flow[k];
        const double less = open - weight * last_order_[s];
        if (less == 0.0) continue;
        const Shares whole = whole_.of(place_[customer]);
        const Shares missing = missing_.of(s);
        add(parts, kDemand, less, less > 0.0 ? first_known(whole, missing) : first_known(missing, whole));
        rest -= less;
    }
    add(parts, kDemand, rest, single_.of(roots_.size()));
}

void Attribution::hold(std::uint32_t i, double held, const dynamics::DayStep& step, std::span<double> parts) {
    const std::uint32_t place = place_[i];
    const std::uint32_t channel = held_by(step, i, lane_);
    const auto is = [&](Channel one) { return channel == static_cast<std::uint32_t>(one); };
    lost_demand_[place] = std::max(0.0, held);
    if (std::abs(held) <= least_) return add(parts, channel, held, held_.of(place));
    // What else it loses or gains today tells the cause where demand outruns capacity or stock.
    const Shares whole = whole_today(place);
    Shares cause = held_.of(place);
    if (channel >= static_cast<std::uint32_t>(Channel::input)) {
        const Shares missing = missing_.of(number_of_slot(step.state().bound_slot[at(step, i)]));
        // Where suppliers are not followed they may be what is behind it.
        const bool all = nodes_.size() == network_.node_count();
        cause = all ? first_known(missing, first_known(cause, whole)) : missing;
    } else if (is(Channel::capacity)) {
        cause = whole;
        for (const policy::Damage& damage : schedule_.damage) {
            if (damage.node == i && policy::lost_capacity(damage, step.days_done() - 1) > 0.0)
                cause = single_.of(number_of(damage.action));
        }
    } else if (is(Channel::insolvency) || is(Channel::demand)) {
        cause = whole;
    }
    add(parts, channel, held, cause);
    if (held > 0.0) std::copy(cause.begin(), cause.end(), held_.of(place).begin());
}

void Attribution::attribute(std::uint32_t i, const NodeLoss<dynamics::Single>& loss, const dynamics::DayStep& step,
                            std::span<double> parts) {
    const std::uint32_t place = place_[i];
    const auto add_part = [&](Channel channel, double amount, Shares shares) {
        add(parts, static_cast<std::uint32_t>(channel), amount, shares);
    };
    least_ = kNoticedLoss * network_.output[i];
    cause_ = {};
    cause_usd_ = 0.0;
    mixed_ = false;
    const double goodwill = step.state().goodwill[at(step, i)];
    if (goodwill < last_goodwill_[place])
        mix(goodwill_.of(place), 1.0 - last_goodwill_[place], held_.of(place), last_goodwill_[place] - goodwill);
    last_goodwill_[place] = goodwill;
    add_part(Channel::denied, loss.denied[0], denied_.of(place));
    attribute_demand(i, loss.demand[0], step, parts);
    add_part(Channel::goodwill, loss.goodwill[0], goodwill_.of(place));
    const bool has_market = market_of_[place] != kNone;
    add_part(Channel::rivals, loss.rivals[0], has_market ? market_.of(market_of_[place]) : whole_.of(place));
    add_part(Channel::redeployed, loss.redeployed[0], denied_.of(place));
    add_part(Channel::backlog, loss.backlog[0], held_.of(place));
    hold(i, loss.held[0], step, parts);
    whole_today(place);
}

void Attribution::follow_slot(std::uint32_t slot, const dynamics::DayStep& step) {
    const std::size_t number = number_of_slot(slot);
    const double cover = step.state().cover[at(step, slot)];
    const double order = last_order_[number];
    const double need = network_.slot_need[slot];
    const double* weights = step.links().slot_weights(slot);
    const double next = step.state().order[at(step, slot)];
    if (cover == last_cover_[number] && next == order) return;  // nothing new is missing
    const double gap = std::max(0.0, step.batch().stock_days.at(slot, lane_) - last_cover_[number]) * need;
    std::fill(weight_.begin(), weight_.end(), 0.0);
    std::uint32_t first_controlled = 0;
    if (weights != nullptr) {
        const auto found = std::lower_bound(schedule_.slots.begin(), schedule_.slots.end(), slot);
        first_controlled = schedule_.slot_first[static_cast<std::size_t>(found - schedule_.slots.begin())];
    }
    const bool by_level = dynamics::fills_by_level(step.batch().rules().rationing);
    for (std::uint64_t e = network_.slot_links[slot]; e < network_.slot_links[slot + 1]; ++e) {
        double weight = network_.link_flow[e];
        if (weights != nullptr) {
            const std::uint64_t link = e - network_.slot_links[slot];
            const std::uint64_t k = first_controlled + link;
            if (closed_by_[k] != kNone) weight_[closed_by_[k]] += (1.0 - openness_[k]) * weight * order;
            weight = weights[at(step, link)];
        }
        const double ration = step.state().ration[at(step, network_.link_supplier[e])];
        const double missing = weight * (order - (by_level ? std::min(order, ration) : ration * order));
        if (missing <= 0.0) continue;
        const Shares shares = cause_of(network_.link_supplier[e]);
        for (std::size_t r = 0; r < shares.size(); ++r)
            weight_[r] += missing * shares[r];
    }
    const double known = std::accumulate(weight_.begin(), weight_.end() - 1, 0.0);
    if (known > kNoticedLoss * need) {
        set_shares(weight_, 0.0, weight_);
        mix(missing_.of(number), gap, weight_, known);
    }
    last_cover_[number] = cover;
    last_order_[number] = next;
}

void Attribution::follow_markets(const dynamics::DayStep& step) {
    for (std::size_t m = 0; m < model_.behaviour.markets.size(); ++m) {
        double sum = 0.0;
        for (const std::uint32_t node : model_.behaviour.markets[m]) {
            if (place_[node] == kNone) continue;
            const std::uint32_t place = place_[node];
            const double left = network_.final_demand[node] * (1.0 - step.state().goodwill[at(step, node)]);
            for (const auto& [shares, lost] : {std::pair{Shares(held_.of(place)), lost_demand_[place]},
                                               std::pair{Shares(goodwill_.of(place)), left}}) {
                if (lost <= kNoticedLoss * network_.output[node]) continue;
                mix(market_.of(m), sum, shares, lost);
                sum += lost;
            }
        }
    }
}

void Attribution::end_day(const dynamics::DayStep& step) {
    whole_ = next_whole_;
    for (const std::uint32_t node : nodes_) {
        for (std::uint32_t s = network_.node_slots[node]; s < network_.node_slots[node + 1]; ++s)
            follow_slot(s, step);
    }
    follow_markets(step);
}

}  // namespace chokepoint::study
