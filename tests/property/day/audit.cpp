#include "audit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace chokepoint {

namespace {

constexpr double kBooks = 1e-11;
constexpr double kLimits = 1e-12;

std::string complaint(const std::string& what, std::size_t at, double is, double should) {
    return what + " of " + std::to_string(at) + " is " + std::to_string(is) + ", should be " + std::to_string(should) +
           ", difference " + std::to_string((is - should) * 1e12) + "e-12";
}

bool close(double a, double b, double scale, double tolerance) {
    return std::abs(a - b) <= tolerance * std::max({std::abs(a), std::abs(b), scale});
}

/// A customer's or final demand's claim on a supplier, in USD.
struct Claim {
    double asked = 0.0;
    double weight = 0.0;  ///< What it is served at level 1.
    double served = 0.0;
};

/// Fills claims up to a common multiple of their weights, which is found by bisection.
void fill_to_level(std::vector<Claim>& claims, double amount) {
    const auto served_at = [&](double level) {
        return std::accumulate(claims.begin(), claims.end(), 0.0,
                               [&](double sum, const Claim& c) { return sum + std::min(c.asked, level * c.weight); });
    };
    double low = 0.0;
    double high = 1.0;
    for (const Claim& claim : claims) {
        if (claim.weight > 0.0) high = std::max(high, claim.asked / claim.weight);
    }
    if (served_at(high) > amount) {
        for (double middle = high / 2; middle > low && middle < high; middle = low + (high - low) / 2)
            (served_at(middle) < amount ? low : high) = middle;
    }
    for (Claim& claim : claims)
        claim.served = std::min(claim.asked, high * claim.weight);
}

void fill_in_proportion(std::vector<Claim>& claims, double amount) {
    double asked = 0.0;
    for (const Claim& claim : claims)
        asked += claim.asked;
    for (Claim& claim : claims)
        claim.served = asked > 0.0 ? claim.asked * std::min(1.0, amount / asked) : 0.0;
}

double total_served(const std::vector<Claim>& claims) {
    double sum = 0.0;
    for (const Claim& claim : claims)
        sum += claim.served;
    return sum;
}

/// Serves the orders, then fresh final demand, then backlog, which are the last two claims.
void ration(dynamics::Rationing rule, double output, std::vector<Claim>& claims) {
    Claim backlog = claims.back();
    claims.pop_back();
    if (rule == dynamics::Rationing::proportional) {
        claims.push_back(backlog);
        fill_in_proportion(claims, output);
        return;
    }
    if (rule == dynamics::Rationing::water_filling) {
        fill_to_level(claims, output);
    } else {
        Claim fresh = claims.back();
        claims.pop_back();
        if (rule == dynamics::Rationing::water_filling_final_last) {
            fill_to_level(claims, output);
        } else {
            fill_in_proportion(claims, output);
        }
        fresh.served = std::min(fresh.asked, std::max(0.0, output - total_served(claims)));
        claims.push_back(fresh);
    }
    backlog.served = std::min(backlog.asked, std::max(0.0, output - total_served(claims)));
    claims.push_back(backlog);
}

/// The days that a node's stock of a product lasts: of one slot, or of all slots of the product that are used together.
double joint_cover_days(const network::SupplyNetwork& network, const dynamics::Behaviour& behaviour,
                        const dynamics::DayState& state, std::uint32_t slot) {
    if (behaviour.rules.slots == dynamics::SlotRule::product) return state.cover[slot];
    const std::uint32_t i = network.slot_customer[slot];
    double usd = 0.0;
    double need = 0.0;
    for (std::uint32_t s = network.node_slots[i]; s < network.node_slots[i + 1]; ++s) {
        if (network.slot_product[s] != network.slot_product[slot]) continue;
        usd += state.cover[s] * network.slot_need[s];
        need += network.slot_need[s];
    }
    return usd / need;
}

/// Capacity as a share of baseline output. Labour that is hired or fired in the evening counts from the next day.
double capacity_share(const network::SupplyNetwork& network, const dynamics::Behaviour& behaviour,
                      const dynamics::DayState& before, const dynamics::DayState& after, std::size_t i) {
    const double intact = after.intact.empty() ? 1.0 : after.intact[i];
    switch (behaviour.rules.capacity) {
        case dynamics::CapacityRule::fixed:
            return behaviour.products[network.node_product[i]].overproduction * after.ramp[i] * intact;
        case dynamics::CapacityRule::overproduction:
            return after.effort[i] * after.ramp[i] * intact;
        case dynamics::CapacityRule::labour:
            return std::min(before.effort[i], intact) * after.ramp[i];
    }
    return 0.0;
}

}  // namespace

std::string audit_goods(const network::SupplyNetwork& network, const dynamics::Behaviour& behaviour,
                        const dynamics::LinkControl& links, const dynamics::DayState& before,
                        const dynamics::DayState& after) {
    const std::size_t nodes = network.node_count();
    std::vector<std::vector<Claim>> claims(nodes);
    std::vector<std::vector<std::uint64_t>> sold(nodes);
    for (std::uint32_t s = 0; s < network.slot_count(); ++s) {
        for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
            const std::uint32_t supplier = network.link_supplier[e];
            const double weight = links.purchase_weight(e);
            if (weight != links.sale_weight(supplier, network.sale_of(supplier, s))) return "a link has two weights";
            const double by_capacity = before.can_make.empty() ? 1.0 : before.can_make[supplier];
            claims[supplier].push_back({weight * before.order[s] * by_capacity, weight * by_capacity});
            sold[supplier].push_back(e);
        }
    }
    std::vector<double> delivered(network.link_count(), 0.0);
    double to_customers = 0.0;
    double produced_for_customers = 0.0;
    double produced = 0.0;
    double baseline = 0.0;
    for (std::size_t j = 0; j < nodes; ++j) {
        double orders = 0.0;
        for (const Claim& claim : claims[j])
            orders += claim.asked;
        if (!close(orders, after.orders_in[j], network.output[j], kBooks))
            return complaint("orders received", j, after.orders_in[j], orders);
        const double normal = network.final_demand[j] > 0.0 ? network.final_demand[j] : after.fresh[j];
        claims[j].push_back({after.fresh[j], normal});
        claims[j].push_back({after.backlog[j], after.backlog[j]});
        ration(behaviour.rules.rationing, after.output[j], claims[j]);
        const double backlog_served = claims[j].back().served;
        const double fresh_served = claims[j][claims[j].size() - 2].served;
        const double scale = std::max(network.output[j], after.output[j]);
        if (!close(fresh_served, after.fresh_served[j], scale, kBooks))
            return complaint("final demand served", j, after.fresh_served[j], fresh_served);
        if (!close(backlog_served, after.backlog_served[j], scale, kBooks))
            return complaint("backlog served", j, after.backlog_served[j], backlog_served);
        const double shipped = total_served(claims[j]) - fresh_served - backlog_served;
        const double kept = after.output[j] - after.fresh_served[j] - after.backlog_served[j];
        if (!close(shipped, kept, scale, kBooks)) return complaint("what was shipped", j, kept, shipped);
        for (std::size_t k = 0; k < sold[j].size(); ++k)
            delivered[sold[j][k]] = claims[j][k].served;
        to_customers += shipped;
        produced_for_customers += kept;
        produced += after.output[j];
        baseline += network.output[j];
    }
    // If output is close to zero, amounts are below the resolution of rounding.
    if (!close(to_customers, produced_for_customers, std::max(produced, 1e-6 * baseline), kBooks))
        return complaint("all that was shipped", 0, produced_for_customers, to_customers);

    for (std::size_t i = 0; i < nodes; ++i) {
        for (std::uint32_t s = network.node_slots[i]; s < network.node_slots[i + 1]; ++s) {
            const double need = network.slot_need[s];
            double arrived = 0.0;
            for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e)
                arrived += delivered[e];
            const double was_under_way = before.transit.empty() ? 0.0 : before.transit[s];
            const double under_way = (after.transit.empty() ? 0.0 : after.transit[s] - was_under_way) * need;
            const double received = after.received[s] * need;
            const double days = 1.0 + was_under_way + before.cover[s];
            if (!close(arrived, received + under_way, need * days, kBooks))
                return complaint("what was received or came under way in slot", s, received + under_way, arrived);
            const double stock = before.cover[s] * need;
            const double joint = joint_cover_days(network, behaviour, before, s);
            const double share = joint > 0.0 ? before.cover[s] / joint : 0.0;
            const double used = std::min(stock, share * need / network.output[i] * after.output[i]);
            if (!close(after.cover[s] * need, stock + received - used, need * days, kBooks))
                return complaint("stock of slot", s, after.cover[s] * need, stock + received - used);
        }
    }
    return {};
}

std::string audit_signs(const dynamics::DayState& state) {
    const auto check = [](const std::vector<double>& values, const char* name, double most) -> std::string {
        for (std::size_t k = 0; k < values.size(); ++k) {
            if (!std::isfinite(values[k]) || values[k] < 0.0 || values[k] > most)
                return std::string(name) + " of " + std::to_string(k) + " is " + std::to_string(values[k]);
        }
        return {};
    };
    constexpr double kAny = std::numeric_limits<double>::max();
    for (const std::string& fault : {check(state.cover, "cover", kAny),
                                     check(state.order, "order", kAny),
                                     check(state.received, "what is received", kAny),
                                     check(state.transit, "what is under way", kAny),
                                     check(state.output, "output", kAny),
                                     check(state.use_rate, "use", kAny),
                                     check(state.plan, "plan", kAny),
                                     check(state.ration, "ration", kAny),
                                     check(state.orders_in, "orders", kAny),
                                     check(state.fresh, "fresh demand", kAny),
                                     check(state.fresh_served, "fresh demand served", kAny),
                                     check(state.backlog, "backlog", kAny),
                                     check(state.backlog_served, "backlog served", kAny),
                                     check(state.gained, "gain from rivals", kAny),
                                     check(state.redeployed, "redeployed sales", kAny),
                                     check(state.goodwill, "goodwill", 1.0),
                                     check(state.ramp, "ramp", 1.0),
                                     check(state.intact, "what is intact", 1.0),
                                     check(state.effort, "effort", kAny),
                                     check(state.can_make, "capacity", kAny)}) {
        if (!fault.empty()) return fault;
    }
    for (const double cash : state.cash_usd) {
        if (!std::isfinite(cash)) return "cash is not finite";
    }
    return {};
}

std::string audit_output(const network::SupplyNetwork& network, const dynamics::Behaviour& behaviour,
                         const dynamics::DayState& before, const dynamics::DayState& after) {
    for (std::size_t i = 0; i < network.node_count(); ++i) {
        const double normal = network.output[i];
        const double capacity = capacity_share(network, behaviour, before, after, i) * normal;
        const double demand = after.orders_in[i] + after.fresh[i] + after.backlog[i];
        double inputs = std::numeric_limits<double>::max();
        double stock_of_all = 0.0;
        double need_of_all = 0.0;
        const dynamics::ProductionRule rule = behaviour.rules.production;
        for (std::uint32_t s = network.node_slots[i]; s < network.node_slots[i + 1]; ++s) {
            const double coefficient = network.slot_need[s] / normal;  // a_ip
            double usd = joint_cover_days(network, behaviour, before, s) * network.slot_need[s];
            const double psi_days = behaviour.rules.slowdown * behaviour.slot_stock_days[s];
            if (psi_days > 1.0) usd /= psi_days;
            stock_of_all += usd;
            need_of_all += coefficient;
            const double dependence = behaviour.slot_dependence[s];
            double from_stock = usd / coefficient;  // S_ip / a_ip
            if (rule == dynamics::ProductionRule::linear) continue;
            if (rule == dynamics::ProductionRule::half_critical) {
                from_stock = (1.0 - dependence) * normal + dependence * from_stock;
            }
            const bool counts =
                rule == dynamics::ProductionRule::leontief ||
                (rule == dynamics::ProductionRule::weakly_critical ? dependence == 1.0 : dependence > 0.0);
            if (counts) inputs = std::min(inputs, from_stock);
        }
        if (rule == dynamics::ProductionRule::linear && need_of_all > 0.0) inputs = stock_of_all / need_of_all;
        const double least = std::min({capacity, demand, inputs});
        const double slack = kLimits * std::max(normal, demand);
        if (after.output[i] > capacity + slack)
            return complaint("output against capacity", i, after.output[i], capacity);
        if (after.output[i] > demand + slack) return complaint("output against demand", i, after.output[i], demand);
        if (after.output[i] > inputs + slack) return complaint("output against inputs", i, after.output[i], inputs);
        const double should = after.suspended[i] == 0 ? least : 0.0;
        if (std::abs(after.output[i] - should) > slack) return complaint("output", i, after.output[i], should);
    }
    return {};
}

}  // namespace chokepoint
