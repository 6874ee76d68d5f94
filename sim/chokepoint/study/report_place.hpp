#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace chokepoint {

/// The company's place among those of the report; their number if it is not one of them.
std::size_t place_in_report(const Scenario& scenario, std::uint32_t company);

/// The places of the companies that the actions target, ascending.
std::vector<std::size_t> target_places(const Scenario& scenario);

}  // namespace chokepoint
