#pragma once

#include <chokepoint/uncertainty/bootstrap.hpp>
#include <cstddef>
#include <span>

namespace chokepoint::uncertainty {

// Scores of a forecast against the outcome, in the unit of the forecast. Lower is better.

/// The exact continuous ranked probability score of a weighted sample: the integral of (F(x) - 1{x >= outcome})^2 over
/// x, or E|X - outcome| - E|X - X'| / 2 (Gneiting and Raftery 2007, "Strictly proper scoring rules", eq. 20 and 21).
/// Values must be finite. It is NaN if the total weight is 0. Throws as weighted_mean() does.
double crps(std::span<const double> values, std::span<const double> weights, double outcome);

/// The same score for a forecast given by its quantiles at 1, 2, ... 99 %, in increasing order. Each quantile stands
/// for the 1 % of probability around it, and the first and last for the 1.5 % on their side. Throws
/// std::invalid_argument unless there are 99.
double crps_of_percentiles(std::span<const double> percentiles, double outcome);

/// The interval score of a central interval that should contain the outcome with probability `level` < 1 (Gneiting and
/// Raftery 2007, eq. 43): its width, plus 2 / (1 - level) times the distance of an outcome outside it.
double interval_score(const Interval& interval, double level, double outcome);

/// How many of a forecast's intervals contain their outcome, counting the ends.
struct Coverage {
    std::size_t covered = 0;
    std::size_t outcomes = 0;

    /// The covered share, to compare with the level of the intervals. It is NaN without outcomes.
    double share() const;
};

/// Throws std::invalid_argument unless there are as many outcomes as intervals.
Coverage coverage(std::span<const Interval> intervals, std::span<const double> outcomes);

/// 1 - score / reference, for scores that are 0 when perfect. 1 is perfect, 0 is as good as the reference forecast, and
/// negative is worse. It is NaN if the reference is perfect, because then nothing can beat it.
double skill(double score, double reference);

}  // namespace chokepoint::uncertainty
