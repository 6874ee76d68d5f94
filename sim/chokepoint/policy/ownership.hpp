#pragma once

#include <chokepoint/base/date.hpp>
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

/// The companies in `listed`, followed by those that an ownership rule adds: a company of which listed companies
/// together own `threshold` or more is listed as well, and so on for what it owns. With a half these are OFAC's rule of
/// 13 August 2014 and the affiliates rule of BIS of 29 September 2025.
std::vector<std::uint32_t> with_subsidiaries(std::vector<std::uint32_t> listed, std::span<const Ownership> owners,
                                             double threshold = 0.5);

/// Companies that are listed from one day to another, both included.
struct ListedPeriod {
    std::vector<std::uint32_t> companies;
    Date from{};
    Date until{};
};

/// A company that an ownership rule adds, and its holdings on the first day: what listed companies, and others that the
/// rule adds, own of it.
struct OwnedPeriod {
    std::uint32_t company = 0;
    Date from{};
    Date until{};
    std::vector<Ownership> held;
};

/// The companies that the rule adds to those of `listed` on the days on which it does, by their first day.
std::vector<OwnedPeriod> owned_periods(std::span<const ListedPeriod> listed, std::span<const Ownership> owners,
                                       double threshold);

}  // namespace chokepoint::policy
