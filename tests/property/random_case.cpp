#include "random_case.hpp"

#include <algorithm>
#include <chokepoint/dynamics/parameters.hpp>
#include <chrono>
#include <cmath>
#include <numeric>
#include <set>

namespace chokepoint {

std::uint64_t Dice::bits() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

double Dice::between(double low, double high) {
    return low + (high - low) * (static_cast<double>(bits() >> 11) * 0x1.0p-53);
}

int Dice::whole(int low, int high) {
    return low + static_cast<int>(bits() % static_cast<std::uint64_t>(high - low + 1));
}

double Dice::one_of(std::initializer_list<double> values) {
    return values.begin()[whole(0, static_cast<int>(values.size()) - 1)];
}

namespace {

double usd_per_day(Dice& dice) {
    return std::pow(10.0, dice.between(2.0, 6.0));
}

dynamics::ProductBehaviour random_product(Dice& dice) {
    dynamics::ProductBehaviour product;
    product.dependence = dice.one_of({0.0, 0.5, 0.84, 1.0});
    product.stock_days = dice.between(1.0, 60.0);
    product.transit_days = dice.one_of({0.0, 0.0, 0.0, 1.0, 5.3, 30.0});
    product.substitutability = dice.one_of({0.0, 0.3, 0.6, 1.0});
    product.qualification_days = dice.one_of({0.0, 10.0, 45.5, 90.0});
    product.resourcing_ramp_days = dice.one_of({0.0, 20.0, 90.0});
    product.overproduction = dice.one_of({1.0, 1.1, 1.25, 2.5});
    // No round thresholds: a stock that equals one to the last bit would test rounding and not the rule.
    product.suspend_below = dice.between(0.05, 0.4);
    product.restart_above = dice.between(0.41, 0.9);
    product.restart_cover_days = dice.between(1.0, 20.0);
    product.restart_ramp_days = dice.one_of({1.0, 7.5, 14.0, 40.0});
    product.switch_days = dice.between(20.0, 400.0);
    product.return_days = dice.between(20.0, 400.0);
    product.rivals_share = dice.one_of({0.0, 0.5, 1.0});
    product.backlog_share = dice.one_of({0.0, 0.5, 1.0});
    product.patience_days = dice.one_of({1.0, 20.5, 60.0});
    product.redeployed_share = dice.one_of({0.0, 0.25, 1.0});
    product.redeployment_half_life_days = dice.between(5.0, 200.0);
    return product;
}

void name_nodes(Dice& dice, int nodes, int products, RandomCase& made) {
    network::Directory& directory = made.directory;
    for (int p = 0; p < products; ++p) {
        directory.products.add("product-" + std::to_string(p));
        directory.product_kind.push_back(static_cast<network::Kind>(dice.whole(0, 2)));
    }
    for (int i = 0; i < nodes; ++i) {
        directory.nodes.add("node-" + std::to_string(i));
        const int company = dice.whole(0, std::max(1, nodes / 2));
        directory.node_company.push_back(directory.companies.add("company-" + std::to_string(company)));
        directory.node_country.push_back(directory.countries.add("country-" + std::to_string(dice.whole(0, 2))));
    }
}

/// Adds links into `customer`; node 0 is a hub that buys more.
void add_purchases(Dice& dice, Shape shape, std::uint32_t customer, const std::vector<network::NodeRecord>& nodes,
                   std::set<std::pair<std::uint32_t, std::uint32_t>>& taken, std::vector<network::LinkRecord>& links) {
    const int count = customer == 0 ? dice.whole(1, 20) : dice.whole(1, 7);
    std::vector<bool> sold(nodes.size(), false);  // by product: the slot has a link with a flow
    for (int k = 0; k < count; ++k) {
        // One draw in four goes to the low numbers, which become hubs with many customers.
        const int last = static_cast<int>(nodes.size()) - 1;
        const auto supplier = static_cast<std::uint32_t>(dice.whole(0, dice.chance(0.25) ? std::min(2, last) : last));
        const std::uint32_t product = nodes[supplier].product;
        if (supplier == customer || (shape == Shape::tiered && product <= nodes[customer].product)) continue;
        if (!taken.emplace(supplier, customer).second) continue;
        network::LinkRecord link{supplier, customer, product};
        if (!sold[product] || dice.chance(0.7)) link.flow = usd_per_day(dice);
        if (link.flow <= 0.0 || dice.chance(0.2)) link.standby = usd_per_day(dice);
        sold[product] = true;
        links.push_back(link);
    }
}

void add_links(Dice& dice, Shape shape, int count, int products, RandomCase& made) {
    std::vector<network::NodeRecord> nodes;
    for (int i = 0; i < count; ++i)
        nodes.push_back({static_cast<std::uint32_t>(dice.whole(0, products - 1))});
    std::vector<network::LinkRecord> links;
    std::set<std::pair<std::uint32_t, std::uint32_t>> taken;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        if (i > 0 && dice.chance(0.25)) continue;  // a node without inputs
        add_purchases(dice, shape, i, nodes, taken, links);
    }
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        const bool sells =
            std::any_of(links.begin(), links.end(), [&](const auto& l) { return l.supplier == i && l.flow > 0.0; });
        if (!sells || dice.chance(0.4)) nodes[i].final_demand = usd_per_day(dice);
        if (sells && dice.chance(0.3)) nodes[i].final_demand = 0.0;
    }
    made.network = network::build_network(nodes, std::move(links));
}

void set_behaviour(Dice& dice, int products, RandomCase& made) {
    std::vector<dynamics::ProductBehaviour> list;
    for (int p = 0; p < products; ++p)
        list.push_back(random_product(dice));
    made.behaviour = dynamics::make_behaviour(made.network, dynamics::Rules{}, std::move(list));
    for (std::size_t s = 0; s < made.network.slot_count(); ++s) {
        made.behaviour.slot_dependence[s] = dice.one_of({0.0, 0.5, 0.84, 1.0});
        made.behaviour.slot_stock_days[s] = dice.one_of({1.0, 60.0, dice.between(1.0, 60.0), dice.between(1.0, 10.0)});
    }
    // A market is product x region.
    std::vector<std::vector<std::uint32_t>> markets(static_cast<std::size_t>(products) * 3);
    for (std::uint32_t i = 0; i < made.network.node_count(); ++i) {
        if (made.network.final_demand[i] <= 0.0 || dice.chance(0.2)) continue;
        markets[made.network.node_product[i] * 3 + made.directory.node_country[i]].push_back(i);
    }
    for (auto& market : markets) {
        if (market.size() > 1) made.behaviour.markets.push_back(std::move(market));
    }
    for (std::uint32_t c = 0; c < made.directory.companies.size(); c += 2) {
        dynamics::CashAccount account;
        account.company = c;
        account.fixed_cost_share = dice.one_of({0.0, 0.1, 0.4});
        account.margin = dice.one_of({0.0, 0.05, -0.02});
        for (std::uint32_t i = 0; i < made.network.node_count(); ++i) {
            if (made.directory.node_company[i] == c) account.nodes.push_back(i);
        }
        if (dice.chance(0.7)) account.initial_usd = dice.between(10.0, 200.0) * usd_per_day(dice);
        made.behaviour.accounts.push_back(std::move(account));
    }
}

std::vector<std::uint32_t> some_of(Dice& dice, std::size_t size, int most) {
    std::vector<std::uint32_t> list;
    for (int k = dice.whole(0, most); k > 0; --k)
        list.push_back(static_cast<std::uint32_t>(dice.whole(0, static_cast<int>(size) - 1)));
    return list;
}

void add_actions(Dice& dice, int quiet_from, RandomCase& made) {
    const network::Directory& directory = made.directory;
    std::set<int> begins;  // no two on the same day, so that none contradicts another
    for (int count = dice.whole(1, 6); count > 0; --count) {
        const int from = dice.whole(-20, quiet_from - 60);
        if (!begins.insert(from).second) continue;
        policy::Action action;
        action.name = "action-" + std::to_string(made.actions.size());
        action.type = dice.chance(0.7) ? policy::ActionType::deny : policy::ActionType::license;
        action.openness =
            action.type == policy::ActionType::deny ? dice.one_of({0.0, 0.0, 0.0, 0.35}) : dice.one_of({1.0, 0.6});
        action.from = made.start + std::chrono::days(from);
        int until = dice.whole(from + 1, quiet_from - 1);
        // Every second one ends on the day on which another one begins, if there is a later such day.
        const auto next = begins.upper_bound(from);
        if (next != begins.end() && dice.chance(0.5)) until = *next;
        action.until = made.start + std::chrono::days(until);
        action.selector.exporter_countries = some_of(dice, directory.countries.size(), 1);
        action.selector.target_companies = some_of(dice, directory.companies.size(), 3);
        if (dice.chance(0.3)) action.selector.products = some_of(dice, directory.products.size(), 2);
        if (dice.chance(0.2)) action.selector.kinds = {static_cast<network::Kind>(dice.whole(0, 2))};
        const auto number = static_cast<std::uint32_t>(made.actions.size());
        made.actions.push_back(action);
        made.arm.push_back(number);
        if (!dice.chance(0.3)) continue;
        policy::Action lift;
        lift.name = action.name + "-lift";
        lift.type = policy::ActionType::lift;
        lift.ends = number;
        lift.from = action.from + std::chrono::days(dice.whole(1, 120));
        made.arm.push_back(static_cast<std::uint32_t>(made.actions.size()));
        made.actions.push_back(lift);
    }
    policy::Action payment;
    payment.name = "payment";
    payment.type = policy::ActionType::settlement;
    payment.from = made.start + std::chrono::days(dice.whole(0, quiet_from - 1));
    payment.company = static_cast<std::uint32_t>(dice.whole(0, static_cast<int>(directory.companies.size()) - 1));
    payment.penalty_usd = 10.0 * usd_per_day(dice);
    payment.escrow_usd = usd_per_day(dice);
    made.arm.push_back(static_cast<std::uint32_t>(made.actions.size()));
    made.actions.push_back(payment);
}

/// Damage of up to every third node; a second one of the same node may overlap the first.
void add_damage(Dice& dice, int quiet_from, RandomCase& made) {
    const auto nodes = static_cast<int>(made.network.node_count());
    for (int count = dice.whole(0, nodes / 3); count > 0; --count) {
        policy::Damage hit;
        hit.node = static_cast<std::uint32_t>(dice.whole(0, nodes - 1));
        hit.first_day = dice.whole(0, quiet_from - 100);
        for (int times = dice.chance(0.4) ? 2 : 1; times > 0; --times) {
            hit.days = dice.whole(1, 30);
            hit.lost = dice.one_of({1.0, dice.between(0.0, 1.0), dice.between(0.0, 0.3)});
            hit.recovery = static_cast<policy::Recovery>(dice.whole(0, 3));
            hit.recovery_days = dice.between(2.5, 60.0);
            made.damage.push_back(hit);
            hit.first_day += dice.whole(0, 40);
        }
    }
}

}  // namespace

RandomCase make_random_case(std::uint64_t seed, int days, int quiet_from, Shape shape) {
    Dice dice(seed);
    RandomCase made;
    made.start = std::chrono::sys_days(std::chrono::year(2018) / 1 / 1);
    made.end = made.start + std::chrono::days(days - 1);
    const int nodes = dice.whole(3, 60);
    const int products = dice.whole(2, 6);
    name_nodes(dice, nodes, products, made);
    add_links(dice, shape, nodes, products, made);
    set_behaviour(dice, products, made);
    add_actions(dice, quiet_from, made);
    add_damage(dice, quiet_from, made);
    made.origin.resize(made.network.node_count());
    std::iota(made.origin.begin(), made.origin.end(), 0U);
    return made;
}

void set_rules(RandomCase& chosen, const dynamics::Rules& rules) {
    chosen.behaviour.rules = rules;
    if (rules.slots != dynamics::SlotRule::link) return;
    const network::SupplyNetwork old = std::move(chosen.network);
    const dynamics::Behaviour& behaviour = chosen.behaviour;
    std::vector<network::NodeRecord> nodes;
    std::vector<network::LinkRecord> links;
    std::vector<double> dependence;
    std::vector<double> stock_days;
    for (std::uint32_t i = 0; i < old.node_count(); ++i) {
        nodes.push_back({old.node_product[i], old.output[i], old.final_demand[i]});
        for (std::uint32_t s = old.node_slots[i]; s < old.node_slots[i + 1]; ++s) {
            for (std::uint64_t e = old.slot_links[s]; e < old.slot_links[s + 1]; ++e) {
                if (old.link_flow[e] <= 0.0) continue;  // a stock from a supplier without a flow has no size
                links.push_back({old.link_supplier[e], i, old.slot_product[s], old.link_flow[e]});
                dependence.push_back(behaviour.slot_dependence[s]);
                const bool one_target = rules.slowdown > 0.0 || rules.adaptations.suspension;
                const double own =
                    one_target ? 1.0 : 1.0 + 0.125 * ((3 * chosen.origin[old.link_supplier[e]] + chosen.origin[i]) % 5);
                stock_days.push_back(behaviour.slot_stock_days[s] * own);
            }
        }
    }
    chosen.network = network::build_network(nodes, links, true);
    chosen.behaviour.slot_dependence = std::move(dependence);
    chosen.behaviour.slot_stock_days = std::move(stock_days);
}

bool runs_in_lanes(const dynamics::Rules& rules) {
    return rules.orders == dynamics::OrderRule::planned && rules.capacity == dynamics::CapacityRule::fixed &&
           rules.slots == dynamics::SlotRule::product && rules.production != dynamics::ProductionRule::linear &&
           rules.slowdown == 0.0 && !rules.split_by_capacity;
}

policy::OpennessSchedule schedule_of(const RandomCase& chosen) {
    policy::OpennessSchedule schedule = policy::compile_openness(chosen.network, chosen.directory, chosen.actions,
                                                                 chosen.arm, chosen.start, chosen.end);
    schedule.damage = chosen.damage;
    return schedule;
}

std::vector<RuleSet> preset_rule_sets() {
    std::vector<RuleSet> sets;
    for (const dynamics::Preset& preset : dynamics::preset_table()) {
        for (const std::string_view name : dynamics::rationing_names()) {
            RuleSet set{std::string(preset.name) + ", " + std::string(name), preset.rules};
            set.rules.rationing = dynamics::parse_rationing(name);
            sets.push_back(std::move(set));
        }
    }
    return sets;
}

std::vector<RuleSet> preset_and_mixed_rule_sets() {
    std::vector<RuleSet> sets = preset_rule_sets();
    const auto add = [&](std::string_view preset, const std::string& with, auto change) {
        RuleSet set{std::string(preset) + " with " + with, dynamics::find_preset(preset)->rules};
        change(set.rules);
        sets.push_back(std::move(set));
    };
    add("ario", "orders by capacity", [](dynamics::Rules& rules) { rules.split_by_capacity = true; });
    add("ario", "orders by capacity and a short memory", [](dynamics::Rules& rules) {
        rules.split_by_capacity = true;
        rules.overproduction_days = 20.0;
        rules.order_adjust_days = 8.0;
    });
    add("ario", "a slowdown at once", [](dynamics::Rules& rules) { rules.slowdown = 1.0; });
    add("inoue-todo", "a fixed target (o1)",
        [](dynamics::Rules& rules) { rules.orders = dynamics::OrderRule::actual_fixed_target; });
    add("inoue-todo", "no negative gap (o2), final demand last among levels", [](dynamics::Rules& rules) {
        rules.orders = dynamics::OrderRule::actual_no_excess;
        rules.rationing = dynamics::Rationing::water_filling_final_last;
    });
    add("inoue-todo", "a slowdown and hired labour", [](dynamics::Rules& rules) {
        rules.slowdown = 0.6;
        rules.capacity = dynamics::CapacityRule::labour;
    });
    add("inoue-todo", "one stock a product", [](dynamics::Rules& rules) { rules.slots = dynamics::SlotRule::product; });
    add("pichler", "slow hiring and fast firing", [](dynamics::Rules& rules) {
        rules.hire_rate = 0.01;
        rules.fire_rate = 0.9;
        rules.rationing = dynamics::Rationing::final_demand_last;
    });
    add("pichler", "overproduction and orders by capacity", [](dynamics::Rules& rules) {
        rules.capacity = dynamics::CapacityRule::overproduction;
        rules.split_by_capacity = true;
    });
    add("export-control-rigid", "orders for what was made",
        [](dynamics::Rules& rules) { rules.orders = dynamics::OrderRule::actual; });
    add("export-control-rigid", "overproduction", [](dynamics::Rules& rules) {
        rules.capacity = dynamics::CapacityRule::overproduction;
        rules.overproduction_days = 30.0;
    });
    const auto produce = [&](std::string_view preset, dynamics::ProductionRule rule) {
        const std::string_view name = dynamics::production_names()[static_cast<std::size_t>(rule)];
        add(preset, std::string(name) + " production", [&](dynamics::Rules& rules) { rules.production = rule; });
    };
    for (const dynamics::ProductionRule rule :
         {dynamics::ProductionRule::leontief, dynamics::ProductionRule::strongly_critical,
          dynamics::ProductionRule::weakly_critical, dynamics::ProductionRule::linear}) {
        produce("pichler", rule);
        produce("export-control", rule);
    }
    produce("ario", dynamics::ProductionRule::linear);
    produce("inoue-todo", dynamics::ProductionRule::linear);
    produce("inoue-todo", dynamics::ProductionRule::strongly_critical);
    return sets;
}

std::vector<RuleSet> all_rule_sets() {
    std::vector<RuleSet> sets = preset_and_mixed_rule_sets();
    for (RuleSet set : preset_and_mixed_rule_sets()) {
        set.name += ", all on";
        set.rules.adaptations = {true, true, true, true, true, true, true};
        set.rules.order_adjust_days = 3.7;
        set.rules.order_ceiling = 1.6;
        sets.push_back(set);
    }
    return sets;
}

}  // namespace chokepoint
