#include <algorithm>
#include <chokepoint/dynamics/equations.hpp>
#include <chokepoint/dynamics/lane_pack.hpp>
#include <chokepoint/dynamics/rationing.hpp>
#include <limits>

namespace chokepoint::dynamics {

namespace {

/// The claims on a supplier's output: customers by weight and order, and final demand as one more customer with the
/// baseline order F̄.
class Claims {
   public:
    /// `fresh` is the final demand that competes with the customers; 0 for customers alone.
    Claims(const DayContext& context, std::uint32_t node, unsigned lane, double fresh, const DayState& state)
        : weights_(sale_weights(context, node, lane)),
          slots_(context.batch.network().sale_slot.data() + context.batch.network().node_sales[node]),
          count_(context.batch.network().node_sales[node + 1] - context.batch.network().node_sales[node]),
          orders_(state.order.data() + lane),
          lanes_(context.batch.lanes()),
          fresh_(fresh) {
        const double normal = context.batch.final_demand.at(node, lane);
        normal_ = normal > 0.0 ? normal : fresh_;
    }

    double normal() const { return normal_; }

    template <class Take>
    void each(const Take& take) const {
        for (std::uint64_t k = 0; k < count_; ++k)
            take(orders_[std::size_t{slots_[k]} * lanes_], weights_[k]);
        if (fresh_ > 0.0) take(fresh_ / normal_, normal_);
    }

   private:
    SaleWeights weights_;
    const std::uint32_t* slots_;
    std::uint64_t count_;
    const double* orders_;
    std::size_t lanes_;
    double fresh_;
    double normal_ = 0.0;
};

// The level λ with Σ w_k·min(r_k, λ) = amount, for an amount below Σ w_k·r_k. It rises from below: claims up to the
// level are served in full, and the rest of the amount gives the others a higher level, until no further claim is below
// it.
double water_level(const Claims& claims, double amount) {
    double level = -1.0;
    for (;;) {
        double left = amount;
        double weight_left = 0.0;
        double highest = 0.0;
        claims.each([&](double ratio, double weight) {
            highest = weight > 0.0 ? std::max(highest, ratio) : highest;
            if (ratio <= level) {
                left -= ratio * weight;
            } else {
                weight_left += weight;
            }
        });
        if (weight_left <= 0.0) return highest;  // the amount is below the claims by rounding alone
        const double next = left / weight_left;
        if (next <= level) return level;
        level = next;
    }
}

bool write_split(DayState& state, std::size_t at, double ration, double fresh_served, double backlog_served) {
    put(state.fresh_served[at], fresh_served);
    put(state.backlog_served[at], backlog_served);
    return put(state.ration[at], ration);
}

}  // namespace

bool ration_output(const DayContext& context, std::uint32_t node, unsigned lane, DayState& state) {
    const std::size_t at = std::size_t{node} * context.batch.lanes() + lane;
    const Rationing rule = context.batch.rules().rationing;
    const double output = state.output[at];
    const double fresh = state.fresh[at];
    const double first_claims = state.orders_in[at] + fresh;
    const double backlog = state.backlog[at];
    const auto of_backlog = [&](double left) {
        return number_of(backlog_served_of<Single>(output, first_claims, backlog, left));
    };
    if (rule == Rationing::water_filling) {
        if (output < first_claims) {
            const Claims claims(context, node, lane, fresh, state);
            const double level = water_level(claims, output);
            return write_split(state, at, level, std::min(fresh, claims.normal() * level), 0.0);
        }
        return write_split(state, at, std::numeric_limits<double>::max(), fresh, of_backlog(output - first_claims));
    }
    if (rule == Rationing::water_filling_final_last) {
        const double to_orders = std::min(output, state.orders_in[at]);
        // If all is served, exactly what was asked: calm lanes of a batch do not pass through here.
        const double to_fresh = output >= first_claims ? fresh : std::min(fresh, output - to_orders);
        const double to_backlog = of_backlog(output - to_orders - to_fresh);
        const double level = to_orders < state.orders_in[at]
                                 ? water_level(Claims(context, node, lane, 0.0, state), to_orders)
                                 : std::numeric_limits<double>::max();
        return write_split(state, at, level, to_fresh, to_backlog);
    }
    if (rule == Rationing::final_demand_last) {
        if (output >= first_claims) {
            return write_split(state, at, 1.0, fresh, of_backlog(output - first_claims));
        }
        const double to_orders = std::min(output, state.orders_in[at]);
        const double ration = state.orders_in[at] > 0.0 ? to_orders / state.orders_in[at] : 1.0;
        const double to_fresh = std::min(fresh, output - to_orders);
        return write_split(state, at, ration, to_fresh, of_backlog(output - to_orders - to_fresh));
    }
    const double demand = first_claims + backlog;
    const double share = demand > 0.0 ? output / demand : 1.0;
    // If orders are split by capacity, the order of a link is that of the slot times the capacity of its supplier.
    const double weight = state.can_make.empty() ? 1.0 : state.can_make[at];
    return write_split(state, at, share * weight, fresh * share, backlog * share);
}

}  // namespace chokepoint::dynamics
