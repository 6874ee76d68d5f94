#include <chokepoint/dynamics/behaviour.hpp>

namespace chokepoint {

Behaviour make_behaviour(const SupplyNetwork& network, const Rules& rules, std::vector<ProductBehaviour> products) {
    Behaviour behaviour;
    behaviour.rules = rules;
    behaviour.products = std::move(products);
    behaviour.slot_dependence.reserve(network.slot_count());
    behaviour.slot_stock_days.reserve(network.slot_count());
    for (std::uint32_t s = 0; s < network.slot_count(); ++s) {
        const ProductBehaviour& product = behaviour.products[network.slot_product[s]];
        const bool negligible =
            network.slot_need[s] <= rules.negligible_input * network.output[network.slot_customer[s]];
        // ARIO counts stocks of a day or less as two: its orders come a day late.
        const bool short_stock = rules.orders == OrderRule::capped_no_excess && product.stock_days <= 1.0;
        behaviour.slot_dependence.push_back(negligible ? 0.0 : product.dependence);
        behaviour.slot_stock_days.push_back(short_stock ? 2.0 : product.stock_days);
    }
    return behaviour;
}

}  // namespace chokepoint
