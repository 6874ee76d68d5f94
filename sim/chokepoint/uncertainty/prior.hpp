#pragma once

#include <cstddef>
#include <span>

namespace chokepoint::uncertainty {

// Quantile functions of the priors. Each maps a uniform draw u on (0, 1) to a value of the prior and never decreases in
// u. The other arguments come from a model file that has already been checked.

/// The quantile of the standard normal distribution, to a relative error of about 1e-15: algorithm AS 241 (PPND16) of
/// Wichura 1988, "The percentage points of the normal distribution", Applied Statistics 37. Infinite at 0 and 1.
double normal_quantile(double u);

double uniform_quantile(double low, double high, double u);

/// The triangular distribution from low to high, low < high. The mode may equal either end.
double triangular_quantile(double low, double mode, double high, double u);

/// The lognormal distribution with the given median and sigma, the standard deviation of the natural logarithm.
double lognormal_quantile(double median, double sigma, double u);
/// The same, truncated to values between low and high, low < high.
double lognormal_quantile(double median, double sigma, double low, double high, double u);

/// A number from 0 to count - 1, all equally likely; count > 0.
std::size_t choice_index(std::size_t count, double u);

/// The number of days before an event that has probability `per_day` on each day, 0 < per_day <= 1. This is the
/// smallest n with 1 - (1 - per_day)^(n + 1) >= u, but at most `longest`.
int hazard_days(double per_day, double u, int longest);

/// The first index at which the cumulative sum of `chances` reaches u, or chances.size() if it never does.
std::size_t chance_index(std::span<const double> chances, double u);

}  // namespace chokepoint::uncertainty
