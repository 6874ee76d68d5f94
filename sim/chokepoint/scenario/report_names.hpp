#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <cstddef>
#include <string>
#include <vector>

namespace chokepoint::scenario {

/// Looks up the companies, arms and periods of a scenario's report that its other parts name. A name that the report
/// does not have is a fault.
class ReportNames {
   public:
    ReportNames(const Scenario& scenario, Diagnostics& diagnostics);

    /// Place of a company in the report, 0 after a fault.
    std::size_t place(const StatedText& firm);
    /// Number of an arm, 0 after a fault.
    std::size_t arm(const StatedText& name);
    void check_period(const StatedText& period);

   private:
    const Scenario& scenario_;
    Diagnostics& diagnostics_;
    std::vector<std::string> periods_;  ///< Labels, and `total`.
};

}  // namespace chokepoint::scenario
