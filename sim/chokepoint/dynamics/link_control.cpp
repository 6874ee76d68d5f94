#include <algorithm>
#include <chokepoint/base/large_memory.hpp>
#include <chokepoint/dynamics/link_control.hpp>
#include <limits>
#include <utility>

namespace chokepoint {

LinkControl::LinkControl(const SupplyNetwork& network, const Behaviour& behaviour, const OpennessSchedule& schedule)
    : network_(network), behaviour_(behaviour), schedule_(schedule) {
    reserve_large(purchase_weight_, network.link_count());
    reserve_large(sale_weight_, network.link_count());
    purchase_weight_ = network.link_flow;
    sale_weight_ = network.sale_flow;
    for (std::size_t k = 0; k < schedule.slots.size(); ++k) {
        slots_.push_back({schedule.slots[k], schedule.slot_first[k], schedule.slot_first[k + 1]});
        for (std::uint32_t l = schedule.slot_first[k]; l < schedule.slot_first[k + 1]; ++l) {
            const std::uint32_t supplier = network.link_supplier[schedule.links[l]];
            sale_.push_back(network.sale_of(supplier, schedule.slots[k]));
            customer_.push_back(network.customer_of(schedule.slots[k]));
            suppliers_.push_back(supplier);
        }
    }
    openness_.assign(schedule.links.size(), 1.0);
    uplift_.assign(schedule.links.size(), 0.0);
    std::sort(suppliers_.begin(), suppliers_.end());
    suppliers_.erase(std::unique(suppliers_.begin(), suppliers_.end()), suppliers_.end());
    if (suppliers_.empty()) return;
    denied_.assign(network.node_count(), 0.0);
    blocked_.assign(network.slot_count(), 0);
}

void LinkControl::set_weight(std::uint32_t k) {
    const std::uint64_t link = schedule_.links[k];
    const double weight = openness_[k] * network_.link_flow[link] + uplift_[k];
    if (weight == purchase_weight_[link]) return;
    purchase_weight_[link] = weight;
    sale_weight_[sale_[k]] = weight;
    changed_.push_back(k);
}

std::vector<std::uint32_t> LinkControl::take_changed_links() {
    return std::exchange(changed_, {});
}

void LinkControl::recount_blocked(ControlledSlot& slot) {
    double blocked = 0.0;
    for (std::uint32_t k = slot.first; k < slot.last; ++k) {
        blocked += (1.0 - openness_[k]) * network_.link_flow[schedule_.links[k]];
    }
    slot.blocked_share = blocked / network_.slot_need[slot.slot];
    blocked_[slot.slot] = blocked > 0.0 ? 1 : 0;
    slot.settled = false;
    if (blocked > 0.0) return;
    slot.days_blocked = 0;
    slot.moved_share = 0.0;
    slot.settled = true;
    for (std::uint32_t k = slot.first; k < slot.last; ++k) {
        uplift_[k] = 0.0;
        set_weight(k);
    }
}

void LinkControl::recount_denied() {
    for (const std::uint32_t supplier : suppliers_)
        denied_[supplier] = 0.0;
    for (std::size_t k = 0; k < openness_.size(); ++k) {
        const std::uint64_t link = schedule_.links[k];
        denied_[network_.link_supplier[link]] += (1.0 - openness_[k]) * network_.link_flow[link];
    }
}

void LinkControl::apply_policy(int day) {
    const std::size_t first = next_change_;
    while (next_change_ < schedule_.changes.size() && schedule_.changes[next_change_].day == day) {
        const OpennessChange& change = schedule_.changes[next_change_++];
        openness_[change.link] = change.openness;
        if (change.openness < 1.0) uplift_[change.link] = 0.0;
        set_weight(change.link);
    }
    if (next_change_ == first) return;
    for (ControlledSlot& slot : slots_)
        recount_blocked(slot);
    recount_denied();
}

// Re-sourcing. With b the blocked share of a slot, σ its product's substitutability, q the qualification and r the ramp
// in days, the share moved on day t of the block is
//     min(b, σ)·clamp((t − q)/r, 0, 1),
// split over the slot's open links by their standby flow (or baseline flow where no link stands by). A supplier takes
// on no more than the capacity it had left yesterday, in the order of slots; the rest is asked of the others. Not
// modelled: price, and staying with the new supplier once the old one is free again.
double LinkControl::share_to_move(const ControlledSlot& slot) const {
    const ProductBehaviour& product = behaviour_.products[network_.slot_product[slot.slot]];
    const double ramp_days = slot.days_blocked - product.qualification_days;
    if (ramp_days <= 0.0) return 0.0;
    const double ramp =
        product.resourcing_ramp_days > 0.0 ? std::min(1.0, ramp_days / product.resourcing_ramp_days) : 1.0;
    return std::min(slot.blocked_share, product.substitutability) * ramp;
}

void LinkControl::move_share(ControlledSlot& slot, const DayContext& context, const DayState& state) {
    const auto standby = [&](std::uint64_t link) {
        return network_.link_standby.empty() ? 0.0 : network_.link_standby[link];
    };
    double standby_sum = 0.0;
    double open_sum = 0.0;
    for (std::uint32_t k = slot.first; k < slot.last; ++k) {
        if (openness_[k] < 1.0) continue;
        standby_sum += standby(schedule_.links[k]);
        open_sum += network_.link_flow[schedule_.links[k]];
    }
    const double asked = slot.moved_share * network_.slot_need[slot.slot];
    const double order = std::max(1.0, state.order[slot.slot]);
    double left = asked;
    for (std::uint32_t k = slot.first; k < slot.last; ++k) {
        if (openness_[k] < 1.0) continue;
        const std::uint64_t link = schedule_.links[k];
        double target = 0.0;
        if (standby_sum > 0.0) {
            target = std::min(asked * standby(link) / standby_sum, standby(link));
        } else if (open_sum > 0.0) {
            target = asked * network_.link_flow[link] / open_sum;
        }
        left -= load(k, target, order, context, state);
    }
    // What a supplier has no capacity for is asked of the others, in their order, as far as they stand by.
    slot.settled = left <= 1e-12 * asked;
    for (std::uint32_t k = slot.first; k < slot.last && left > 1e-12 * asked; ++k) {
        if (openness_[k] < 1.0) continue;
        const double most = standby_sum > 0.0 ? standby(schedule_.links[k]) : std::numeric_limits<double>::max();
        const double before = uplift_[k];
        left -= load(k, std::min(most, before + left), order, context, state) - before;
    }
}

/// Sets the re-sourced flow of a link to `target`, or as near as the supplier's capacity left allows; returns what it
/// is then.
double LinkControl::load(std::uint32_t k, double target, double order, const DayContext& context,
                         const DayState& state) {
    const std::uint32_t supplier = network_.link_supplier[schedule_.links[k]];
    const auto [entry, is_new] = spare_.try_emplace(supplier, 0.0);
    if (is_new) entry->second = spare_capacity(context, supplier, state);
    const double moved = std::min(target, uplift_[k] + std::max(0.0, entry->second) / order);
    entry->second -= (moved - uplift_[k]) * order;
    uplift_[k] = moved;
    set_weight(k);
    return moved;
}

void LinkControl::resource(const DayContext& context, const DayState& state) {
    spare_.clear();
    for (ControlledSlot& slot : slots_) {
        if (slot.blocked_share <= 0.0) continue;
        ++slot.days_blocked;
        const double share = share_to_move(slot);
        if (share == slot.moved_share && slot.settled) continue;
        slot.moved_share = share;
        move_share(slot, context, state);
    }
}

}  // namespace chokepoint
