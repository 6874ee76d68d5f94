#pragma once

#include <chokepoint/base/date.hpp>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/network.hpp>
#include <chokepoint/policy.hpp>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace chokepoint {

namespace scenario {
struct Scenario;
}

/// A scenario that has been checked, with its model: arms to compare over a calendar. A copy is cheap and shares all.
class Scenario {
   public:
    const std::string& title() const;
    Date start() const;
    Date end() const;  ///< The last day, included.
    std::vector<std::string> arms() const;
    /// The companies that a report leads with, by id: as asked for, else those from which the actions take most.
    std::vector<std::string> companies() const;
    /// What is valid, but probably a mistake.
    const std::vector<Diagnostic>& warnings() const;

    /// For the library's own sources.
    explicit Scenario(std::shared_ptr<const scenario::Scenario> checked);
    const scenario::Scenario& checked() const { return *checked_; }

   private:
    std::shared_ptr<const scenario::Scenario> checked_;
};

/// Changes to a scenario as it is loaded. Whatever changes a number is here or in the files; RunOptions changes none.
struct LoadOptions {
    std::optional<int> samples = {};         ///< Draws of the ranges; none: as the file says, or 128 if it has ranges.
    std::optional<std::uint64_t> seed = {};  ///< Of the draws; none: as the file says, or 1.
    /// Values by dotted key, such as {"actions.lift.on", "2018-08-01"} or {"model.products.chips.stock_days", "60"}.
    std::vector<std::pair<std::string, std::string>> overrides = {};
};

/// Reads and checks a scenario file and its model. Throws InputError with every fault of every file.
Scenario load_scenario(const std::filesystem::path& file, const LoadOptions& options = {});

/// What a scenario file says, for a network in memory.
struct ScenarioSpec {
    std::string title;
    Date start{};
    Date end{};  ///< The last day, included.
    std::vector<Denial> denials = {};
    std::vector<Arm> arms = {};
    std::vector<std::string> companies = {};  ///< To lead the report; none: those from which the denials take most.
    std::string preset = "export-control";    ///< One of `chokepoint describe presets`.
};

/// Makes a scenario of a network in memory, in the way of a scenario file: with the same checks, and the same numbers.
/// Throws InputError with every fault. They are placed in the files that the network would be: line k + 2 of
/// network/firms.csv is firms[k], line k + 2 of network/links.csv is links[k].
Scenario make_scenario(const Network& network, const ScenarioSpec& spec, const LoadOptions& options = {});

}  // namespace chokepoint
