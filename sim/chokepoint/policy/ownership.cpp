#include <algorithm>
#include <chokepoint/policy/ownership.hpp>
#include <map>

namespace chokepoint::policy {

namespace {

/// Shares such as 0.3 and 0.2 add up to a half on paper but not in floating point.
constexpr double kHalf = 0.5 - 1e-9;

}  // namespace

std::vector<std::uint32_t> with_subsidiaries(std::vector<std::uint32_t> listed, std::span<const Ownership> owners) {
    const auto is_listed = [&](std::uint32_t company) {
        return std::find(listed.begin(), listed.end(), company) != listed.end();
    };
    for (std::size_t before = listed.size() + 1; before != listed.size();) {
        before = listed.size();
        std::map<std::uint32_t, double> held;
        for (const Ownership& row : owners) {
            if (is_listed(row.owner)) held[row.company] += row.share;
        }
        for (const auto& [company, share] : held) {
            if (share >= kHalf && !is_listed(company)) listed.push_back(company);
        }
    }
    return listed;
}

}  // namespace chokepoint::policy
