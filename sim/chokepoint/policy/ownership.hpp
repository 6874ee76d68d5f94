#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::policy {

/// The share of `company` that `owner` holds, from 0 to 1.
struct Ownership {
    std::uint32_t company = 0;
    std::uint32_t owner = 0;
    double share = 0.0;
};

/// The companies in `listed`, followed by those listed under the 50 % rule: a company of which listed companies
/// together own half or more is listed as well, and so on for what it owns (OFAC's rule of 13 August 2014).
std::vector<std::uint32_t> with_subsidiaries(std::vector<std::uint32_t> listed, std::span<const Ownership> owners);

}  // namespace chokepoint::policy
