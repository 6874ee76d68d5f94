#include <algorithm>
#include <chokepoint/network/synthetic/alias_table.hpp>
#include <numeric>

namespace chokepoint::network {

void make_alias_table(std::span<const double> weights, std::span<AliasBucket> table) {
    const std::size_t count = weights.size();
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<double> share(count);
    std::vector<std::uint32_t> small;
    std::vector<std::uint32_t> large;
    for (std::uint32_t i = 0; i < count; ++i) {
        share[i] = weights[i] / sum * static_cast<double>(count);
        table[i] = {UINT32_MAX, i};
        (share[i] < 1.0 ? small : large).push_back(i);
    }
    while (!small.empty() && !large.empty()) {
        const std::uint32_t poor = small.back();
        const std::uint32_t rich = large.back();
        small.pop_back();
        table[poor] = {static_cast<std::uint32_t>(share[poor] * 0x1p32), rich};
        share[rich] -= 1.0 - share[poor];
        if (share[rich] < 1.0) {
            large.pop_back();
            small.push_back(rich);
        }
    }
    // Rounding left these buckets unfilled: keep them whole. An entry of weight 0 must not be among them.
    const auto heaviest =
        static_cast<std::uint32_t>(std::max_element(weights.begin(), weights.end()) - weights.begin());
    for (const std::uint32_t i : small)
        if (weights[i] <= 0.0) table[i] = {0, heaviest};
}

}  // namespace chokepoint::network
