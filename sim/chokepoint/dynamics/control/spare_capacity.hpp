#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace chokepoint::dynamics {

/// What some suppliers can still make today, in USD per day, shared in proportion to what each slot asks for. In each
/// round all slots ask first. After grant(), each takes the share granted() of what it asked for.
class SpareCapacity {
   public:
    explicit SpareCapacity(std::size_t suppliers = 0) : suppliers_(suppliers) {}

    /// Starts a new day, on which nothing is known about any supplier.
    void forget() { ++today_; }
    /// Whether set() was called for this supplier today.
    bool knows(std::uint32_t supplier) const { return suppliers_[supplier].day == today_; }
    /// Sets the capacity that a supplier has left; it is negative if the supplier cannot make what is asked of it. Less
    /// than 1e-9 of its `normal` output counts as nothing, because rounding can leave that much. A supplier that only
    /// seems to have capacity would otherwise draw asks away from those that do.
    void set(std::uint32_t supplier, double left, double normal) {
        suppliers_[supplier] = {left, kNothing * normal, 0.0, 0.0, today_};
    }
    bool has(std::uint32_t supplier) const { return suppliers_[supplier].left > suppliers_[supplier].nothing; }

    /// Adds `usd` > 0 to what is asked of a supplier in this round.
    void ask(std::uint32_t supplier, double usd) {
        if (suppliers_[supplier].asked == 0.0) asked_.push_back(supplier);
        suppliers_[supplier].asked += usd;
    }
    /// Ends a round: subtracts what is granted from what the suppliers have left.
    void grant() {
        for (const std::uint32_t j : asked_) {
            Supplier& supplier = suppliers_[j];
            const double asked = std::exchange(supplier.asked, 0.0);
            if (!has(j)) {
                supplier.granted = 0.0;
            } else if (asked <= supplier.left) {
                supplier.granted = 1.0;
                supplier.left -= asked;
            } else {
                supplier.granted = supplier.left / asked;
                supplier.left = 0.0;
            }
        }
        asked_.clear();
    }
    /// The share of every ask that a supplier granted when it was last asked, exactly 1 if it can serve all.
    double granted(std::uint32_t supplier) const { return suppliers_[supplier].granted; }
    /// Returns capacity for the next round.
    void give_back(std::uint32_t supplier, double usd) { suppliers_[supplier].left += usd; }

   private:
    static constexpr double kNothing = 1e-9;

    struct Supplier {
        double left = 0.0;
        double nothing = 0.0;
        double asked = 0.0;
        double granted = 0.0;
        std::uint64_t day = 0;
    };

    std::vector<Supplier> suppliers_;
    std::vector<std::uint32_t> asked_;  ///< The suppliers asked in this round.
    std::uint64_t today_ = 0;
};

}  // namespace chokepoint::dynamics
