#pragma once

#include <chokepoint/uncertainty/bootstrap.hpp>
#include <span>
#include <vector>

namespace chokepoint::uncertainty {

// Statistics of a weighted sample. Weights are 0 or more and need no sum; a value of weight 0 has no effect, whatever
// it is. All are NaN, which our tables write as NA, if no weight is left. They throw std::invalid_argument if there are
// not as many weights as values, if a weight is negative or not finite, or if a value that has weight is NaN. Values
// may be plus infinity: the day of something that never comes.

/// Sum of w x over the sum of w.
double weighted_mean(std::span<const double> values, std::span<const double> weights);

/// The p-quantile, p in [0, 1]: with the values in rising order and W_k the weight of the first k of them, value k is
/// the quantile at (W_k - w_k / 2) / W_n; straight lines between, the ends beyond. With equal weights that is Hazen's
/// midpoint rule, type 5 of Hyndman and Fan 1996, "Sample quantiles in statistical packages".
double weighted_quantile(std::span<const double> values, std::span<const double> weights, double p);

/// The mean, the share of the weight that is above 0, and the quantiles at several p; the values are put in order once.
struct WeightedSummary {
    double mean = 0.0;
    double above_zero = 0.0;
    std::vector<double> quantiles;
};
WeightedSummary weighted_summary(std::span<const double> values, std::span<const double> weights,
                                 std::span<const double> p);

/// The quantiles alone.
std::vector<double> weighted_quantiles(std::span<const double> values, std::span<const double> weights,
                                       std::span<const double> p);

/// The quantiles at (1 - level) / 2 and (1 + level) / 2.
Interval central_interval(std::span<const double> values, std::span<const double> weights, double level);

/// How many equal weights would be worth these: (sum w)^2 / sum w^2 (Kish 1965, "Survey Sampling"); 0 without weight.
double effective_sample_size(std::span<const double> weights);

}  // namespace chokepoint::uncertainty
