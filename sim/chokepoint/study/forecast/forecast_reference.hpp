#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <chokepoint/study/period.hpp>
#include <span>
#include <string>
#include <vector>

namespace chokepoint::study {

/// The unit in which a company reports its money.
struct MoneyUnit {
    std::string name;
    double per_usd = 1e-6;
};

/// The unit of the company's profile, at the rate of the year's total to its revenue; millions of the model's currency
/// without one.
MoneyUnit money_unit(const scenario::Scenario& scenario, std::uint32_t company);

/// What nodes of a company sold in the same quarter or year a year before, USD: their share of its output times the
/// observed quarters of its profile. NaN if a quarter was not observed.
double last_year_revenue(const scenario::Scenario& scenario, std::uint32_t company,
                         std::span<const std::uint32_t> nodes, const std::string& period);

/// Revenue of the nodes in a period without any action, at the middle of the priors, USD.
double baseline_revenue(const scenario::Scenario& scenario, std::uint32_t company, std::span<const std::uint32_t> nodes,
                        const Period& period);

/// The share of revenue that nodes lose on each day if a policy costs what it denies and no more: the larger of the
/// denied shares of their sales and of their inputs, at the middle of the priors.
std::vector<double> denied_shares(const scenario::Scenario& scenario, std::size_t arm,
                                  std::span<const std::uint32_t> nodes);

/// "Share x days": the baseline less these shares, day by day, USD. An analyst could compute it by hand.
double share_and_days_revenue(const scenario::Scenario& scenario, std::uint32_t company,
                              std::span<const std::uint32_t> nodes, const Period& period,
                              std::span<const double> denied);

}  // namespace chokepoint::study
