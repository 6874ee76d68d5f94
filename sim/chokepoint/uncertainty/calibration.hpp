#pragma once

#include <chokepoint/uncertainty/bootstrap.hpp>
#include <cstddef>
#include <span>

namespace chokepoint::uncertainty {

/// The rank of the true value among the draws of a forecast, as a number on (0, 1). It is uniform over many cases if
/// the forecasts are calibrated (Talts et al. 2018, "Validating Bayesian inference algorithms with simulation-based
/// calibration").
///
/// For L draws of equal weight, r of them below the truth, the result is (r + u) / (L + 1): the rank of that paper,
/// spread over its cell by the uniform draw u. The same u decides whether draws equal to the truth count as below it.
/// Unequal weights count by weight, and the truth counts as one draw of Kish's mean weight W / ESS; the result is then
/// only approximately uniform. It is NaN if the total weight is 0. Throws as weighted_mean() does.
double rank_fraction(double truth, std::span<const double> draws, std::span<const double> weights, double u);

/// The result of Pearson's test for uniform ranks.
struct Uniformity {
    double chi_square = 0.0;
    std::size_t degrees = 0;  ///< The number of bins minus 1.
    double p_value = 1.0;     ///< The chance of a statistic this large if ranks are uniform.
};

/// Tests over `bins` bins of equal width; each should expect five fractions or more. Throws std::invalid_argument with
/// fewer than two bins, without fractions, or if a fraction is outside [0, 1].
Uniformity rank_uniformity(std::span<const double> fractions, std::size_t bins);

/// The upper tail probability of the chi-square distribution, for degrees > 0 and x >= 0.
double chi_square_tail(double x, double degrees);

/// The confidence interval at `level` for the success probability, given `successes` in `trials` independent trials,
/// from the exact tails of the binomial distribution (Clopper and Pearson 1934). It is [0, 1] without trials.
Interval binomial_interval(std::size_t successes, std::size_t trials, double level);

}  // namespace chokepoint::uncertainty
