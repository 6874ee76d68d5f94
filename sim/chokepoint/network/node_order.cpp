#include <algorithm>
#include <chokepoint/network/node_order.hpp>
#include <numeric>
#include <tuple>

namespace chokepoint::network {

std::vector<std::uint32_t> locality_order(std::span<const std::uint32_t> group,
                                          std::span<const std::uint32_t> supplier) {
    std::vector<std::uint32_t> customers(group.size(), 0);
    for (const std::uint32_t node : supplier)
        ++customers[node];
    std::vector<std::uint32_t> order(group.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::tuple(group[a], customers[b], a) < std::tuple(group[b], customers[a], b);
    });
    return order;
}

}  // namespace chokepoint::network
