#include <chokepoint/cascade/cascade_rules.hpp>
#include <cmath>
#include <stdexcept>

namespace chokepoint::cascade {

std::vector<Essentiality> essentiality_of_matrix(const network::SupplyNetwork& network,
                                                 std::span<const Essentiality> matrix) {
    const auto products = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(matrix.size()))));
    std::vector<Essentiality> slots;
    slots.reserve(network.slot_count());
    for (std::size_t s = 0; s < network.slot_count(); ++s) {
        const std::size_t supplying = network.slot_product[s];
        const std::size_t buying = network.node_product[network.slot_customer[s]];
        if (products * products != matrix.size() || supplying >= products || buying >= products)
            throw std::invalid_argument("the essentiality matrix must have a row and a column for every product");
        slots.push_back(matrix[supplying * products + buying]);
    }
    return slots;
}

std::vector<Essentiality> essentiality_of_dependence(std::span<const double> slot_dependence) {
    std::vector<Essentiality> slots;
    slots.reserve(slot_dependence.size());
    for (const double dependence : slot_dependence) {
        slots.push_back(dependence > 0.5   ? Essentiality::essential
                        : dependence > 0.0 ? Essentiality::non_essential
                                           : Essentiality::negligible);
    }
    return slots;
}

}  // namespace chokepoint::cascade
