#include <chokepoint/dynamics/behaviour.hpp>

namespace chokepoint::dynamics {

double counted_dependence(ProductionRule rule, double d) {
    switch (rule) {
        case ProductionRule::half_critical:
            return d;
        case ProductionRule::strongly_critical:
            return d > 0.0 ? 1.0 : 0.0;
        case ProductionRule::weakly_critical:
            return d >= 1.0 ? 1.0 : 0.0;
        case ProductionRule::leontief:
        case ProductionRule::linear:
            break;
    }
    return 1.0;
}

Behaviour make_behaviour(const network::SupplyNetwork& network, const Rules& rules,
                         std::vector<ProductBehaviour> products) {
    Behaviour behaviour;
    behaviour.rules = rules;
    behaviour.products = std::move(products);
    behaviour.slot_dependence.reserve(network.slot_count());
    behaviour.slot_stock_days.reserve(network.slot_count());
    for (const std::uint32_t product : network.slot_product) {
        behaviour.slot_dependence.push_back(behaviour.products[product].dependence);
        behaviour.slot_stock_days.push_back(behaviour.products[product].stock_days);
    }
    return behaviour;
}

}  // namespace chokepoint::dynamics
