#include <algorithm>
#include <chokepoint/base/draw.hpp>
#include <chokepoint/uncertainty/bootstrap.hpp>
#include <chokepoint/uncertainty/weighted.hpp>
#include <cmath>
#include <iterator>

namespace chokepoint::uncertainty {

namespace {

constexpr std::uint32_t kResampling = 0x626f6f74;  // The stream of the resampling draws.

}  // namespace

std::vector<std::uint32_t> resampled_rows(std::uint64_t seed, std::uint32_t resample, std::uint32_t rows) {
    const Draws draws(seed, kResampling);
    std::vector<std::uint32_t> drawn(rows);
    for (std::uint32_t k = 0; k < rows; ++k) {
        const double u = draws.uniform(std::uint64_t{resample} << 32 | k);
        drawn[k] = std::min(rows - 1, static_cast<std::uint32_t>(u * rows));
    }
    return drawn;
}

Interval percentile_interval(std::span<const double> values, double level) {
    std::vector<double> numbers;
    std::copy_if(values.begin(), values.end(), std::back_inserter(numbers), [](double x) { return !std::isnan(x); });
    return central_interval(numbers, std::vector<double>(numbers.size(), 1.0), level);
}

Interval bootstrap_interval(std::uint32_t rows, const std::function<double(std::span<const std::uint32_t>)>& statistic,
                            const Bootstrap& bootstrap) {
    std::vector<double> values;
    for (std::uint32_t resample = 0; resample < bootstrap.resamples; ++resample)
        values.push_back(statistic(resampled_rows(bootstrap.seed, resample, rows)));
    return percentile_interval(values, bootstrap.level);
}

}  // namespace chokepoint::uncertainty
