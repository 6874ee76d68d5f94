#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::policy {

/// A share of `company` that `owner` holds, 0 to 1.
struct Ownership {
    std::uint32_t company = 0;
    std::uint32_t owner = 0;
    double share = 0.0;
};

/// The companies of `listed`, then those that are listed with them under the 50 % rule: whatever listed
/// companies together own half or more of is listed, and what it owns counts in turn (OFAC's rule of 13 August 2014).
std::vector<std::uint32_t> with_subsidiaries(std::vector<std::uint32_t> listed, std::span<const Ownership> owners);

}  // namespace chokepoint::policy
