#pragma once

#include <chokepoint/base/date.hpp>
#include <optional>
#include <string>
#include <vector>

namespace chokepoint {

/// Companies by id or name, and countries; with both, companies in these countries. With neither, everyone.
struct Parties {
    std::vector<std::string> companies = {};
    std::vector<std::string> countries = {};
};

/// An export denial: from the first to the last day, the exporters' goods do not reach the targets.
struct Denial {
    std::string name;  ///< Unique in the scenario.
    Parties exporters = {};
    Parties targets = {};
    std::vector<std::string> products = {};  ///< Of the network; none: all of them.
    Date from{};                             ///< The first day in force.
    std::optional<Date> until = {};          ///< The last day in force; none: for good.
    double openness = 0.0;                   ///< Share of the normal flow that may still pass; 0 to 1.
};

/// A policy to compare with others: the denials that it consists of, by name.
struct Arm {
    std::string name;
    std::vector<std::string> denials = {};
};

}  // namespace chokepoint
