#pragma once

#include <chokepoint/dynamics/adaptation.hpp>
#include <chokepoint/dynamics/day_state.hpp>
#include <chokepoint/dynamics/link_control.hpp>

namespace chokepoint {

/// Runs one arm a day at a time. The network, the behaviour and the schedule must outlive it.
class DayStep {
   public:
    DayStep(const SupplyNetwork& network, const Behaviour& behaviour, const OpennessSchedule& schedule);

    /// Does the next day, from the calendar's first on. What final demand learns of a day it does on the next morning,
    /// so that afterwards state() is wholly the state of the day done.
    void advance();

    /// Days done so far.
    int days_done() const { return day_; }
    const DayState& state() const { return state_; }
    const LinkControl& links() const { return links_; }
    /// Account `a` has been below zero on some day; false where the initial cash is not known.
    bool ran_out_of_cash(std::size_t a) const { return ran_out_[a] != 0; }

   private:
    void pay_cash_events();

    const SupplyNetwork& network_;
    const Behaviour& behaviour_;
    const OpennessSchedule& schedule_;
    LinkControl links_;
    DayState state_;
    std::vector<double> next_order_;
    std::vector<double> lost_sales_;
    std::vector<std::uint8_t> ran_out_;
    std::size_t next_cash_ = 0;
    int day_ = 0;
};

}  // namespace chokepoint
