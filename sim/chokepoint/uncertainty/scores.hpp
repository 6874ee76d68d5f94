#pragma once

#include <chokepoint/uncertainty/bootstrap.hpp>
#include <cstddef>
#include <span>

namespace chokepoint::uncertainty {

// Scores of a forecast against what came to pass, in the unit of the forecast; lower is better.

/// Continuous ranked probability score of a weighted sample, the integral of (F(x) - 1{x >= outcome})^2 over x, exact:
/// E|X - outcome| - E|X - X'| / 2 (Gneiting and Raftery 2007, "Strictly proper scoring rules", eq. 20 and 21). The
/// absolute error, if the sample is one point. NaN without weight; throws as weighted_mean() does. Values are finite.
double crps(std::span<const double> values, std::span<const double> weights, double outcome);

/// The same of a forecast known by its quantiles at 1, 2, ... 99 %, rising: each stands for the 1 % of probability
/// around it, the first and the last for the 1.5 % on their side. Throws std::invalid_argument if there are not 99.
double crps_of_percentiles(std::span<const double> percentiles, double outcome);

/// Interval score of a central interval that is to hold the outcome with probability `level` (Gneiting and Raftery
/// 2007, eq. 43): its width, and 2 / (1 - level) times the distance of an outcome outside; level < 1.
double interval_score(const Interval& interval, double level, double outcome);

/// How many of a forecast's intervals hold their outcomes, ends included.
struct Coverage {
    std::size_t covered = 0;
    std::size_t outcomes = 0;

    /// Share covered, to be compared with the level of the intervals; NaN without outcomes.
    double share() const;
};

/// Throws std::invalid_argument if there are not as many outcomes as intervals.
Coverage coverage(std::span<const Interval> intervals, std::span<const double> outcomes);

/// 1 - score / reference, for scores that are 0 when perfect: 1 is perfect, 0 as good as the reference forecast,
/// negative worse. NaN if the reference is perfect, for then nothing can be gained on it.
double skill(double score, double reference);

}  // namespace chokepoint::uncertainty
