#include <algorithm>
#include <chokepoint/dynamics/capacity.hpp>
#include <chokepoint/dynamics/input_limit.hpp>
#include <chokepoint/dynamics/node_work.hpp>
#include <chokepoint/dynamics/rationing.hpp>

namespace chokepoint::dynamics {

namespace {

constexpr double number(Bound bound) {
    return static_cast<double>(bound);
}

/// Lanes [lane, lane + V::size()) of one node. What held a lane is a number in a pack: of its Bound, and of its slot.
template <class V>
class NodeWork {
   public:
    using Mask = typename V::mask_type;
    static constexpr auto kLanes = static_cast<unsigned>(V::size());

    NodeWork(const DayContext& context, std::uint32_t node, unsigned lane, DayState& state)
        : context_(context),
          batch_(context.batch),
          rules_(context.batch.rules()),
          state_(state),
          node_(node),
          lane_(lane),
          at_(std::size_t{node} * batch_.lanes() + lane),
          product_(std::size_t{batch_.network().node_product[node]} * batch_.lanes() + lane),
          keeps_bounds_(!state.bound.empty()),
          closed_(kLanes == 1 && state.suspended[at_] == kClosed) {}

    std::uint8_t run(V orders);

   private:
    V load(const std::vector<double>& column) const { return V(column.data() + at_, kAligned); }
    V product(const std::vector<double>& column) const { return V(column.data() + product_, kAligned); }
    V read(const LaneColumn& column) const { return read_column<V>(column, node_, batch_.lanes(), lane_); }
    bool replace(std::vector<double>& column, const V& value) {
        const bool changed = any_of(load(column) != value);
        value.copy_to(column.data() + at_, kAligned);
        return changed;
    }
    InputLimit<V> find(bool for_restart) const { return find_limit<V>(context_, node_, lane_, state_, for_restart); }
    template <class Of>
    bool any_lane(const Of& of) const {
        bool any = false;
        for (unsigned k = 0; k < kLanes; ++k)
            any = of(k) || any;
        return any;
    }

    void suspend_or_restart(const V& wanted);
    void restart(const Mask& ready, const V& threshold, const V& step);
    V capacity(const V& wanted, const V& most, const V& intact);
    void hold(const V& wanted, const V& capacity);
    void store_bounds();
    bool ration(const V& first_claims, const V& output);
    Mask moving(const V& normal) const;
    bool is_calm(const V& normal) const;

    const DayContext& context_;
    const Batch& batch_;
    const Rules& rules_;
    DayState& state_;
    const std::uint32_t node_;
    const unsigned lane_;
    const std::size_t at_, product_;
    const bool keeps_bounds_;
    const bool closed_;  ///< For good; never in a pack.
    Mask suspended_ = Mask(false);
    V ramp_ = 1.0;
    V use_ = 0.0;
    V bound_ = number(Bound::demand);
    V slot_ = kNoSlot;
};

template <class V>
void NodeWork<V>::suspend_or_restart(const V& wanted) {
    const Batch::ProductColumns& products = batch_.products();
    const V threshold = suspension_threshold(product(products.suspend_below), wanted);
    const V step = product(products.restart_step);
    const Mask before = suspended_;
    const Mask stops = !before && load(state_.limit) < threshold;
    where(!before && !stops && ramp_ < 1.0, ramp_) = next_ramp(ramp_, step);
    where(stops, suspended_) = Mask(true);
    if (keeps_bounds_ && any_of(stops)) where(stops, slot_) = find(false).slot;
    if (none_of(before)) return;
    // In a pack, where a restart takes a day's stock or more, what is ready is never above the limit.
    const V above = product(products.restart_above);
    const bool may_be_ready =
        kLanes == 1 || !batch_.restart_takes_a_day() || any_of(before && !(load(state_.limit) < above));
    if (!keeps_bounds_ && !may_be_ready) return;
    const InputLimit<V> ready = find(true);
    const Mask enough = before && !(ready.share < above);
    where(before && !enough, slot_) = ready.slot;
    if (any_of(enough)) restart(enough, threshold, step);
}

/// Of the lanes with stock enough to start again.
template <class V>
void NodeWork<V>::restart(const Mask& ready, const V& threshold, const V& step) {
    for (unsigned k = 0; k < kLanes; ++k) {
        if (!ready[k]) continue;
        const std::uint32_t slot = unsustained_slot(context_, node_, lane_ + k, threshold[k]);
        suspended_[k] = slot != kNone;
        if (suspended_[k]) {
            slot_[k] = slot;
        } else {
            ramp_[k] = std::min(1.0, double(step[k]));
        }
    }
}

template <class V>
V NodeWork<V>::capacity(const V& wanted, const V& most, const V& intact) {
    if (rules_.capacity == CapacityRule::fixed) return capacity_of(most, ramp_, intact);
    return V([&](auto k) {
        return capacity_of_day(context_, node_, lane_ + static_cast<unsigned>(k), wanted[k], ramp_[k], state_);
    });
}

/// What holds the output below what is wanted (step 6).
template <class V>
void NodeWork<V>::hold(const V& wanted, const V& capacity) {
    use_ = wanted;
    const Mask over = !suspended_ && capacity < use_;
    where(over, use_) = capacity;
    where(over, bound_) = number(Bound::capacity);
    where(over && ramp_ < 1.0, bound_) = number(Bound::restart);
    const V limit = load(state_.limit);
    const Mask short_of = !suspended_ && limit < use_;
    if (any_of(short_of)) {
        where(short_of, use_) = limit;
        where(short_of, bound_) = number(Bound::input);
        if (keeps_bounds_) where(short_of, slot_) = find(false).slot;
    }
    where(suspended_, use_) = 0.0;
    where(suspended_, bound_) = number(Bound::suspended);
}

template <class V>
void NodeWork<V>::store_bounds() {
    static_assert(sizeof(Bound) == 1 && static_cast<std::uint32_t>(static_cast<int>(kNoSlot)) == kNone);
    store_bytes(bound_, reinterpret_cast<std::uint8_t*>(state_.bound.data() + at_));
    using Slots = std::experimental::fixed_size_simd<int, static_cast<int>(kLanes)>;
    std::experimental::static_simd_cast<Slots>(slot_).copy_to(reinterpret_cast<int*>(state_.bound_slot.data() + at_),
                                                              kAligned);
}

/// Step 7 where all first claims are served in full, or where a node sells to final demand alone and fills by levels;
/// elsewhere by ration_output().
template <class V>
bool NodeWork<V>::ration(const V& first_claims, const V& output) {
    const network::SupplyNetwork& network = batch_.network();
    const Mask unfilled = output < first_claims;
    const bool sells = network.node_sales[node_] != network.node_sales[node_ + 1];
    if (rules_.rationing != Rationing::water_filling || (sells && any_of(unfilled)))
        return any_lane([&](unsigned k) { return ration_output(context_, node_, lane_ + k, state_); });
    const V fresh = load(state_.fresh);
    V ration = std::numeric_limits<double>::max();
    V served = fresh;
    V waited = backlog_served_of(output, first_claims, load(state_.backlog), V(output - first_claims));
    if (any_of(unfilled)) {
        V normal = read(batch_.final_demand);
        where(normal <= 0.0, normal) = fresh;
        const V level = min(V(fresh / normal), V(output / normal));
        where(unfilled, ration) = level;
        where(unfilled, served) = min(fresh, V(normal * level));
        where(unfilled, waited) = 0.0;
    }
    replace(state_.fresh_served, served);
    replace(state_.backlog_served, waited);
    return replace(state_.ration, ration);
}

/// Lanes whose final demand is not what it is at rest.
template <class V>
auto NodeWork<V>::moving(const V& normal) const -> Mask {
    return bound_ != number(Bound::demand) || load(state_.fresh) != normal || load(state_.backlog) != 0.0;
}

/// Whether nothing but its orders keeps the node from repeating itself: see DayState::calm.
template <class V>
bool NodeWork<V>::is_calm(const V& normal) const {
    const bool whole = state_.effort.empty() && (state_.intact.empty() || all_of(load(state_.intact) == 1.0));
    return whole && none_of(moving(normal) || suspended_ || ramp_ < 1.0) && !is_any<kLanes>(&state_.unsettled[at_]);
}

template <class V>
std::uint8_t NodeWork<V>::run(V orders) {
    const V baseline = read(batch_.output);
    if (!state_.can_make.empty()) orders *= load(state_.can_make);  // as it was when they were given
    const V demand = demand_of(orders, load(state_.fresh), load(state_.backlog));
    const V wanted = demand / baseline;
    ramp_ = load(state_.ramp);
    suspended_ = load_bytes<V>(state_.suspended.data() + at_) != 0.0;
    const Mask before = suspended_;
    if (closed_ && keeps_bounds_) slot_ = static_cast<double>(state_.bound_slot[at_]);
    if (rules_.adaptations.suspension && !closed_) suspend_or_restart(wanted);
    const V intact = state_.intact.empty() ? V(1.0) : load(state_.intact);
    const V most = product(batch_.products().overproduction);
    const V capacity_today = capacity(wanted, most, intact);
    hold(wanted, capacity_today);
    V output = use_ * baseline;
    where(bound_ == number(Bound::demand), output) = demand;
    const bool turned = any_of(before != suspended_);
    if (turned) {
        V marks = 0.0;
        where(suspended_, marks) = 1.0;
        store_bytes(marks, state_.suspended.data() + at_);
    }
    if (keeps_bounds_) store_bounds();
    ramp_.copy_to(state_.ramp.data() + at_, kAligned);
    orders.copy_to(state_.orders_in.data() + at_, kAligned);
    output.copy_to(state_.output.data() + at_, kAligned);
    std::uint8_t bits = ration(orders + load(state_.fresh), output) ? kRationChanged : 0;
    const V plan = planned_output(rules_.orders, wanted, capacity_today, most, intact);
    bool changed = replace(state_.plan, closed_ ? V(0.0) : plan);
    changed = replace(state_.use_rate, use_) || changed;
    if (rules_.capacity != CapacityRule::fixed) {
        const auto adjust = [&](unsigned k) { return adjust_capacity(context_, node_, lane_ + k, wanted[k], state_); };
        changed = any_lane(adjust) || changed;
    }
    if (!state_.can_make.empty() && replace(state_.can_make, capacity_today)) {
        bits |= kRationChanged;
        changed = true;
    }
    // A ramp or a suspension goes on by itself, whatever else stands still.
    changed = changed || turned || (!closed_ && any_of(suspended_)) || any_of(ramp_ < 1.0);
    if (changed) bits |= kWorkChanged;
    const V normal = read(batch_.final_demand);
    if (any_of(normal > 0.0 && moving(normal)) || is_any<kLanes>(&state_.unsettled[at_])) bits |= kDemandUnsettled;
    if (kLanes == 1) state_.calm[node_] = batch_.lanes() == 1 && is_calm(normal) ? 1 : 0;
    return bits;
}

}  // namespace

template <class V>
std::uint8_t work_node(const DayContext& context, std::uint32_t node, unsigned lane, const V& orders, DayState& state) {
    const Batch& batch = context.batch;
    const bool makes = all_of(read_column<V>(batch.output, node, batch.lanes(), lane) > 0.0);
    if constexpr (V::size() > 1) {
        const V marks = load_bytes<V>(state.suspended.data() + std::size_t{node} * batch.lanes() + lane);
        if (!makes || any_of(marks == double{kClosed})) {
            std::uint8_t bits = 0;
            for (unsigned k = 0; k < V::size(); ++k)
                bits |= work_node<Single>(context, node, lane + k, orders[k], state);
            return bits;
        }
    }
    return makes ? NodeWork<V>(context, node, lane, state).run(orders) : std::uint8_t{0};
}

template std::uint8_t work_node<Single>(const DayContext&, std::uint32_t, unsigned, const Single&, DayState&);
template std::uint8_t work_node<Pack>(const DayContext&, std::uint32_t, unsigned, const Pack&, DayState&);

double spare_capacity(const DayContext& context, std::uint32_t node, unsigned lane, const DayState& state) {
    const std::size_t at = std::size_t{node} * context.batch.lanes() + lane;
    const double demand = state.orders_in[at] + state.fresh[at] + state.backlog[at];
    if (state.suspended[at] != 0) return -demand;
    const double intact = state.intact.empty() ? 1.0 : state.intact[at];
    const double most = context.batch.product_of(node, lane).overproduction;
    return most * intact * context.batch.output.at(node, lane) - demand;
}

}  // namespace chokepoint::dynamics
