#include <algorithm>
#include <chokepoint/network/supply_network.hpp>

namespace chokepoint {

std::uint64_t SupplyNetwork::sale_of(std::uint32_t supplier, std::uint32_t slot) const {
    const auto first = sale_slot.begin() + static_cast<std::ptrdiff_t>(node_sales[supplier]);
    const auto last = sale_slot.begin() + static_cast<std::ptrdiff_t>(node_sales[supplier + 1]);
    return static_cast<std::uint64_t>(std::lower_bound(first, last, slot) - sale_slot.begin());
}

}  // namespace chokepoint
