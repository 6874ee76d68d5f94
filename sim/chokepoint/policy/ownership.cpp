#include <algorithm>
#include <chokepoint/policy/ownership.hpp>
#include <map>
#include <set>

namespace chokepoint::policy {

namespace {

/// Shares such as 0.3 and 0.2 add up to a half on paper but not in floating point.
constexpr double kRounding = 1e-9;

bool has(const std::vector<std::uint32_t>& list, std::uint32_t company) {
    return std::find(list.begin(), list.end(), company) != list.end();
}

std::vector<Ownership> held_by(const std::vector<std::uint32_t>& listed, std::uint32_t company,
                               std::span<const Ownership> owners) {
    std::vector<Ownership> held;
    for (const Ownership& row : owners) {
        if (row.company == company && row.owner != company && has(listed, row.owner)) held.push_back(row);
    }
    return held;
}

/// The days on which somebody is listed or no longer listed, except the day after all.
std::set<Date> days_of_change(std::span<const ListedPeriod> listed) {
    std::set<Date> days;
    for (const ListedPeriod& period : listed) {
        if (period.until < period.from) continue;
        days.insert(period.from);
        if (period.until != Date::max()) days.insert(period.until + std::chrono::days(1));
    }
    return days;
}

std::vector<std::uint32_t> listed_on(std::span<const ListedPeriod> listed, Date day) {
    std::vector<std::uint32_t> companies;
    for (const ListedPeriod& period : listed) {
        if (period.from <= day && day <= period.until)
            companies.insert(companies.end(), period.companies.begin(), period.companies.end());
    }
    return companies;
}

}  // namespace

std::vector<std::uint32_t> with_subsidiaries(std::vector<std::uint32_t> listed, std::span<const Ownership> owners,
                                             double threshold) {
    for (std::size_t before = listed.size() + 1; before != listed.size();) {
        before = listed.size();
        std::map<std::uint32_t, double> held;
        for (const Ownership& row : owners) {
            if (has(listed, row.owner)) held[row.company] += row.share;
        }
        for (const auto& [company, share] : held) {
            if (share >= threshold - kRounding && !has(listed, company)) listed.push_back(company);
        }
    }
    return listed;
}

std::vector<OwnedPeriod> owned_periods(std::span<const ListedPeriod> listed, std::span<const Ownership> owners,
                                       double threshold) {
    std::vector<OwnedPeriod> periods;
    std::map<std::uint32_t, std::size_t> current;  // by company, its period of the days before
    const std::set<Date> days = days_of_change(listed);
    for (auto day = days.begin(); day != days.end(); ++day) {
        const Date last = std::next(day) == days.end() ? Date::max() : *std::next(day) - std::chrono::days(1);
        std::vector<std::uint32_t> companies = listed_on(listed, *day);
        const std::size_t named = companies.size();
        companies = with_subsidiaries(std::move(companies), owners, threshold);
        std::map<std::uint32_t, std::size_t> now;
        for (std::size_t k = named; k < companies.size(); ++k) {
            const std::uint32_t company = companies[k];
            const auto before = current.find(company);
            if (before == current.end()) {
                now[company] = periods.size();
                periods.push_back({company, *day, last, held_by(companies, company, owners)});
            } else {
                now.insert(*before);
                periods[before->second].until = last;
            }
        }
        current = std::move(now);
    }
    return periods;
}

}  // namespace chokepoint::policy
