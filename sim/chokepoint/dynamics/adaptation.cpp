#include <algorithm>
#include <chokepoint/dynamics/adaptation.hpp>
#include <cmath>

namespace chokepoint {

namespace {

/// out[k] = the sum of all values but the k-th.
void sums_of_others(const std::vector<double>& values, std::vector<double>& out) {
    out.assign(values.size(), 0.0);
    double before = 0.0;
    for (std::size_t k = 0; k < values.size(); ++k) {
        out[k] = before;
        before += values[k];
    }
    double after = 0.0;
    for (std::size_t k = values.size(); k-- > 0;) {
        out[k] += after;
        after += values[k];
    }
}

}  // namespace

FinalDemand::FinalDemand(const Batch& batch, unsigned lane)
    : lanes_(batch.lanes()), lane_(lane), lost_sales_(batch.network().node_count(), 0.0) {
    for (const ProductBehaviour& product : batch.behaviour(lane).products)
        redeployment_rate_.push_back(1.0 - std::exp2(-1.0 / product.redeployment_half_life_days));
    const std::vector<std::vector<std::uint32_t>>& markets = batch.behaviour(lane).markets;
    market_of_.assign(markets.empty() ? 0 : batch.network().node_count(), kNone);
    market_moved_.assign(markets.size(), 0);
    market_active_.assign(markets.size(), 0);
    moved_.assign(batch.network().node_count(), 0);
    for (std::uint32_t m = 0; m < markets.size(); ++m) {
        for (const std::uint32_t node : markets[m])
            market_of_[node] = m;
    }
}

void FinalDemand::set(std::uint32_t node, double& place, double value) {
    if (place == value) return;
    place = value;
    if (moved_[node] != 0) return;
    moved_[node] = 1;
    moving_.push_back(node);
}

// Goodwill:  G += f·(1 − G)/T_return − u·G/T_switch, f the filled and u = 1 − f the unfilled share of fresh final
// demand. Backlog:   B += β·unfilled − served − (B − served)/patience, of the own customers' demand only. Final demand
// lost for good today: F̄ − own served − newly waiting + given up.
void FinalDemand::keep_customers(const DayContext& context, std::uint32_t i, DayState& state) {
    const Adaptations& on = context.batch.rules().adaptations;
    const ProductBehaviour& product = context.batch.product_of(i, lane_);
    const double normal = context.batch.final_demand.at(i, lane_);
    const double own = normal * state.goodwill[at(i)];
    const double filled = state.fresh[at(i)] > 0.0 ? state.fresh_served[at(i)] / state.fresh[at(i)] : 1.0;
    const double unfilled = own * (1.0 - filled);
    double lost = normal - own * filled;
    if (on.backlog) {
        const double waiting = state.backlog[at(i)] - state.backlog_served[at(i)];
        const double given_up = waiting / std::max(1.0, product.patience_days);
        const double joined = product.backlog_share * unfilled;
        set(i, state.backlog[at(i)], std::max(0.0, waiting - given_up) + joined);
        lost += given_up - joined;
    }
    if (on.customer_loss) {
        const double change = filled * (1.0 - state.goodwill[at(i)]) / product.return_days -
                              (1.0 - filled) * state.goodwill[at(i)] / product.switch_days;
        set(i, state.goodwill[at(i)], std::clamp(state.goodwill[at(i)] + change, 0.0, 1.0));
    }
    set(i, lost_sales_[i], std::max(0.0, lost));
}

// Rivals. A share ρ_i of what node i lost goes to the other nodes of its market in proportion to what they served, r_j:
//     gained_j = Σ_{i≠j} ρ_i·lost_i·r_j/(R − r_i),   R = Σ r,
// held to j's capacity beyond its own demand. What no rival can serve is lost to the market. Sums without one member
// are taken from both ends: a whole less a part would cancel when one node holds nearly all of a market.
bool FinalDemand::share_among_rivals(const DayContext& context, const std::vector<std::uint32_t>& market,
                                     DayState& state) {
    served_.clear();
    for (const std::uint32_t j : market) {
        served_.push_back(
            std::min(state.fresh_served[at(j)], context.batch.final_demand.at(j, lane_) * state.goodwill[at(j)]));
    }
    sums_of_others(served_, others_);
    bool any = false;
    for (std::size_t k = 0; k < market.size(); ++k) {
        const double share = context.batch.product_of(market[k], lane_).rivals_share;
        others_[k] = others_[k] > 0.0 ? share * lost_sales_[market[k]] / others_[k] : 0.0;
        any = any || others_[k] > 0.0;
    }
    sums_of_others(others_, offers_);
    for (std::size_t k = 0; k < market.size(); ++k) {
        const std::uint32_t j = market[k];
        const double intact = state.intact.empty() ? 1.0 : state.intact[at(j)];
        const double capacity = context.batch.product_of(j, lane_).overproduction * state.ramp[at(j)] * intact;
        const double own_demand =
            state.orders_in[at(j)] + (state.fresh[at(j)] - state.gained[at(j)]) + state.backlog[at(j)];
        const double headroom = capacity * context.batch.output.at(j, lane_) - own_demand;
        set(j, state.gained[at(j)], std::clamp(served_[k] * offers_[k], 0.0, std::max(0.0, headroom)));
    }
    return any;
}

// Re-deployment:  R += (ρ·N − R)·(1 − 2^(−1/h)), N the baseline sales denied to the node, h the half-life in days.
void FinalDemand::find_other_buyers(const DayContext& context, DayState& state) {
    for (const std::uint32_t j : context.links.controlled_suppliers()) {
        const ProductBehaviour& product = context.batch.product_of(j, lane_);
        const double rate = redeployment_rate_[context.batch.network().node_product[j]];
        const double step =
            (product.redeployed_share * context.links.denied_sales(j, lane_) - state.redeployed[at(j)]) * rate;
        set(j, state.redeployed[at(j)], state.redeployed[at(j)] + step);
    }
}

void FinalDemand::adapt(const DayContext& context, std::span<const std::uint32_t> worked, bool all_worked,
                        DayState& state) {
    const Adaptations& on = context.batch.rules().adaptations;
    // Whose demand may move today: nodes evaluated today, and nodes that moved yesterday. All others would repeat
    // themselves.
    candidates_.swap(moving_);
    moving_.clear();
    const auto consider = [&](std::uint32_t i) {
        if (moved_[i] != 0 || ((state.changed[i] & kDemandUnsettled) == 0 && state.unsettled[at(i)] == 0)) return;
        moved_[i] = 1;
        candidates_.push_back(i);
    };
    for (const std::uint32_t i : worked)
        consider(i);
    for (const std::uint32_t i : candidates_)
        moved_[i] = 0;
    for (const std::uint32_t i : candidates_) {
        if (context.batch.final_demand.at(i, lane_) > 0.0) keep_customers(context, i, state);
    }
    if (on.rivals && !market_of_.empty()) {
        for (const std::uint32_t i : candidates_)
            note_market(i, true);
        for (const std::uint32_t i : worked)
            note_market(i, false);
        for (std::uint32_t m = 0; m < market_moved_.size(); ++m) {
            if (market_moved_[m] == 0 && !(all_worked && market_active_[m] != 0)) continue;
            market_moved_[m] = 0;
            market_active_[m] = share_among_rivals(context, context.batch.behaviour(lane_).markets[m], state) ? 1 : 0;
        }
    }
    if (on.redeployment) find_other_buyers(context, state);
    for (const std::uint32_t i : moving_) {
        const double normal = context.batch.final_demand.at(i, lane_);
        const double goodwill = state.goodwill[at(i)];
        const double fresh = normal * goodwill + state.gained[at(i)] + state.redeployed[at(i)];
        const bool settled = fresh == normal && state.backlog[at(i)] == 0.0 && goodwill == 1.0 && lost_sales_[i] == 0.0;
        state.fresh[at(i)] = fresh;
        state.unsettled[at(i)] = settled ? 0 : 1;
        state.calm[at(i)] = 0;
    }
}

/// A market is shared out anew when a member's demand may have moved, or, while it has something to share, its
/// headroom.
void FinalDemand::note_market(std::uint32_t node, bool moved) {
    const std::uint32_t market = market_of_[node];
    if (market != kNone && (moved || market_active_[market] != 0)) market_moved_[market] = 1;
}

// A day's cash of a company:  Σ_i [x_i·(1 − c_i) − purchases_i] − φ·Σ x̄_i, with φ the fixed-cost share of baseline
// revenue and c_i the other variable cost, which makes the baseline leave its margin:  c_i = v_i − φ − margin, v_i = 1
// − Σ_p a_ip.
void book_cash(const DayContext& context, DayState& state) {
    const Batch& batch = context.batch;
    const SupplyNetwork& network = batch.network();
    const unsigned lanes = batch.lanes();
    for (std::size_t a = 0; a < state.cash_usd.size(); ++a) {
        const auto lane = static_cast<unsigned>(a % lanes);
        const CashAccount& account = batch.behaviour(lane).accounts[a / lanes];
        double flow = 0.0;
        for (const std::uint32_t i : account.nodes) {
            const std::size_t at = std::size_t{i} * lanes + lane;
            if (state.suspended[at] == kClosed) continue;
            double baseline_purchases = 0.0;
            double purchases = 0.0;
            for (std::uint32_t s = network.node_slots[i]; s < network.node_slots[i + 1]; ++s) {
                const double need = batch.slot_need.at(s, lane);
                baseline_purchases += need;
                purchases += need * state.received[std::size_t{s} * lanes + lane];
            }
            const double output = batch.output.at(i, lane);
            const double fixed = account.fixed_cost_share * output;
            const double other_variable = output - baseline_purchases - fixed - account.margin * output;
            flow += state.output[at] - purchases - fixed - other_variable * state.use_rate[at];
        }
        state.cash_usd[a] += flow;
    }
}

}  // namespace chokepoint
