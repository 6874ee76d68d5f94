#pragma once

#include <chokepoint/uncertainty/bootstrap.hpp>
#include <span>
#include <vector>

namespace chokepoint::uncertainty {

// Statistics of a weighted sample. Weights are not negative and need not sum to 1; a value of weight 0 has no effect,
// whatever it is. Every statistic is NaN, which tables show as NA, if the total weight is 0. The functions throw
// std::invalid_argument if there are not as many weights as values, if a weight is negative or not finite, or if a
// value with weight is NaN. Values may be plus infinity, for instance the day of an event that never happens.

/// The sum of w x over the sum of w.
double weighted_mean(std::span<const double> values, std::span<const double> weights);

/// The p-quantile for p in [0, 1]. Sort the values, and let W_k be the weight of the first k. Then value k is the
/// quantile at (W_k - w_k / 2) / W_n; the quantile is linear between these points and constant beyond them. With equal
/// weights this is Hazen's midpoint rule, type 5 of Hyndman and Fan 1996, "Sample quantiles in statistical packages".
double weighted_quantile(std::span<const double> values, std::span<const double> weights, double p);

/// The mean, the share of the weight on values above 0, and the quantiles at each p, with a single sort.
struct WeightedSummary {
    double mean = 0.0;
    double above_zero = 0.0;
    std::vector<double> quantiles;
};
WeightedSummary weighted_summary(std::span<const double> values, std::span<const double> weights,
                                 std::span<const double> p);

std::vector<double> weighted_quantiles(std::span<const double> values, std::span<const double> weights,
                                       std::span<const double> p);

/// The quantiles at (1 - level) / 2 and (1 + level) / 2.
Interval central_interval(std::span<const double> values, std::span<const double> weights, double level);

/// The number of equal weights that would be as informative: (sum w)^2 / sum w^2 (Kish 1965, "Survey Sampling"), or 0.
double effective_sample_size(std::span<const double> weights);

}  // namespace chokepoint::uncertainty
