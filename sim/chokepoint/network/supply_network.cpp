#include <algorithm>
#include <chokepoint/network/supply_network.hpp>
#include <stdexcept>

namespace chokepoint {

std::uint64_t SupplyNetwork::sale_of(std::uint32_t supplier, std::uint32_t slot) const {
    const auto first = sale_slot.begin() + static_cast<std::ptrdiff_t>(node_sales[supplier]);
    const auto last = sale_slot.begin() + static_cast<std::ptrdiff_t>(node_sales[supplier + 1]);
    const auto found = std::lower_bound(first, last, slot);
    if (found == last || *found != slot) throw std::logic_error("a network lacks a sale that is among its links");
    return static_cast<std::uint64_t>(found - sale_slot.begin());
}

}  // namespace chokepoint
