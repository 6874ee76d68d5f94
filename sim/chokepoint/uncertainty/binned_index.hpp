#pragma once

#include <cstddef>
#include <span>

namespace chokepoint::uncertainty {

/// How many bins to use for a number of samples: a sixteenth of them, but at least 4 and at most 20.
std::size_t bins_for(std::size_t samples);

/// The first-order index of an input x on an output y, Var(E[y|x]) / Var(y), estimated from ordinary samples of both.
///
/// The samples are sorted by x into `bins` bins of equal size. The variance between the bins' means estimates
/// Var(E[y|x]), after subtracting the part that arises by chance:
///     (SS_between - (B - 1) MS_within) / SS_total,
/// the epsilon squared of Kelley 1935, "An unbiased correlation ratio measure". It can fall below 0 for an input
/// without effect, and misses variation within a bin. NaN with fewer than two bins or two samples per bin; 0 for a
/// constant y.
double binned_index(std::span<const double> x, std::span<const double> y, std::size_t bins);

/// The standard deviation of that estimate for an input without effect: sqrt(2 (B - 1)) / N for normal y.
double binned_index_noise(std::size_t samples, std::size_t bins);

}  // namespace chokepoint::uncertainty
