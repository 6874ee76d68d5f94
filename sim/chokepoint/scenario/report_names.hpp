#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <chokepoint/scenario/yaml/yaml_tree.hpp>
#include <string_view>

namespace chokepoint::scenario {

/// Looks up what other parts of a scenario name of its report; what is not there is a fault at the node.
class ReportNames {
   public:
    ReportNames(const YamlTree& tree, const Scenario& scenario, Diagnostics& diagnostics);

    /// Place of a company in the report, 0 after a fault.
    std::size_t place(const YamlNode& firm);
    /// Number of an arm, 0 after a fault.
    std::size_t arm(const YamlNode& name);
    void check_period(const YamlNode& period);

   private:
    const YamlTree& tree_;
    const Scenario& scenario_;
    Diagnostics& diagnostics_;
    std::vector<std::string> periods_;  ///< Labels, and `total`.
};

}  // namespace chokepoint::scenario
