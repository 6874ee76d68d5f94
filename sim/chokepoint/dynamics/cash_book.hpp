#pragma once

#include <chokepoint/dynamics/day_state.hpp>
#include <vector>

namespace chokepoint::dynamics {

/// Updates the cash of every account and lane (step 10): revenue less purchases, other variable costs and fixed costs.
class CashBook {
   public:
    explicit CashBook(const Batch& batch);

    /// Adds the day to DayState::cash_usd. Needs DayState::received.
    void book(DayState& state) const;

   private:
    /// A node of an account. It adds nothing once it is closed for good.
    struct Payer {
        std::size_t account = 0;
        std::uint32_t node = 0;
    };

    template <class V>
    void book_lanes(DayState& state) const;

    const Batch& batch_;
    std::vector<Payer> payers_;  ///< By account.
    // One per payer and lane, in USD per day.
    std::vector<double> fixed_;
    std::vector<double> other_variable_;  ///< At baseline output.
};

}  // namespace chokepoint::dynamics
