#pragma once

#include <chokepoint/study/ensemble.hpp>
#include <cstddef>
#include <string>
#include <vector>

namespace chokepoint::study {

/// Which arms of a scenario are shown, and which others are run because evidence about them weighs the samples.
class ShownArms {
   public:
    /// Arms by id; none: all. Names that the scenario does not have are passed over.
    ShownArms(const scenario::Scenario& scenario, const std::vector<std::string>& names);

    /// The numbers of the arms to run, ascending.
    const std::vector<std::size_t>& needed() const { return needed_; }
    /// The scenario with those arms alone.
    scenario::Scenario needed_scenario() const;
    /// Leaves the arms that are not shown out of that scenario and out of an ensemble of it.
    void leave_out_others(scenario::Scenario& scenario, Ensemble& ensemble) const;

   private:
    const scenario::Scenario& scenario_;
    std::vector<bool> is_shown_;
    std::vector<std::size_t> needed_;
};

}  // namespace chokepoint::study
