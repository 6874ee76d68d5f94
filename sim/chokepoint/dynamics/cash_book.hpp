#pragma once

#include <chokepoint/dynamics/day_state.hpp>
#include <vector>

namespace chokepoint::dynamics {

/// A day's cash of the accounts in every lane: revenue less purchases, other variable cost and fixed cost.
class CashBook {
   public:
    explicit CashBook(const Batch& batch);

    /// Books the day into DayState::cash_usd. Needs DayState::received.
    void book(DayState& state) const;

   private:
    /// A node of an account; it books nothing once it is closed for good.
    struct Payer {
        std::size_t account = 0;
        std::uint32_t node = 0;
    };

    template <class V>
    void book_lanes(DayState& state) const;

    const Batch& batch_;
    std::vector<Payer> payers_;  ///< By account.
    // One a payer and lane, USD a day.
    std::vector<double> fixed_;
    std::vector<double> other_variable_;  ///< At baseline output.
};

}  // namespace chokepoint::dynamics
