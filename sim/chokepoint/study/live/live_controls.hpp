#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <string>
#include <vector>

namespace chokepoint::study {

/// A number or a date that a reader can change. What it is and what it may be comes from the record of its key.
struct LiveControl {
    enum class Group : std::uint8_t { dates, shares, amounts, stock, substitutability };

    std::string key;    ///< As for `--set`.
    std::string owner;  ///< What it belongs to, as people read it: an action or a product.
    std::string name;   ///< What it is of the owner: `from`, `openness`.
    std::string meaning;
    Group group = Group::dates;
    std::string unit = {};  ///< "" for a date.
    std::string min = {};   ///< A number, or a date.
    std::string max = {};
    std::string value = {};  ///< What the file says, or the middle of what it says.
    std::string prior = {};  ///< `uniform 30 to 60`; "" if the file says one value.
};

/// The dates and numbers of the actions in some arm, then days of stock and substitutability of the products that
/// somebody buys.
std::vector<LiveControl> live_controls(const scenario::Scenario& scenario);

}  // namespace chokepoint::study
