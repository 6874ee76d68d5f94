// What a node does with the orders it has, as node_work.cpp says it, a pack of lanes at a time under the rules that run
// in lanes. What holds a lane is a number in a pack: of its Bound, and of its slot or -1.
#include <algorithm>
#include <chokepoint/dynamics/rationing.hpp>
#include <chokepoint/dynamics/sweep/lane_pack.hpp>
#include <chokepoint/dynamics/sweep/production.hpp>
#include <limits>

namespace chokepoint::dynamics {

namespace {

using Mask = Pack::mask_type;

constexpr double kNoSlot = -1.0;

constexpr double number(Bound bound) {
    return static_cast<double>(bound);
}

/// Lanes [lane, lane + kPack) of one node.
class PackWork {
   public:
    PackWork(const DayContext& context, std::uint32_t node, unsigned lane, DayState& state)
        : context_(context),
          batch_(context.batch),
          state_(state),
          node_(node),
          lane_(lane),
          lanes_(batch_.lanes()),
          at_(std::size_t{node} * lanes_ + lane),
          product_(std::size_t{batch_.network().node_product[node]} * lanes_ + lane),
          keeps_bounds_(!state.bound.empty()) {}

    std::uint8_t run(const Pack& orders);

   private:
    struct Limit {
        Pack share = std::numeric_limits<double>::infinity();
        Pack slot = kNoSlot;
    };

    Pack load(const std::vector<double>& column) const { return load_pack(column.data() + at_); }
    Pack product(const std::vector<double>& column) const { return load_pack(column.data() + product_); }
    Pack read(const LaneColumn& column, std::size_t entry) const {
        return read_column<Pack>(column, entry, lanes_, lane_);
    }
    template <bool kForRestart>
    Limit find_limit() const;
    void suspend_or_restart(const Pack& wanted);
    void hold(const Pack& wanted, const Pack& capacity);
    void note_bounds();
    bool ration(const Pack& first_claims, const Pack& output);
    bool is_unsettled() const;
    bool replace(std::vector<double>& column, const Pack& value) {
        const bool changed = any_of(load(column) != value);
        store_pack(value, column.data() + at_);
        return changed;
    }

    const DayContext& context_;
    const Batch& batch_;
    DayState& state_;
    const std::uint32_t node_;
    const unsigned lane_, lanes_;
    const std::size_t at_, product_;
    const bool keeps_bounds_;
    Mask suspended_ = Mask(false);
    Pack ramp_ = 1.0;
    Pack use_ = 0.0;
    Pack bound_ = number(Bound::demand);
    Pack slot_ = kNoSlot;
};

/// The same minimum as find_limit() of one lane; of slots that give the same, the first.
template <bool kForRestart>
PackWork::Limit PackWork::find_limit() const {
    Limit limit;
    const network::SupplyNetwork& network = batch_.network();
    for (std::uint32_t s = network.node_slots[node_]; s < network.node_slots[node_ + 1]; ++s) {
        const Pack dependence = read(batch_.dependence, s);
        Pack cover = max(Pack(0.0), load_pack(state_.cover.data() + std::size_t{s} * lanes_ + lane_));
        if constexpr (kForRestart) {
            const Pack enough = min(product(batch_.products().restart_cover_days), read(batch_.held_days, s));
            cover = min(Pack(1.0), cover / enough);
        }
        const Pack share = 1.0 + dependence * (cover - 1.0);
        const Mask lower = dependence > 0.0 && share < limit.share;
        where(lower, limit.share) = share;
        where(lower, limit.slot) = static_cast<double>(s);
    }
    return limit;
}

void PackWork::suspend_or_restart(const Pack& wanted) {
    const Batch::ProductColumns& products = batch_.products();
    const Pack threshold = product(products.suspend_below) * min(Pack(1.0), wanted);
    const Pack step = product(products.restart_step);
    const Mask before = suspended_;
    const Mask stops = !before && load(state_.limit) < threshold;
    where(!before && !stops && ramp_ < 1.0, ramp_) = min(Pack(1.0), ramp_ + step);
    where(stops, suspended_) = true;
    if (keeps_bounds_ && any_of(stops)) where(stops, slot_) = find_limit<false>().slot;
    if (none_of(before)) return;
    // Where a restart takes a day's stock or more, what is ready is never above the limit.
    const Pack above = product(products.restart_above);
    const bool may_be_ready = !batch_.restart_takes_a_day() || any_of(before && !(load(state_.limit) < above));
    if (!keeps_bounds_ && !may_be_ready) return;
    const Limit ready = find_limit<true>();
    const Mask enough = before && !(ready.share < above);
    where(before && !enough, slot_) = ready.slot;
    if (none_of(enough)) return;
    for (unsigned k = 0; k < kPack; ++k) {
        if (!enough[k]) continue;
        const std::uint32_t slot = unsustained_slot(context_, node_, lane_ + k, threshold[k]);
        suspended_[k] = slot != kNone;
        if (suspended_[k]) {
            slot_[k] = slot;
        } else {
            ramp_[k] = std::min(1.0, step[k]);
        }
    }
}

/// What holds the output below what is wanted.
void PackWork::hold(const Pack& wanted, const Pack& capacity) {
    use_ = wanted;
    const Mask over = !suspended_ && capacity < use_;
    where(over, use_) = capacity;
    where(over, bound_) = number(Bound::capacity);
    where(over && ramp_ < 1.0, bound_) = number(Bound::restart);
    const Pack limit = load(state_.limit);
    const Mask short_of = !suspended_ && limit < use_;
    if (any_of(short_of)) {
        where(short_of, use_) = limit;
        where(short_of, bound_) = number(Bound::input);
        if (keeps_bounds_) where(short_of, slot_) = find_limit<false>().slot;
    }
    where(suspended_, use_) = 0.0;
    where(suspended_, bound_) = number(Bound::suspended);
}

void PackWork::note_bounds() {
    static_assert(sizeof(Bound) == 1 && static_cast<std::uint32_t>(static_cast<int>(kNoSlot)) == kNone);
    store_bytes(bound_, reinterpret_cast<std::uint8_t*>(state_.bound.data() + at_));
    using Slots = std::experimental::fixed_size_simd<int, static_cast<int>(kPack)>;
    std::experimental::static_simd_cast<Slots>(slot_).copy_to(reinterpret_cast<int*>(state_.bound_slot.data() + at_),
                                                              kAligned);
}

/// What ration_output() does; here where all are served in full, or where a node sells to final demand alone and fills
/// by levels.
bool PackWork::ration(const Pack& first_claims, const Pack& output) {
    const network::SupplyNetwork& network = batch_.network();
    const Mask unfilled = output < first_claims;
    const bool sells = network.node_sales[node_] != network.node_sales[node_ + 1];
    if (batch_.rules().rationing != Rationing::water_filling || (sells && any_of(unfilled))) {
        bool changed = false;
        for (unsigned k = 0; k < kPack; ++k)
            changed = ration_output(context_, node_, lane_ + k, state_) || changed;
        return changed;
    }
    const Pack fresh = load(state_.fresh);
    Pack ration = std::numeric_limits<double>::max();
    Pack served = fresh;
    const Pack backlog = load(state_.backlog);
    Pack waited = min(backlog, output - first_claims);
    where(output >= first_claims + backlog, waited) = backlog;
    if (any_of(unfilled)) {
        Pack normal = read(batch_.final_demand, node_);
        where(normal <= 0.0, normal) = fresh;
        const Pack level = min(fresh / normal, output / normal);
        where(unfilled, ration) = level;
        where(unfilled, served) = min(fresh, normal * level);
        where(unfilled, waited) = 0.0;
    }
    replace(state_.fresh_served, served);
    replace(state_.backlog_served, waited);
    return replace(state_.ration, ration);
}

/// Whether final demand of a lane may be adapting.
bool PackWork::is_unsettled() const {
    const Pack normal = read(batch_.final_demand, node_);
    const Pack backlog = load(state_.backlog);
    if (any_of(normal > 0.0 && (bound_ != number(Bound::demand) || load(state_.fresh) != normal || backlog != 0.0)))
        return true;
    return is_any<kPack>(state_.unsettled.data() + at_);
}

std::uint8_t PackWork::run(const Pack& orders) {
    const Pack baseline = read(batch_.output, node_);
    const Pack demand = orders + load(state_.fresh) + load(state_.backlog);
    const Pack wanted = demand / baseline;
    ramp_ = load(state_.ramp);
    suspended_ = load_bytes(state_.suspended.data() + at_) != 0.0;
    const Mask before = suspended_;
    if (batch_.rules().adaptations.suspension) suspend_or_restart(wanted);
    const Pack intact = state_.intact.empty() ? Pack(1.0) : load(state_.intact);
    const Pack most = product(batch_.products().overproduction);
    hold(wanted, most * ramp_ * intact);
    Pack output = use_ * baseline;
    where(bound_ == number(Bound::demand), output) = demand;
    if (any_of(before != suspended_)) {
        Pack marks = 0.0;
        where(suspended_, marks) = 1.0;
        store_bytes(marks, state_.suspended.data() + at_);
    }
    if (keeps_bounds_) note_bounds();
    store_pack(ramp_, state_.ramp.data() + at_);
    store_pack(orders, state_.orders_in.data() + at_);
    store_pack(output, state_.output.data() + at_);
    std::uint8_t bits = ration(orders + load(state_.fresh), output) ? kRationChanged : 0;
    bool changed = replace(state_.plan, min(most * intact, wanted));
    changed = replace(state_.use_rate, use_) || changed;
    // A ramp or a suspension goes on by itself, whatever else stands still.
    changed = changed || any_of(before != suspended_ || suspended_ || ramp_ < 1.0);
    if (changed) bits |= kWorkChanged;
    if (is_unsettled()) bits |= kDemandUnsettled;
    return bits;
}

}  // namespace

std::uint8_t work_pack(const DayContext& context, std::uint32_t node, unsigned lane, const double* orders,
                       DayState& state) {
    const Batch& batch = context.batch;
    const Pack marks = load_bytes(state.suspended.data() + std::size_t{node} * batch.lanes() + lane);
    if (none_of(marks == double{kClosed}) && all_of(read_column<Pack>(batch.output, node, batch.lanes(), lane) > 0.0))
        return PackWork(context, node, lane, state).run(load_pack(orders));
    std::uint8_t bits = 0;
    for (unsigned k = 0; k < kPack; ++k)
        bits |= work_lane(context, node, lane + k, orders[k], state);
    return bits;
}

}  // namespace chokepoint::dynamics
