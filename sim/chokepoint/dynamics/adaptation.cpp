#include <algorithm>
#include <chokepoint/dynamics/adaptation.hpp>
#include <chokepoint/dynamics/equations.hpp>
#include <chokepoint/dynamics/lane_pack.hpp>
#include <cmath>

namespace chokepoint::dynamics {

namespace {

template <class V>
constexpr unsigned kStep = static_cast<unsigned>(V::size());

template <class V>
[[gnu::always_inline]] inline V load(const std::vector<double>& values, std::size_t at) {
    return V(values.data() + at, kAligned);
}

template <class V>
[[gnu::always_inline]] inline void store(const V& value, std::vector<double>& values, std::size_t number) {
    value.copy_to(values.data() + number * kStep<V>, kAligned);
}

}  // namespace

FinalDemand::FinalDemand(const Batch& batch) : batch_(batch), lanes_(batch.lanes()) {
    const std::size_t nodes = batch.network().node_count();
    lost_sales_.assign(nodes * lanes_, 0.0);
    for (std::uint32_t p = 0; p < batch.behaviour(0).products.size(); ++p) {
        for (unsigned lane = 0; lane < lanes_; ++lane) {
            const ProductBehaviour& product = batch.product(p, lane);
            rates_.switch_days.push_back(product.switch_days);
            rates_.return_days.push_back(product.return_days);
            rates_.backlog_share.push_back(product.backlog_share);
            rates_.patience_days.push_back(std::max(1.0, product.patience_days));
            rates_.rivals_share.push_back(product.rivals_share);
            rates_.redeployed_share.push_back(product.redeployed_share);
            rates_.redeployment.push_back(1.0 - std::exp2(-1.0 / product.redeployment_half_life_days));
        }
    }
    const std::vector<std::vector<std::uint32_t>>& markets = batch.behaviour(0).markets;
    market_of_.assign(markets.empty() ? 0 : nodes, kNone);
    market_moved_.assign(markets.size(), 0);
    market_active_.assign(markets.size(), 0);
    content_.assign(nodes, 0);
    moved_.assign(nodes, 0);
    for (std::uint32_t m = 0; m < markets.size(); ++m) {
        for (const std::uint32_t node : markets[m])
            market_of_[node] = m;
    }
}

template <class V>
V FinalDemand::normal(std::uint32_t node, unsigned lane) const {
    return read_column<V>(batch_.final_demand, node, lanes_, lane);
}

void FinalDemand::note_moving(std::uint32_t node) {
    if (moved_[node] != 0) return;
    moved_[node] = 1;
    moving_.push_back(node);
}

template <class V>
[[gnu::always_inline]] inline void FinalDemand::set(std::uint32_t node, double* place, const V& value) {
    if (none_of(V(place, kAligned) != value)) return;
    value.copy_to(place, kAligned);
    note_moving(node);
}

/// Steps 11 and 12, and the final demand lost for good today: F̄ − own served − newly waiting + given up. Returns
/// whether every lane would repeat itself.
template <class V>
bool FinalDemand::keep_customers(std::uint32_t i, unsigned lane, DayState& state) {
    const Adaptations& on = batch_.rules().adaptations;
    const std::size_t k = at(i) + lane;
    const std::size_t product = at(batch_.network().node_product[i]) + lane;
    const V customers = normal<V>(i, lane);
    const V fresh = load<V>(state.fresh, k);
    const V fresh_served = load<V>(state.fresh_served, k);
    const V goodwill = load<V>(state.goodwill, k);
    const V backlog = load<V>(state.backlog, k);
    const V lost_before = load<V>(lost_sales_, k);
    // A node that serves all demand, has no backlog and has lost no customers repeats itself.
    const auto at_rest = fresh_served == fresh && goodwill == 1.0 && backlog == 0.0 && lost_before == 0.0;
    const auto none = customers <= 0.0;
    if (all_of(at_rest || none)) return true;
    const V own = customers * goodwill;
    V filled = fresh_served / fresh;
    where(fresh <= 0.0, filled) = 1.0;
    const V unfilled = own * (1.0 - filled);
    V lost = customers - own * filled;
    auto moves = none != none;  // NOLINT(misc-redundant-expression): no lane
    if (on.backlog) {
        const V waiting = backlog - load<V>(state.backlog_served, k);
        const V given_up = waiting / load<V>(rates_.patience_days, product);
        const V joined = load<V>(rates_.backlog_share, product) * unfilled;
        V next = next_backlog(waiting, given_up, joined);
        where(none, next) = backlog;
        moves = next != backlog;
        next.copy_to(state.backlog.data() + k, kAligned);
        lost += given_up - joined;
    }
    if (on.customer_loss) {
        V next =
            next_goodwill(goodwill, filled, load<V>(rates_.return_days, product), load<V>(rates_.switch_days, product));
        where(none, next) = goodwill;
        moves = moves || next != goodwill;
        next.copy_to(state.goodwill.data() + k, kAligned);
    }
    lost = max(V(0.0), lost);
    where(none, lost) = lost_before;
    lost.copy_to(lost_sales_.data() + k, kAligned);
    if (any_of(moves || lost != lost_before)) note_moving(i);
    return false;
}

// Step 13, rivals. A share ρ_i of what node i lost goes to the other nodes of its market in proportion to what they
// served, r_j:
//     gained_j = Σ_{i≠j} ρ_i·lost_i·r_j/(R − r_i),   R = Σ r,
// up to j's capacity beyond its own demand. Demand that no rival can serve is lost to the market. Sums without one
// member are added from both ends, because a difference would cancel if one node held nearly all of a market.
template <class V>
bool FinalDemand::share_among_rivals(const std::vector<std::uint32_t>& market, DayState& state) {
    const std::size_t members = market.size() * kStep<V>;
    for (std::vector<double>* of_members : {&served_, &offers_, &sums_})
        of_members->resize(members);
    const auto product = [&](std::size_t n, unsigned lane) {
        return at(batch_.network().node_product[market[n]]) + lane;
    };
    bool any = false;
    for (unsigned lane = 0; lane < lanes_; lane += kStep<V>) {
        V before = 0.0;  // served by the members before this one
        for (std::size_t n = 0; n < market.size(); ++n) {
            const std::size_t k = at(market[n]) + lane;
            const V served =
                min(load<V>(state.fresh_served, k), normal<V>(market[n], lane) * load<V>(state.goodwill, k));
            store(served, served_, n);
            store(before, sums_, n);
            before += served;
        }
        V after = 0.0;
        V offers_after = 0.0;
        for (std::size_t n = market.size(); n-- > 0;) {
            const V others = load<V>(sums_, n * kStep<V>) + after;
            V offer =
                load<V>(rates_.rivals_share, product(n, lane)) * load<V>(lost_sales_, at(market[n]) + lane) / others;
            where(others <= 0.0, offer) = 0.0;
            any = any || any_of(offer > 0.0);
            store(offer, offers_, n);
            store(offers_after, sums_, n);
            after += load<V>(served_, n * kStep<V>);
            offers_after += offer;
        }
        V offers_before = 0.0;
        for (std::size_t n = 0; n < market.size(); ++n) {
            const std::uint32_t j = market[n];
            const std::size_t k = at(j) + lane;
            const V offered = load<V>(served_, n * kStep<V>) * (offers_before + load<V>(sums_, n * kStep<V>));
            offers_before += load<V>(offers_, n * kStep<V>);
            const V intact = state.intact.empty() ? V(1.0) : load<V>(state.intact, k);
            const V most = load<V>(batch_.products().overproduction, product(n, lane));
            const V capacity = capacity_of(most, load<V>(state.ramp, k), intact);
            const V own_demand = load<V>(state.orders_in, k) + (load<V>(state.fresh, k) - load<V>(state.gained, k)) +
                                 load<V>(state.backlog, k);
            const V headroom = capacity * read_column<V>(batch_.output, j, lanes_, lane) - own_demand;
            set(j, state.gained.data() + k, clamp(offered, V(0.0), max(V(0.0), headroom)));
        }
    }
    return any;
}

template <class V>
void FinalDemand::find_other_buyers(const LinkControl& links, DayState& state) {
    for (const std::uint32_t j : links.controlled_suppliers()) {
        const std::size_t product = at(batch_.network().node_product[j]);
        const double* denied = links.denied_sales_of(j);
        for (unsigned l = 0; l < lanes_; l += kStep<V>) {
            const V before = load<V>(state.redeployed, at(j) + l);
            const V next = next_redeployed(before, load<V>(rates_.redeployed_share, product + l),
                                           V(denied + l, kAligned), load<V>(rates_.redeployment, product + l));
            set(j, state.redeployed.data() + at(j) + l, next);
        }
    }
}

/// Recomputes the demand of a node after a change of goodwill, backlog, gains or redeployed sales.
template <class V>
void FinalDemand::renew(std::uint32_t i, DayState& state) {
    for (unsigned l = 0; l < lanes_; l += kStep<V>) {
        const std::size_t k = at(i) + l;
        const V customers = normal<V>(i, l);
        const V goodwill = load<V>(state.goodwill, k);
        const V fresh = customers * goodwill + load<V>(state.gained, k) + load<V>(state.redeployed, k);
        const auto settled =
            fresh == customers && load<V>(state.backlog, k) == 0.0 && goodwill == 1.0 && load<V>(lost_sales_, k) == 0.0;
        fresh.copy_to(state.fresh.data() + k, kAligned);
        V unsettled = 1.0;
        where(settled, unsettled) = 0.0;
        store_bytes(unsettled, state.unsettled.data() + k);
    }
    if (lanes_ == 1) state.calm[i] = 0;
}

void FinalDemand::adapt(const LinkControl& links, std::span<const std::uint32_t> worked, bool all_worked,
                        DayState& state) {
    if (lanes_ == 1) {
        adapt_all<Single>(links, worked, all_worked, state);
    } else {
        adapt_all<Pack>(links, worked, all_worked, state);
    }
}

template <class V>
void FinalDemand::adapt_all(const LinkControl& links, std::span<const std::uint32_t> worked, bool all_worked,
                            DayState& state) {
    const Adaptations& on = batch_.rules().adaptations;
    // Demand may change only at nodes that were evaluated today or changed yesterday.
    candidates_.swap(moving_);
    moving_.clear();
    const auto unsettled = [&](std::uint32_t i) {
        if ((state.changed[i] & kDemandUnsettled) != 0) return true;
        const std::uint8_t* first = state.unsettled.data() + at(i);
        return std::any_of(first, first + lanes_, [](std::uint8_t one) { return one != 0; });
    };
    for (const std::uint32_t i : worked) {
        if (moved_[i] != 0 || !unsettled(i)) continue;
        moved_[i] = 1;
        candidates_.push_back(i);
    }
    for (const std::uint32_t i : candidates_)
        moved_[i] = 0;
    for (const std::uint32_t i : candidates_) {
        if (content_[i] != 0 && state.calm[i] != 0) continue;
        bool content = true;
        for (unsigned l = 0; l < lanes_; l += kStep<V>)
            content = keep_customers<V>(i, l, state) && content;
        content_[i] = content ? 1 : 0;
    }
    if (on.rivals && !market_of_.empty()) {
        for (const std::uint32_t i : candidates_)
            note_market(i, true);
        for (const std::uint32_t i : worked)
            note_market(i, false);
        for (std::uint32_t m = 0; m < market_moved_.size(); ++m) {
            if (market_moved_[m] == 0 && !(all_worked && market_active_[m] != 0)) continue;
            market_moved_[m] = 0;
            market_active_[m] = share_among_rivals<V>(batch_.behaviour(0).markets[m], state) ? 1 : 0;
        }
    }
    if (on.redeployment) find_other_buyers<V>(links, state);
    for (const std::uint32_t i : moving_)
        renew<V>(i, state);
}

/// A market is shared out again if the demand of a member may have changed, or, while there are lost sales to share,
/// the spare capacity of a member.
void FinalDemand::note_market(std::uint32_t node, bool moved) {
    const std::uint32_t market = market_of_[node];
    if (market != kNone && (moved || market_active_[market] != 0)) market_moved_[market] = 1;
}

}  // namespace chokepoint::dynamics
