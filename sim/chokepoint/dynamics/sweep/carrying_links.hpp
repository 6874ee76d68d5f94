#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace chokepoint::dynamics {

/// Lists of the links that carry anything, by group. Most links of a denied slot carry nothing for years.
class CarryingLinks {
   public:
    CarryingLinks() = default;
    /// Group g has the links [first[g], first[g + 1]). At first all of them carry.
    explicit CarryingLinks(std::vector<std::uint64_t> first)
        : first_(std::move(first)), carries_(first_.back(), 1), list_(first_.back()), size_(first_.size() - 1) {
        for (std::uint32_t group = 0; group < size_.size(); ++group)
            list(group);
    }

    /// The links of a group that carried at the last refresh(), by number within the group, ascending.
    std::span<const std::uint32_t> of(std::uint32_t group) const {
        return {list_.data() + first_[group], size_[group]};
    }
    /// Sets whether link `k`, counted over all groups, carries from now on.
    void set(std::uint32_t group, std::uint64_t k, bool carries) {
        if (carries == (carries_[k] != 0)) return;
        carries_[k] = carries ? 1 : 0;
        if (changed_.empty() || changed_.back() != group) changed_.push_back(group);
    }
    void refresh() {
        for (const std::uint32_t group : std::exchange(changed_, {}))
            list(group);
    }

   private:
    void list(std::uint32_t group) {
        size_[group] = 0;
        for (std::uint64_t k = first_[group]; k < first_[group + 1]; ++k) {
            if (carries_[k] != 0) list_[first_[group] + size_[group]++] = static_cast<std::uint32_t>(k - first_[group]);
        }
    }

    std::vector<std::uint64_t> first_;
    std::vector<std::uint8_t> carries_;
    std::vector<std::uint32_t> list_;  ///< Each group's list begins at its first place.
    std::vector<std::size_t> size_;    ///< By group.
    std::vector<std::uint32_t> changed_;
};

}  // namespace chokepoint::dynamics
