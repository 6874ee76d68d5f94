#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <chokepoint/uncertainty/calibration.hpp>
#include <chokepoint/uncertainty/weighted.hpp>
#include <chokepoint/uncertainty/weighted_sample.hpp>
#include <limits>
#include <stdexcept>
#include <vector>

namespace chokepoint::uncertainty {

double rank_fraction(double truth, std::span<const double> draws, std::span<const double> weights, double u) {
    const auto sample = sorted_sample(draws, weights);
    if (sample.empty()) return std::numeric_limits<double>::quiet_NaN();
    const double total = total_weight(sample);
    const double own = total / effective_sample_size(weights);
    double below = 0.0;
    double level = 0.0;
    for (const auto& [value, weight] : sample) {
        if (value < truth) below += weight;
        if (value == truth) level += weight;
    }
    return (below + u * (level + own)) / (total + own);
}

Uniformity rank_uniformity(std::span<const double> fractions, std::size_t bins) {
    if (bins < 2 || fractions.empty())
        throw std::invalid_argument("a test of ranks needs at least two bins and one rank");
    std::vector<std::size_t> counts(bins);
    for (const double fraction : fractions) {
        if (!(fraction >= 0.0 && fraction <= 1.0))
            throw std::invalid_argument("a rank fraction must be between 0 and 1");
        ++counts[std::min(bins - 1, static_cast<std::size_t>(fraction * static_cast<double>(bins)))];
    }
    const double expected = static_cast<double>(fractions.size()) / static_cast<double>(bins);
    Uniformity result;
    result.degrees = bins - 1;
    for (const std::size_t count : counts) {
        const double excess = static_cast<double>(count) - expected;
        result.chi_square += excess * excess / expected;
    }
    result.p_value = chi_square_tail(result.chi_square, static_cast<double>(result.degrees));
    return result;
}

double chi_square_tail(double x, double degrees) {
    return boost::math::gamma_q(0.5 * degrees, 0.5 * x);
}

Interval binomial_interval(std::size_t successes, std::size_t trials, double level) {
    const auto hits = static_cast<double>(successes);
    const auto misses = static_cast<double>(trials - successes);
    const double tail = 0.5 * (1.0 - level);
    return {successes == 0 ? 0.0 : boost::math::ibeta_inv(hits, misses + 1.0, tail),
            successes == trials ? 1.0 : boost::math::ibeta_inv(hits + 1.0, misses, 1.0 - tail)};
}

}  // namespace chokepoint::uncertainty
