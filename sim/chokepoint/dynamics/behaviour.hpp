#pragma once

#include <chokepoint/base/ids.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <cstdint>
#include <limits>
#include <vector>

namespace chokepoint::dynamics {

/// How a node's output is split when it cannot serve all of its demand.
enum class Rationing : std::uint8_t {
    proportional,              ///< Everyone gets the same share of their order (R0).
    final_demand_last,         ///< Customers first, in proportion; final demand gets the rest (R1).
    water_filling,             ///< Everyone is served up to one multiple of their baseline order (R2).
    water_filling_final_last,  ///< The same among customers; final demand gets the rest (R3).
};

/// Whether a ration is a multiple of the baseline order rather than a share of the order.
inline bool fills_by_level(Rationing rule) {
    return rule == Rationing::water_filling || rule == Rationing::water_filling_final_last;
}

/// How tomorrow's orders are set. x is today's output, D demand, c the cover of a slot and n its target, all as shares
/// or days of baseline; τ is the number of days in which a gap is closed.
enum class OrderRule : std::uint8_t {
    planned,              ///< y + (n·y − c)/τ, y = min(α, D): the output planned.
    actual,               ///< x + (n·x − c)/τ (Inoue and Todo 2019).
    actual_fixed_target,  ///< x + (n − c)/τ (their variant o1).
    actual_no_excess,     ///< x + max(0, n·x − c)/τ (their variant o2).
    capped_no_excess,     ///< x + max(0, n·min(D, capacity) − c)/τ (ARIO, Hallegatte 2014).
    demand_fixed_target,  ///< D + (n − c)/τ (Pichler et al. 2022).
};

/// How the stocks of a node limit its output. c is the cover of a slot in days of baseline use and d its dependence
/// (Pichler et al. 2022): critical if 1, important if between 0 and 1, non-critical if 0.
enum class ProductionRule : std::uint8_t {
    leontief,           ///< min c over all inputs, whatever their dependence.
    strongly_critical,  ///< min c over critical and important inputs.
    half_critical,      ///< min (1 − d) + d·c: without an important input with d = ½, half of the output is left.
    weakly_critical,    ///< min c over critical inputs.
    linear,             ///< ΣS/ΣA over all inputs, whatever their dependence: any input can replace any other.
};

/// The dependence d' for which min (1 − d') + d'·c gives the rule's limit for an input with dependence `d`. Returns 1
/// for the linear rule, which is not such a minimum.
double counted_dependence(ProductionRule rule, double d);

/// How the capacity of a node changes.
enum class CapacityRule : std::uint8_t {
    fixed,           ///< α·κ, α its product's overproduction.
    overproduction,  ///< α grows to the product's overproduction while demand is not met, then falls back (ARIO).
    labour,          ///< Labour is hired and fired to match inputs and demand (Pichler et al. 2022).
};

/// What a node keeps separate stocks of.
enum class SlotRule : std::uint8_t {
    product,  ///< One stock per product.
    link,     ///< One stock per supplier; those of one product are used in proportion to their levels.
};

/// The adaptations of a run. Published presets have none.
struct Adaptations {
    bool resourcing = false;
    bool suspension = false;
    bool customer_loss = false;
    bool rivals = false;
    bool backlog = false;
    bool redeployment = false;
    bool insolvency = false;
};

/// Rules and parameters of the whole network. Sources and bounds: parameter_table().
struct Rules {
    Rationing rationing = Rationing::water_filling;
    Adaptations adaptations;
    double order_adjust_days = 6.0;
    double order_ceiling = 2.0;
    ProductionRule production = ProductionRule::half_critical;
    OrderRule orders = OrderRule::planned;
    CapacityRule capacity = CapacityRule::fixed;
    SlotRule slots = SlotRule::product;
    bool split_by_capacity = false;      ///< Orders are split by flow times capacity, not by flow alone.
    double slowdown = 0.0;               ///< ψ: limits output to c/max(1, ψ·n); 0: only an empty stock limits it.
    double overproduction_days = 365.0;  ///< Time in which α reaches its maximum.
    double hire_rate = 1.0 / 30.0;       ///< Share of missing labour hired per day.
    double fire_rate = 2.0 / 30.0;       ///< Share of excess labour fired per day.
};

/// The parameters of one product, as an input of its buyers and as the output of its sellers. Sources, units and
/// bounds: parameter_table().
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

/// The transit time that takes effect. Goods that take less than a day arrive on the same day.
inline double transit_lag(const ProductBehaviour& product) {
    return product.transit_days >= 1.0 ? product.transit_days : 0.0;
}

/// Cash of a company: revenue less purchases, variable and fixed cost, and penalties.
struct CashAccount {
    std::uint32_t company = kNone;
    std::vector<std::uint32_t> nodes;
    double fixed_cost_share = 0.0;  ///< Of baseline revenue, paid every day whatever the sales.
    double margin = 0.0;            ///< Of baseline revenue, left after all costs at the baseline.
    double initial_usd = std::numeric_limits<double>::quiet_NaN();  ///< NaN if unknown: the account never runs out.
};

/// Everything the day step needs besides the network.
struct Behaviour {
    Rules rules;
    std::vector<ProductBehaviour> products;
    std::vector<double> slot_dependence;              ///< d_ip in [0, 1], one per slot.
    std::vector<double> slot_stock_days;              ///< n_ip >= 1, one per slot.
    std::vector<std::vector<std::uint32_t>> markets;  ///< Nodes that compete for the same final demand.
    std::vector<CashAccount> accounts;
};

/// The behaviour of a network in which every slot has the dependence and stock of its product.
Behaviour make_behaviour(const network::SupplyNetwork& network, const Rules& rules,
                         std::vector<ProductBehaviour> products);

}  // namespace chokepoint::dynamics
