#include <algorithm>
#include <chokepoint/network/supply_network.hpp>

namespace chokepoint {

std::uint32_t SupplyNetwork::customer_of(std::uint32_t slot) const {
    const auto after = std::upper_bound(node_slots.begin(), node_slots.end(), slot);
    return static_cast<std::uint32_t>(after - node_slots.begin() - 1);
}

std::uint64_t SupplyNetwork::sale_of(std::uint32_t supplier, std::uint32_t slot) const {
    const auto first = sale_slot.begin() + static_cast<std::ptrdiff_t>(node_sales[supplier]);
    const auto last = sale_slot.begin() + static_cast<std::ptrdiff_t>(node_sales[supplier + 1]);
    return static_cast<std::uint64_t>(std::lower_bound(first, last, slot) - sale_slot.begin());
}

}  // namespace chokepoint
