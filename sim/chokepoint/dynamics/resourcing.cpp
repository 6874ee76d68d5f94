// Re-sourcing. With b the blocked share of a slot, σ its product's substitutability, q the qualification and r the ramp
// in days, the share moved on day t of the block is
//     min(b, σ)·clamp((t − q)/r, 0, 1),
// split over the slot's open links by their standby flow (or baseline flow where no link stands by). A supplier takes
// on no more than the capacity it had left yesterday, in the order of slots; the rest is asked of the others. Not
// modelled: price, and staying with the new supplier once the old one is free again.
#include <algorithm>
#include <chokepoint/dynamics/link_control.hpp>
#include <chokepoint/dynamics/production.hpp>
#include <limits>
#include <utility>

namespace chokepoint {

/// Where some of a slot's open links stand by, the others take nothing on.
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
    std::erase_if(slot.open,
                  [&](std::uint32_t k) { return standby(k, slot.lane) == 0.0 && uplift_[at(k, slot.lane)] == 0.0; });
}

double LinkControl::ControlledSlot::share_to_move(int day) const {
    const double days = day - blocked_since + 1 - qualification_days;
    if (days <= 0.0) return 0.0;
    return most_share * (ramp_days > 0.0 ? std::min(1.0, days / ramp_days) : 1.0);
}

/// When its share may be another than today: every day of the ramp, or while a supplier lacks capacity.
int LinkControl::ControlledSlot::next_due(int day) const {
    const double days = day - blocked_since + 1 - qualification_days;
    if (!settled) return day + 1;
    if (days <= 0.0) return day + std::max(1, static_cast<int>(-days));
    return days >= ramp_days ? kNever : day + 1;
}

void LinkControl::move_share(ControlledSlot& slot, const DayContext& context, const DayState& state) {
    const unsigned lane = slot.lane;
    const std::uint32_t number = schedule_.slots[slot.number];
    const double asked = slot.moved_share * batch_.slot_need.at(number, lane);
    const double order = std::max(1.0, state.order[std::size_t{number} * lanes_ + lane]);
    double left = asked;
    bool lacks_capacity = false;
    for (const std::uint32_t k : slot.open) {
        double target = 0.0;
        if (slot.standby_sum > 0.0) {
            target = std::min(asked * standby(k, lane) / slot.standby_sum, standby(k, lane));
        } else if (slot.open_sum > 0.0) {
            target = asked * flow(k, lane) / slot.open_sum;
        }
        const double taken = load(k, target, order, lane, context, state);
        lacks_capacity = lacks_capacity || taken < target;
        left -= taken;
    }
    // What a supplier has no capacity for is asked of the others, in their order, as far as they stand by.
    slot.settled = !lacks_capacity || left <= 1e-12 * asked;
    for (auto k = slot.open.begin(); k != slot.open.end() && left > 1e-12 * asked; ++k) {
        const double most = slot.standby_sum > 0.0 ? standby(*k, lane) : std::numeric_limits<double>::max();
        const double before = uplift_[at(*k, lane)];
        left -= load(*k, std::min(most, before + left), order, lane, context, state) - before;
    }
}

/// Sets the re-sourced flow of a link to `target`, or as near as the supplier's capacity left allows; returns what it
/// is then.
double LinkControl::load(std::uint32_t k, double target, double order, unsigned lane, const DayContext& context,
                         const DayState& state) {
    const std::uint32_t supplier = batch_.network().link_supplier[schedule_.links[k]];
    const std::uint32_t j = supplier_index_[supplier];
    if (std::exchange(spare_turn_[j], turn_) != turn_) spare_[j] = spare_capacity(context, supplier, lane, state);
    double& uplift = uplift_[at(k, lane)];
    const double moved = std::min(target, uplift + std::max(0.0, spare_[j]) / order);
    spare_[j] -= (moved - uplift) * order;
    uplift = moved;
    set_weight(k, lane);
    return moved;
}

void LinkControl::resource(const DayContext& context, const DayState& state) {
    const int day = context.day;
    for (unsigned lane = 0; lane < lanes_; ++lane) {
        if (lane_due_[lane] > day) continue;
        ++turn_;
        const std::size_t first = lane * schedule_.slots.size();
        const std::size_t last = first + schedule_.slots.size();
        for (std::size_t s = first; s < last; ++s) {
            if (due_[s] > day) continue;
            ControlledSlot& slot = slots_[s];
            const double share = slot.share_to_move(day);
            if (share != slot.moved_share || !slot.settled) {
                slot.moved_share = share;
                move_share(slot, context, state);
            }
            due_[s] = slot.next_due(day);
        }
        lane_due_[lane] = *std::min_element(due_.begin() + std::ptrdiff_t(first), due_.begin() + std::ptrdiff_t(last));
    }
}

}  // namespace chokepoint
