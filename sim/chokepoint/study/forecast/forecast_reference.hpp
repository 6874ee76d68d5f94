#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <chokepoint/study/period.hpp>
#include <span>
#include <string>
#include <vector>

namespace chokepoint::study {

/// The money in which a company keeps its books.
struct BookUnit {
    std::string name;
    double per_usd = 1e-6;
};

/// The unit of the company's profile, at the rate of the year's total to its revenue; millions of the model's currency
/// without one.
BookUnit book_unit(const scenario::Scenario& scenario, std::uint32_t company);

/// What nodes of a company sold in the same quarter or year of the year before, USD, by the quarters of its profile:
/// their share of its output times what is observed. NaN where a quarter is not.
double last_year_revenue(const scenario::Scenario& scenario, std::uint32_t company,
                         std::span<const std::uint32_t> nodes, const std::string& period);

/// Revenue of the nodes in a period without any action, at the middle of the priors, USD.
double baseline_revenue(const scenario::Scenario& scenario, std::uint32_t company, std::span<const std::uint32_t> nodes,
                        const Period& period);

/// What nodes lose by each day of the calendar if a policy costs what it denies and no more: the larger of the denied
/// shares of their sales and of their inputs, at the middle of the priors.
std::vector<double> denied_shares(const scenario::Scenario& scenario, std::size_t arm,
                                  std::span<const std::uint32_t> nodes);

/// The baseline less these shares, day by day, USD: "share x days", the forecast of an analyst with a pocket
/// calculator.
double share_and_days_revenue(const scenario::Scenario& scenario, std::uint32_t company,
                              std::span<const std::uint32_t> nodes, const Period& period,
                              std::span<const double> denied);

}  // namespace chokepoint::study
