#pragma once

#include <chokepoint/study/ensemble.hpp>
#include <functional>
#include <vector>

namespace chokepoint::study {

/// With fewer samples than this there is a number, but no range.
inline constexpr int kLeastForRange = 2;

/// The 5, 50 and 95 % quantiles of a value over the samples that have weight, its mean, and the share of samples in
/// which it is above 0. All are NaN if no sample has weight; p05 and p95 are NaN if fewer than kLeastForRange have.
struct Spread {
    double p05 = 0.0;
    double p50 = 0.0;
    double p95 = 0.0;
    double mean = 0.0;
    double above_zero = 0.0;
};

/// The spread of any value of a sample. Samples in which it is not finite are left out.
Spread spread_of(const Ensemble& ensemble, bool with_evidence,
                 const std::function<double(const SampleResult& sample)>& value);

/// The same of `count` values at once, which visits each sample once.
std::vector<Spread> spreads_of(const Ensemble& ensemble, bool with_evidence, std::size_t count,
                               const std::function<double(const SampleResult& sample, std::size_t k)>& value);

}  // namespace chokepoint::study
