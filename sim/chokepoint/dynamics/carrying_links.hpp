#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint {

/// Which links of some groups carry anything, as lists: most links of a denied slot carry nothing for years.
class CarryingLinks {
   public:
    CarryingLinks() = default;
    /// Group g has the links [first[g], first[g + 1]); all carry.
    explicit CarryingLinks(std::vector<std::uint64_t> first) : first_(std::move(first)) {
        list_.resize(first_.empty() ? 0 : first_.back());
        for (std::size_t g = 0; g + 1 < first_.size(); ++g) {
            size_.push_back(first_[g + 1] - first_[g]);
            for (std::uint64_t k = first_[g]; k < first_[g + 1]; ++k)
                list_[k] = static_cast<std::uint32_t>(k - first_[g]);
        }
    }

    /// The links of a group that carry, by number within the group, ascending.
    std::span<const std::uint32_t> of(std::uint32_t group) const {
        return {list_.data() + first_[group], size_[group]};
    }
    /// Link `k` of all, of group `group`, carries from now on or carries no more; the other was so before.
    void change(std::uint32_t group, std::uint64_t k, bool carries) {
        const auto link = static_cast<std::uint32_t>(k - first_[group]);
        std::uint32_t* begin = list_.data() + first_[group];
        std::uint32_t* end = begin + size_[group];
        std::uint32_t* place = std::lower_bound(begin, end, link);
        if (carries) {
            std::copy_backward(place, end, end + 1);
            *place = link;
            ++size_[group];
        } else {
            std::copy(place + 1, end, place);
            --size_[group];
        }
    }

   private:
    std::vector<std::uint64_t> first_;
    std::vector<std::size_t> size_;
    std::vector<std::uint32_t> list_;  ///< Those of a group from its first place on.
};

}  // namespace chokepoint
