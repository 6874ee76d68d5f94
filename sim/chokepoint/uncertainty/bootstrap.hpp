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
    double level = 0.95;  ///< The share of the resamples inside the interval.
};

/// The rows of resample number `resample`: `rows` draws from 0 to rows - 1 with replacement.
std::vector<std::uint32_t> resampled_rows(std::uint64_t seed, std::uint32_t resample, std::uint32_t rows);

/// The central interval of the values that are not NaN, by weighted_quantile(), or NaN if all are NaN.
Interval percentile_interval(std::span<const double> values, double level);

/// The percentile interval of a statistic (Efron 1979, "Bootstrap methods: another look at the jackknife"). `statistic`
/// receives the rows of one resample, with repetitions; a resample with result NaN is dropped. The interval assumes
/// independent rows, so it is too wide for rows of a Latin hypercube or of Sobol' points.
Interval bootstrap_interval(std::uint32_t rows, const std::function<double(std::span<const std::uint32_t>)>& statistic,
                            const Bootstrap& bootstrap);

}  // namespace chokepoint::uncertainty
