// The generalized Leontief cascade (Diem et al. 2022), in losses x = 1 − h, so that a node at rest is 0 and stays 0:
//     xd_j <- max(ψd_j, min(1, max(max_{k essential} s_jk, Σ_{k non-essential} s_jk))),
//     s_jk  = Σ_{i sells k to j} Λd_ij·σ_i·xd_i,   σ_i = min(1, out_i / Σ_{l in market of i} out_l·(1 − xd_l)),
//     xu_i <- max(ψu_i, min(1, Σ_j w_ij·xu_j / out_i)),
// all from the values of the previous iteration. Each iteration publishes what neighbours read, then recomputes nodes
// with a neighbour that published a new value. A loss is rounded to the precision of its level h, as in the published
// method. Otherwise the number of iterations could differ by one. Losses below 1e-16 of a firm spread no further.
#include <algorithm>
#include <chokepoint/cascade/cascade_lanes.hpp>
#include <chokepoint/cascade/lane_value.hpp>

namespace chokepoint::cascade {

namespace {

/// If more than this fraction of links is affected, marking their ends costs more than taking every node.
constexpr std::uint64_t kDensePart = 4;

template <unsigned kLanes>
constexpr std::size_t at(std::uint32_t entry) {
    return std::size_t{entry} * kLanes;
}

}  // namespace

template <unsigned kLanes>
CascadeLanes<kLanes>::CascadeLanes(const CascadePlan& plan, bool replaceability)
    : plan_(plan),
      replaceability_(replaceability),
      state_(plan, kLanes),
      special_(plan, replaceability, kLanes),
      market_stale_(plan.market_count(), 0) {
    down_.marked.assign(plan.node_count(), 0);
    up_.marked.assign(plan.node_count(), 0);
}

template <unsigned kLanes>
void CascadeLanes<kLanes>::begin(unsigned lane, const CascadeShock& shock) {
    shocks_[lane] = &shock;
    state_.begin(shock, lane);
    special_.rebuild(shocks_);
}

template <unsigned kLanes>
void CascadeLanes<kLanes>::adopt(unsigned lane, const CascadeShock& shock, const CascadeLevels& levels) {
    shocks_[lane] = &shock;
    state_.adopt(levels, lane);
    special_.rebuild(shocks_);
}

template <unsigned kLanes>
std::uint64_t CascadeLanes<kLanes>::pending() const {
    const network::SupplyNetwork& net = plan_.network();
    std::uint64_t ends = 0;
    for (const std::uint32_t i : state_.changed_down)
        ends += net.node_sales[i + 1] - net.node_sales[i];
    for (const std::uint32_t i : state_.changed_up)
        ends += net.slot_links[net.node_slots[i + 1]] - net.slot_links[net.node_slots[i]];
    return ends;
}

template <unsigned kLanes>
void CascadeLanes<kLanes>::end(unsigned lane) {
    shocks_[lane] = nullptr;
    state_.end(plan_, lane);
    special_.rebuild(shocks_);
}

template <unsigned kLanes>
void CascadeLanes<kLanes>::clear() {
    shocks_.fill(nullptr);
    state_.clear(plan_);
    special_.rebuild(shocks_);
}

template <unsigned kLanes>
void CascadeLanes<kLanes>::advance() {
    publish_down();
    publish_up();
    fall_.fill(0.0);
    special_.settle(state_);
    sweep(down_, [this](std::uint32_t i) { settle_down(i); });
    sweep(up_, [this](std::uint32_t i) { settle_up(i); });
    for (std::size_t special = 0; special < special_.nodes().size(); ++special) {
        take(special_.nodes()[special], special_.next_down(special), state_.down, state_.changed_down);
        take(special_.nodes()[special], special_.next_up(special), state_.up, state_.changed_up);
    }
}

template <unsigned kLanes>
template <class Settle>
void CascadeLanes<kLanes>::sweep(Active& active, const Settle& settle) {
    if (active.all) {
        const auto nodes = static_cast<std::uint32_t>(plan_.node_count());
        for (std::uint32_t i = 0; i < nodes; ++i) {
            if (!special_.contains(i)) settle(i);
        }
    }
    for (const std::uint32_t i : active.list) {
        if (!special_.contains(i)) settle(i);
        active.marked[i] = 0;
    }
    active.list.clear();
}

// Customers read the loss that other firms in the market do not make up for.
template <unsigned kLanes>
void CascadeLanes<kLanes>::publish_down() {
    published_.clear();
    if (replaceability_) {
        for (const std::uint32_t i : state_.changed_down) {
            if (market_stale_[plan_.market[i]] == 0) stale_list_.push_back(plan_.market[i]);
            market_stale_[plan_.market[i]] = 1;
        }
        for (const std::uint32_t k : stale_list_) {
            renew_market(k);
            market_stale_[k] = 0;
        }
        stale_list_.clear();
    } else {
        for (const std::uint32_t i : state_.changed_down) {
            std::copy_n(state_.down.data() + at<kLanes>(i), kLanes, state_.felt_down.data() + at<kLanes>(i));
            published_.push_back(i);
        }
    }
    state_.changed_down.clear();
    mark_customers(published_);
}

template <unsigned kLanes>
void CascadeLanes<kLanes>::renew_market(std::uint32_t market) {
    using V = LaneValue<kLanes>;
    double* left = state_.market_left.data() + at<kLanes>(market);
    std::fill_n(left, kLanes, 0.0);
    const std::uint32_t* first = plan_.market_node.data() + plan_.market_first[market];
    const std::uint32_t* last = plan_.market_node.data() + plan_.market_first[market + 1];
    for (const std::uint32_t* i = first; i != last; ++i) {
        for (unsigned l = 0; l < kLanes; l += V::kStep)
            V::store(V::load(left + l) + plan_.sales[*i] * (1.0 - V::load(state_.down.data() + at<kLanes>(*i) + l)),
                     left + l);
    }
    // A market with nothing left counts as 1, as in the published method.
    double replaced[kLanes];
    for (unsigned l = 0; l < kLanes; ++l)
        replaced[l] = 1.0 / (left[l] <= 1e-10 ? 1.0 : left[l]);
    for (const std::uint32_t* i = first; i != last; ++i) {
        if (state_.touched[*i] == 0) continue;
        bool differs = false;
        for (unsigned l = 0; l < kLanes; l += V::kStep) {
            double* felt = state_.felt_down.data() + at<kLanes>(*i) + l;
            const auto sigma = V::smaller(1.0, plan_.sales[*i] * V::load(replaced + l));
            const auto next = sigma * V::load(state_.down.data() + at<kLanes>(*i) + l);
            differs = differs || V::differ(next, V::load(felt));
            V::store(next, felt);
        }
        if (differs) published_.push_back(*i);
    }
}

template <unsigned kLanes>
void CascadeLanes<kLanes>::publish_up() {
    for (const std::uint32_t i : state_.changed_up)
        std::copy_n(state_.up.data() + at<kLanes>(i), kLanes, state_.felt_up.data() + at<kLanes>(i));
    mark_suppliers(state_.changed_up);
    state_.changed_up.clear();
}

template <unsigned kLanes>
void CascadeLanes<kLanes>::mark_customers(const std::vector<std::uint32_t>& nodes) {
    const network::SupplyNetwork& net = plan_.network();
    std::uint64_t links = 0;
    for (const std::uint32_t i : nodes)
        links += net.node_sales[i + 1] - net.node_sales[i];
    down_.all = links * kDensePart > net.link_count();
    if (down_.all) return;
    for (const std::uint32_t i : nodes) {
        for (std::uint64_t k = net.node_sales[i]; k < net.node_sales[i + 1]; ++k) {
            const std::uint32_t customer = plan_.sale_customer[k];
            if (down_.marked[customer] == 0) down_.list.push_back(customer);
            down_.marked[customer] = 1;
        }
    }
}

template <unsigned kLanes>
void CascadeLanes<kLanes>::mark_suppliers(const std::vector<std::uint32_t>& nodes) {
    const network::SupplyNetwork& net = plan_.network();
    const auto first = [&](std::uint32_t i) { return net.slot_links[net.node_slots[i]]; };
    std::uint64_t links = 0;
    for (const std::uint32_t i : nodes)
        links += first(i + 1) - first(i);
    up_.all = links * kDensePart > net.link_count();
    if (up_.all) return;
    for (const std::uint32_t i : nodes) {
        for (std::uint64_t e = first(i); e < first(i + 1); ++e) {
            const std::uint32_t supplier = net.link_supplier[e];
            if (up_.marked[supplier] == 0) up_.list.push_back(supplier);
            up_.marked[supplier] = 1;
        }
    }
}

template <unsigned kLanes>
void CascadeLanes<kLanes>::settle_down(std::uint32_t node) {
    using V = LaneValue<kLanes>;
    using Value = typename V::Type;
    constexpr unsigned kValues = kLanes / V::kStep;
    const network::SupplyNetwork& net = plan_.network();
    Value worst[kValues], linear[kValues];
    std::fill_n(worst, kValues, Value(0.0));
    std::fill_n(linear, kValues, Value(0.0));
    const std::uint32_t last_slot = net.node_slots[node + 1];
    std::uint64_t e = net.slot_links[net.node_slots[node]];
    for (std::uint32_t s = net.node_slots[node]; s < last_slot; ++s) {
        Value lost[kValues];
        std::fill_n(lost, kValues, Value(0.0));
        for (const std::uint64_t last = net.slot_links[s + 1]; e < last; ++e) {
            const double weight = plan_.link_weight[e];
            const double* felt = state_.felt_down.data() + at<kLanes>(net.link_supplier[e]);
            for (unsigned v = 0; v < kValues; ++v)
                lost[v] += weight * V::load(felt + v * V::kStep);
        }
        if (plan_.slot_kind[s] == Essentiality::essential) {
            for (unsigned v = 0; v < kValues; ++v)
                worst[v] = V::larger(worst[v], lost[v]);
        } else {
            for (unsigned v = 0; v < kValues; ++v)
                linear[v] += lost[v];
        }
    }
    double next[kLanes];
    for (unsigned v = 0; v < kValues; ++v)
        V::store(V::smaller(1.0, V::larger(worst[v], linear[v])), next + v * V::kStep);
    take(node, next, state_.down, state_.changed_down);
}

template <unsigned kLanes>
void CascadeLanes<kLanes>::settle_up(std::uint32_t node) {
    using V = LaneValue<kLanes>;
    using Value = typename V::Type;
    constexpr unsigned kValues = kLanes / V::kStep;
    if (plan_.revenue[node] <= 0.0) return;
    const network::SupplyNetwork& net = plan_.network();
    Value lost[kValues];
    std::fill_n(lost, kValues, Value(0.0));
    const std::uint64_t last = net.node_sales[node + 1];
    for (std::uint64_t k = net.node_sales[node]; k < last; ++k) {
        const double flow = net.sale_flow[k];
        const double* felt = state_.felt_up.data() + at<kLanes>(plan_.sale_customer[k]);
        for (unsigned v = 0; v < kValues; ++v)
            lost[v] += flow * V::load(felt + v * V::kStep);
    }
    double next[kLanes];
    for (unsigned v = 0; v < kValues; ++v)
        V::store(V::smaller(1.0, lost[v] / Value(plan_.revenue[node])), next + v * V::kStep);
    take(node, next, state_.up, state_.changed_up);
}

template <unsigned kLanes>
void CascadeLanes<kLanes>::take(std::uint32_t node, const double* next, std::vector<double>& levels,
                                std::vector<std::uint32_t>& changed) {
    using V = LaneValue<kLanes>;
    double* level = levels.data() + at<kLanes>(node);
    bool differs = false;
    for (unsigned l = 0; l < kLanes; l += V::kStep) {
        const auto before = V::load(level + l);
        const auto now = 1.0 - (1.0 - V::load(next + l));
        differs = differs || V::differ(before, now);
        V::store(V::larger(V::load(fall_.data() + l), now - before), fall_.data() + l);
        V::store(now, level + l);
    }
    if (!differs) return;
    changed.push_back(node);
    state_.touch(node);
}

template class CascadeLanes<1>;
template class CascadeLanes<8>;

}  // namespace chokepoint::cascade
