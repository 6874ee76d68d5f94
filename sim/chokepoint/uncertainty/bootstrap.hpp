#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace chokepoint::uncertainty {

struct Interval {
    double low = 0.0;
    double high = 0.0;
};

/// How to estimate the sampling error of a statistic.
struct Bootstrap {
    std::uint64_t seed = 0;
    std::uint32_t resamples = 1000;
    double level = 0.95;  ///< Share of the resamples that the interval holds.
};

/// Rows of resample number `resample`: `rows` draws from 0 to rows - 1 with replacement, a function of its arguments.
std::vector<std::uint32_t> resampled_rows(std::uint64_t seed, std::uint32_t resample, std::uint32_t rows);

/// The central interval of the values that are numbers, by the quantiles of weighted_quantile(); NaN if none is.
Interval percentile_interval(std::span<const double> values, double level);

/// Percentile interval of a statistic (Efron 1979, "Bootstrap methods: another look at the jackknife"). `statistic`
/// gets the rows of a resample, to be read with their repetitions; a resample on which it is NaN is left out. It says
/// how far independent rows let the statistic stray; rows of a Latin hypercube or of Sobol' points do better.
Interval bootstrap_interval(std::uint32_t rows, const std::function<double(std::span<const std::uint32_t>)>& statistic,
                            const Bootstrap& bootstrap);

}  // namespace chokepoint::uncertainty
