#pragma once

#include <cstddef>
#include <span>

namespace chokepoint::uncertainty {

/// How many bins serve so many samples: about a sixteenth of them, from 4 to 20.
std::size_t bins_for(std::size_t samples);

/// The first-order index of an input x on an output y, the share Var(E[y|x]) / Var(y), from plain samples of both.
///
/// The samples are put in order of x and into `bins` bins of equal size; what the bins' means vary estimates
/// Var(E[y|x]), less what they would vary by chance:
///     (SS_between - (B - 1) MS_within) / SS_total,
/// the epsilon squared of Kelley 1935, "An unbiased correlation ratio measure". It strays below 0 for an input without
/// effect, and misses what varies within a bin. NaN for fewer than two bins or two samples a bin; 0 for a constant y.
double binned_index(std::span<const double> x, std::span<const double> y, std::size_t bins);

/// The standard deviation of that estimate for an input without effect, sqrt(2 (B - 1)) / N for normal y.
double binned_index_noise(std::size_t samples, std::size_t bins);

}  // namespace chokepoint::uncertainty
