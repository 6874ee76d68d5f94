#include <algorithm>
#include <chokepoint/report/explanation/explained.hpp>
#include <cmath>
#include <numeric>

namespace chokepoint::report {

std::vector<std::uint32_t> Explained::channels() const {
    const std::vector<double>& losses = arm().companies[explanation_.company].channels[period_];
    std::vector<std::uint32_t> order(losses.size());
    std::iota(order.begin(), order.end(), 0U);
    std::erase_if(order, [&](std::uint32_t c) { return std::abs(losses[c]) < kSmallestLoss * baseline(); });
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return losses[a] > losses[b]; });
    return order;
}

}  // namespace chokepoint::report
