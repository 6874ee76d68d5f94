#pragma once

#include <chokepoint/base/ids.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <cstdint>
#include <limits>
#include <vector>

namespace chokepoint::dynamics {

/// How a node's output is split when it cannot serve all of its demand.
enum class Rationing : std::uint8_t {
    proportional,       ///< Everyone gets the same share of what they asked for (R0).
    final_demand_last,  ///< Customers in proportion first, final demand from the rest (R1).
    water_filling,  ///< Up to one common multiple of the baseline order; whoever asks for less is served in full (R2).
    water_filling_final_last,  ///< The same among customers; final demand from the rest (R3).
};

/// Whether the ration is a multiple of the baseline order, not a share of the order.
inline bool fills_by_level(Rationing rule) {
    return rule == Rationing::water_filling || rule == Rationing::water_filling_final_last;
}

/// What tomorrow's orders are, with x today's output, D demand, c the cover of a slot, n its target, all as shares or
/// days of baseline, and τ the days in which a gap is to be closed.
enum class OrderRule : std::uint8_t {
    planned,              ///< y + (n·y − c)/τ, y = min(α, D): the output planned.
    actual,               ///< x + (n·x − c)/τ (Inoue and Todo 2019).
    actual_fixed_target,  ///< x + (n − c)/τ (their variant o1).
    actual_no_excess,     ///< x + max(0, n·x − c)/τ (their variant o2).
    capped_no_excess,     ///< x + max(0, n·min(D, capacity) − c)/τ (ARIO, Hallegatte 2014).
    demand_fixed_target,  ///< D + (n − c)/τ (Pichler et al. 2022).
};

/// What the stocks of a node let it make together, c the cover of a slot in days of baseline use, d its dependence
/// (Pichler et al. 2022): 1 critical, between 0 and 1 important, 0 non-critical.
enum class ProductionRule : std::uint8_t {
    leontief,           ///< min c over all inputs, whatever their dependence.
    strongly_critical,  ///< min c over critical and important inputs.
    half_critical,      ///< min (1 − d) + d·c: an important input that is out, d = ½, leaves a half.
    weakly_critical,    ///< min c over critical inputs.
    linear,             ///< ΣS/ΣA over all inputs, whatever their dependence: any input stands in for any other.
};

/// The dependence d' with which min (1 − d') + d'·c is what the rule says of an input of dependence `d`; of linear,
/// which is no such minimum, 1.
double counted_dependence(ProductionRule rule, double d);

/// What a node can make beyond its stocks.
enum class CapacityRule : std::uint8_t {
    fixed,           ///< α·κ, α its product's overproduction.
    overproduction,  ///< α grows to the product's overproduction while demand is not met, and falls back (ARIO).
    labour,          ///< Hired and fired towards what inputs and demand allow (Pichler et al. 2022).
};

/// What a stock is kept of.
enum class SlotRule : std::uint8_t {
    product,  ///< All that a node buys of one product is one stock.
    link,     ///< One stock a supplier; those of one product are used in proportion to what is there.
};

/// Which adaptations a run has; the published presets have none.
struct Adaptations {
    bool resourcing = false;
    bool suspension = false;
    bool customer_loss = false;
    bool rivals = false;
    bool backlog = false;
    bool redeployment = false;
    bool insolvency = false;
};

/// Rules and numbers that hold for the whole network. Sources and bounds: parameter_table().
struct Rules {
    Rationing rationing = Rationing::water_filling;
    Adaptations adaptations;
    double order_adjust_days = 6.0;
    double order_ceiling = 2.0;
    ProductionRule production = ProductionRule::half_critical;
    OrderRule orders = OrderRule::planned;
    CapacityRule capacity = CapacityRule::fixed;
    SlotRule slots = SlotRule::product;
    bool split_by_capacity = false;      ///< A slot's order goes to suppliers by flow times capacity, not by flow.
    double slowdown = 0.0;               ///< ψ: output is held to c/max(1, ψ·n); 0: only an empty stock holds it.
    double overproduction_days = 365.0;  ///< In which α goes all the way.
    double hire_rate = 1.0 / 30.0;       ///< Of the labour missing, a day.
    double fire_rate = 2.0 / 30.0;       ///< Of the labour too many, a day.
};

/// How one product behaves: as an input of those who buy it, and as the output of those who sell it.
/// Sources, units and bounds of every member: parameter_table().
struct ProductBehaviour {
    // As an input.
    double dependence = 1.0;
    double stock_days = 15.0;
    double transit_days = 0.0;
    double substitutability = 0.5;
    double qualification_days = 90.0;
    double resourcing_ramp_days = 90.0;
    // As an output.
    double overproduction = 1.25;
    double suspend_below = 0.25;
    double restart_above = 0.5;
    double restart_cover_days = 7.0;
    double restart_ramp_days = 14.0;
    double switch_days = 365.0;
    double return_days = 365.0;
    double rivals_share = 0.5;
    double backlog_share = 0.5;
    double patience_days = 60.0;
    double redeployed_share = 0.25;
    double redeployment_half_life_days = 180.0;
};

/// The transit time that counts: what is under way for less than a day arrives on the day.
inline double transit_lag(const ProductBehaviour& product) {
    return product.transit_days >= 1.0 ? product.transit_days : 0.0;
}

/// Cash of a company: revenue less purchases, variable and fixed cost, and penalties.
struct CashAccount {
    std::uint32_t company = kNone;
    std::vector<std::uint32_t> nodes;
    double fixed_cost_share = 0.0;  ///< Of baseline revenue, paid every day whatever is sold.
    double margin = 0.0;            ///< Of baseline revenue, left after all cost when nothing happens.
    double initial_usd = std::numeric_limits<double>::quiet_NaN();  ///< Not known: NaN, and never "run out".
};

/// Everything the day step needs besides the network.
struct Behaviour {
    Rules rules;
    std::vector<ProductBehaviour> products;
    std::vector<double> slot_dependence;              ///< d_ip in [0, 1], one a slot.
    std::vector<double> slot_stock_days;              ///< n_ip >= 1, one a slot.
    std::vector<std::vector<std::uint32_t>> markets;  ///< Nodes that compete for the same final demand.
    std::vector<CashAccount> accounts;
};

/// Behaviour of a network in which every slot has its product's dependence and stock.
Behaviour make_behaviour(const network::SupplyNetwork& network, const Rules& rules,
                         std::vector<ProductBehaviour> products);

}  // namespace chokepoint::dynamics
