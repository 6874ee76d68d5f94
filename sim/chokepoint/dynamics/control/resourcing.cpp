// Re-sourcing. Let b be the blocked share of a slot, σ its product's substitutability, and q and r the qualification
// and ramp in days. On day t of the block, the slot wants to move the flow
//     A·min(b, σ)·clamp((t − q)/r, 0, 1).
// It splits this flow over its open links by their standby flow, or by their baseline flow if no link has a standby.
// All slots ask at once. Each supplier grants all asks in full, or all in proportion, within the capacity that it had
// left yesterday. A link keeps what it already carries. What a slot was not granted, it asks of its other links in the
// same way, round by round. So equal buyers get equal results, as do equal suppliers, and the order of slots affects
// only rounding. Not modelled: prices, and loyalty to the new supplier once the old one is free again.
#include <algorithm>
#include <chokepoint/dynamics/control/link_control.hpp>
#include <chokepoint/dynamics/node_work.hpp>
#include <limits>

namespace chokepoint::dynamics {

namespace {

/// Rounding can leave this much: a slot that lacks a smaller share of what it wants is served, and a link with a
/// smaller share of its standby left has no room.
constexpr double kServed = 1e-12;
constexpr double kNoRoom = 1e-12;
/// Each round removes a link from every slot that still asks: its supplier has no capacity left, or it has no room. Few
/// slots need more than a handful of rounds. A slot that is not served after this many asks again tomorrow.
constexpr int kMostRounds = 64;

}  // namespace

/// If some of a slot's open links have a standby, the others take on nothing.
void LinkControl::list_open(ControlledSlot& slot) {
    slot.open.clear();
    slot.open_sum = slot.standby_sum = 0.0;
    for (std::uint32_t k = schedule_.slot_first[slot.number]; k < schedule_.slot_first[slot.number + 1]; ++k) {
        if (openness_[at(k, slot.lane)] < 1.0) continue;
        slot.open.push_back(k);
        slot.open_sum += flow(k, slot.lane);
        slot.standby_sum += standby(k, slot.lane);
    }
    if (slot.standby_sum <= 0.0) return;
    std::erase_if(slot.open, [&](std::uint32_t k) {
        if (standby(k, slot.lane) > 0.0) return false;
        set_uplift(k, slot.lane, 0.0);
        return true;
    });
}

double LinkControl::ControlledSlot::share_to_move(int day) const {
    const double days = day - blocked_since + 1 - qualification_days;
    if (days <= 0.0) return 0.0;
    return most_share * (ramp_days > 0.0 ? std::min(1.0, days / ramp_days) : 1.0);
}

/// The next day on which the share may change: every day of the ramp, or while a supplier lacks capacity.
int LinkControl::ControlledSlot::next_due(int day) const {
    const double days = day - blocked_since + 1 - qualification_days;
    if (!settled) return day + 1;
    if (days <= 0.0) return day + std::max(1, static_cast<int>(-days));
    return days >= ramp_days ? kNever : day + 1;
}

/// How much more open link `k` can take on, if its slot asks for nothing else.
double LinkControl::room(std::uint32_t k, const ControlledSlot& slot) const {
    if (slot.standby_sum <= 0.0) return std::numeric_limits<double>::infinity();
    const double standby_here = standby(k, slot.lane);
    const double left = standby_here - uplift_[at(k, slot.lane)];
    return left > kNoRoom * standby_here ? left : 0.0;
}

void LinkControl::find_spare(std::uint32_t k, unsigned lane, const DayContext& context, const DayState& state) {
    const std::uint32_t j = supplier_of_[k];
    if (spare_.knows(j)) return;
    const std::uint32_t supplier = suppliers_[j];
    spare_.set(j, spare_capacity(context, supplier, lane, state), batch_.output.at(supplier, lane));
}

/// First round: every link should carry its share of what the slot wants.
void LinkControl::ask_own_share(const AskingSlot& asking, const DayContext& context, const DayState& state) {
    const ControlledSlot& slot = *asking.slot;
    for (const std::uint32_t k : slot.open) {
        double& goal = goal_[k] = 0.0;
        if (slot.standby_sum > 0.0) {
            const double standby_here = standby(k, slot.lane);
            goal = std::min(asking.wanted * standby_here / slot.standby_sum, standby_here);
        } else if (slot.open_sum > 0.0) {
            goal = asking.wanted * flow(k, slot.lane) / slot.open_sum;
        }
        find_spare(k, slot.lane, context, state);
        const double more = goal - uplift_[at(k, slot.lane)];
        if (more > 0.0) spare_.ask(supplier_of_[k], more * asking.urgency);
    }
}

/// Later rounds: asks for the rest on links with room whose suppliers still have capacity. Returns whether there are
/// any.
bool LinkControl::ask_others(const AskingSlot& asking) {
    const ControlledSlot& slot = *asking.slot;
    const auto weight = [&](std::uint32_t k) {
        if (!spare_.has(supplier_of_[k]) || room(k, slot) <= 0.0) return 0.0;
        return slot.standby_sum > 0.0 ? standby(k, slot.lane) : flow(k, slot.lane);
    };
    double sum = 0.0;
    for (const std::uint32_t k : slot.open)
        sum += goal_[k] = weight(k);
    if (sum <= 0.0) return false;
    for (const std::uint32_t k : slot.open) {
        const double more = std::min(asking.left * goal_[k] / sum, room(k, slot));
        goal_[k] = uplift_[at(k, slot.lane)] + more;
        if (more > 0.0) spare_.ask(supplier_of_[k], more * asking.urgency);
    }
    return true;
}

/// Returns whether all that the slot asked for in this round was granted.
bool LinkControl::take_granted(AskingSlot& asking) {
    const ControlledSlot& slot = *asking.slot;
    double carried = 0.0;
    bool all = true;
    for (const std::uint32_t k : slot.open) {
        const double before = uplift_[at(k, slot.lane)];
        const double more = goal_[k] - before;
        if (more > 0.0) {
            const double granted = spare_.granted(supplier_of_[k]);
            set_uplift(k, slot.lane, granted == 1.0 ? goal_[k] : before + granted * more);
            all = all && (1.0 - granted) * more <= kServed * asking.wanted;
        }
        carried += uplift_[at(k, slot.lane)];
    }
    asking.left = asking.wanted - carried;
    return all;
}

/// After the first round, links above their share give flow up to links that could not carry theirs before.
void LinkControl::give_up_excess(AskingSlot& asking) {
    const ControlledSlot& slot = *asking.slot;
    double excess = 0.0;
    for (const std::uint32_t k : slot.open)
        excess += std::max(0.0, uplift_[at(k, slot.lane)] - goal_[k]);
    if (excess <= 0.0) return;
    const double given_up = std::min(1.0, -asking.left / excess);
    for (const std::uint32_t k : slot.open) {
        const double before = uplift_[at(k, slot.lane)];
        if (before <= goal_[k]) continue;
        set_uplift(k, slot.lane, given_up == 1.0 ? goal_[k] : before - given_up * (before - goal_[k]));
        spare_.give_back(supplier_of_[k], (before - uplift_[at(k, slot.lane)]) * asking.urgency);
    }
}

void LinkControl::share_spare_capacity(const DayContext& context, const DayState& state) {
    spare_.forget();
    for (const AskingSlot& asking : asking_)
        ask_own_share(asking, context, state);
    spare_.grant();
    for (AskingSlot& asking : asking_) {
        asking.slot->settled = take_granted(asking);
        if (asking.left < 0.0) give_up_excess(asking);
    }
    const auto served = [](const AskingSlot& asking) { return asking.left <= kServed * asking.wanted; };
    std::erase_if(asking_, served);
    for (int round = 1; round < kMostRounds && !asking_.empty(); ++round) {
        std::erase_if(asking_, [&](const AskingSlot& asking) { return !ask_others(asking); });
        spare_.grant();
        for (AskingSlot& asking : asking_)
            take_granted(asking);
        std::erase_if(asking_, served);
    }
}

void LinkControl::find_asking_slots(unsigned lane, int day, const DayState& state) {
    asking_.clear();
    const std::size_t first = lane * schedule_.slots.size();
    for (std::size_t s = first; s < first + schedule_.slots.size(); ++s) {
        if (due_[s] > day) continue;
        ControlledSlot& slot = slots_[s];
        const double share = slot.share_to_move(day);
        if (share == slot.moved_share && slot.settled) continue;
        slot.moved_share = share;
        const std::uint32_t number = schedule_.slots[slot.number];
        const double urgency = std::max(1.0, state.order[std::size_t{number} * lanes_ + lane]);
        asking_.push_back({&slot, share * batch_.slot_need.at(number, lane), 0.0, urgency});
    }
}

void LinkControl::resource(const DayContext& context, const DayState& state) {
    const int day = context.day;
    const auto slots = static_cast<std::ptrdiff_t>(schedule_.slots.size());
    for (unsigned lane = 0; lane < lanes_; ++lane) {
        if (lane_due_[lane] > day) continue;
        find_asking_slots(lane, day, state);
        share_spare_capacity(context, state);
        const auto first = due_.begin() + lane * slots;
        const ControlledSlot* slot = slots_.data() + lane * slots;
        for (auto due = first; due != first + slots; ++due, ++slot) {
            if (*due <= day) *due = slot->next_due(day);
        }
        lane_due_[lane] = *std::min_element(first, first + slots);
    }
}

}  // namespace chokepoint::dynamics
