#include "small_world.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace chokepoint {

SmallWorld::SmallWorld() : rules(dynamics::find_preset("export-control-rigid")->rules) {
    rules.rationing = dynamics::Rationing::proportional;
}

std::uint32_t SmallWorld::add_node(double final_usd) {
    const auto number = static_cast<std::uint32_t>(nodes.size());
    nodes.push_back({number, -1.0, final_usd});
    products.emplace_back();
    return number;
}

void SmallWorld::add_link(std::uint32_t supplier, std::uint32_t customer, std::uint32_t product, double usd,
                          double standby_usd) {
    links.push_back({supplier, customer, product, usd, standby_usd});
}

void SmallWorld::build() {
    network = network::build_network(nodes, links, rules.slots == dynamics::SlotRule::link);
    behaviour = dynamics::make_behaviour(network, rules, products);
}

void SmallWorld::deny(std::uint32_t supplier, std::uint32_t customer, int from, int until) {
    for (std::uint32_t s = network.node_slots[customer]; s < network.node_slots[customer + 1]; ++s) {
        const auto known = std::find(schedule.slots.begin(), schedule.slots.end(), s);
        if (known == schedule.slots.end()) {
            // Slots are added in ascending order, because tests deny them in that order.
            schedule.slots.push_back(s);
            if (schedule.slot_first.empty()) schedule.slot_first.push_back(0);
            for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e)
                schedule.links.push_back(e);
            schedule.slot_first.push_back(static_cast<std::uint32_t>(schedule.links.size()));
        }
    }
    for (std::uint32_t k = 0; k < schedule.links.size(); ++k) {
        const std::uint64_t e = schedule.links[k];
        const bool of_customer = e >= network.slot_links[network.node_slots[customer]] &&
                                 e < network.slot_links[network.node_slots[customer + 1]];
        if (!of_customer || network.link_supplier[e] != supplier) continue;
        schedule.changes.push_back({from, k, 0.0});
        schedule.changes.push_back({until + 1, k, 1.0});
    }
    std::sort(schedule.changes.begin(), schedule.changes.end(),
              [](const auto& a, const auto& b) { return std::tie(a.day, a.link) < std::tie(b.day, b.link); });
}

void SmallWorld::use(std::string_view preset) {
    rules = dynamics::find_preset(preset)->rules;
    products.assign(nodes.size(), dynamics::find_preset(preset)->product);
}

void SmallWorld::damage(std::uint32_t node, int from, int days, double lost, policy::Recovery recovery,
                        double recovery_days) {
    schedule.damage.push_back({node, from, days, lost, recovery, recovery_days});
}

std::uint32_t SmallWorld::slot(std::uint32_t customer, std::uint32_t product) const {
    std::uint32_t s = network.node_slots[customer];
    while (network.slot_product[s] != product)
        ++s;
    return s;
}

std::uint64_t SmallWorld::link(std::uint32_t supplier, std::uint32_t customer) const {
    std::uint64_t e = network.slot_links[network.node_slots[customer]];
    while (network.link_supplier[e] != supplier)
        ++e;
    return e;
}

bool is_close(double value, double expected) {
    return std::abs(value - expected) <= 1e-13 * 100.0;
}

void advance(dynamics::DayStep& step, int days) {
    for (int day = 0; day < days; ++day)
        step.advance();
}

}  // namespace chokepoint
