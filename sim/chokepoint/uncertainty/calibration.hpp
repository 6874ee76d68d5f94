#pragma once

#include <chokepoint/uncertainty/bootstrap.hpp>
#include <cstddef>
#include <span>

namespace chokepoint::uncertainty {

/// Where a truth stands among the draws that were to forecast it, as a number on (0, 1): uniform over many cases if the
/// forecasts are calibrated (Talts et al. 2018, "Validating Bayesian inference algorithms with simulation-based
/// calibration"). Of L draws of equal weight, with r below the truth, (r + u) / (L + 1): the rank of that paper, spread
/// by the uniform draw u over the cell it stands for. Draws equal to the truth are below or above it by the same u.
/// Unequal weights count by weight, the truth as one draw of W / ESS, Kish's mean weight; then uniform only nearly.
/// NaN without weight; throws as weighted_mean() does.
double rank_fraction(double truth, std::span<const double> draws, std::span<const double> weights, double u);

/// Pearson's test of uniform ranks.
struct Uniformity {
    double chi_square = 0.0;
    std::size_t degrees = 0;  ///< Bins less 1.
    double p_value = 1.0;     ///< Probability of such a statistic or a larger one, if the ranks are uniform.
};

/// The test over `bins` bins of equal width, of which each should expect about five fractions or more. Throws
/// std::invalid_argument with fewer than two bins, without fractions, or if a fraction is not on [0, 1].
Uniformity rank_uniformity(std::span<const double> fractions, std::size_t bins);

/// Upper tail probability of the chi-square distribution; degrees > 0, x >= 0.
double chi_square_tail(double x, double degrees);

/// The probabilities of success that `successes` of `trials` independent trials leave open at a confidence of `level`,
/// by the exact tails of the binomial distribution (Clopper and Pearson 1934); 0 to 1 without trials.
Interval binomial_interval(std::size_t successes, std::size_t trials, double level);

}  // namespace chokepoint::uncertainty
