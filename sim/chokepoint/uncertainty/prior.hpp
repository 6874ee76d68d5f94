#pragma once

#include <cstddef>
#include <span>

namespace chokepoint::uncertainty {

// Quantile functions of the priors: a uniform draw u on (0, 1) in, a value of the prior out, never falling as u rises.
// The arguments are those of a model file and are taken as checked.

/// The standard normal's quantile, to about 1e-15 of its size. Algorithm AS 241 (PPND16) of Wichura 1988, "The
/// percentage points of the normal distribution", Applied Statistics 37. Minus infinity at 0, infinity at 1.
double normal_quantile(double u);

/// Uniform from low to high.
double uniform_quantile(double low, double high, double u);

/// A triangle from low to high with its top at the mode, which may be an end; low < high.
double triangular_quantile(double low, double mode, double high, double u);

/// exp of a normal: the median, and sigma of the natural logarithm.
double lognormal_quantile(double median, double sigma, double u);
/// The same, given that the value lies between two bounds, low < high.
double lognormal_quantile(double median, double sigma, double low, double high, double u);

/// 0 to count - 1, each as likely; count > 0.
std::size_t choice_index(std::size_t count, double u);

/// Days until something happens that comes with a chance of `per_day` on every day, 0 < per_day <= 1: the smallest n
/// with 1 - (1 - per_day)^(n + 1) >= u, at most `longest`.
int hazard_days(double per_day, double u, int longest);

/// The first of some chances with which their sum reaches u; their number if it never does.
std::size_t chance_index(std::span<const double> chances, double u);

}  // namespace chokepoint::uncertainty
