#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

namespace chokepoint::study {

/// One entry for each company that a study records, found by the company's number. A model may have millions of
/// companies; only the few that a study records take memory.
template <class T>
class ByCompany {
   public:
    ByCompany() = default;
    explicit ByCompany(std::span<const std::uint32_t> companies)
        : numbers_(companies.begin(), companies.end()), entries_(companies.size()) {
        std::sort(numbers_.begin(), numbers_.end());
    }

    bool contains(std::uint32_t company) const { return place_of(company) < numbers_.size(); }
    /// The company's entry, or an empty one for a company that is not recorded.
    const T& operator[](std::uint32_t company) const {
        static const T kNothing{};
        const std::size_t place = place_of(company);
        return place < entries_.size() ? entries_[place] : kNothing;
    }
    /// The entry of a recorded company; throws std::out_of_range for another.
    T& at(std::uint32_t company) { return entries_.at(place_of(company)); }
    /// By number of the company.
    auto begin() const { return entries_.begin(); }
    auto end() const { return entries_.end(); }

   private:
    /// Where the company stands, or numbers_.size().
    std::size_t place_of(std::uint32_t company) const {
        const auto found = std::lower_bound(numbers_.begin(), numbers_.end(), company);
        if (found == numbers_.end() || *found != company) return numbers_.size();
        return static_cast<std::size_t>(found - numbers_.begin());
    }

    std::vector<std::uint32_t> numbers_;  ///< Ascending.
    std::vector<T> entries_;
};

}  // namespace chokepoint::study
