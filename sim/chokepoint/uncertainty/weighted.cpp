#include <algorithm>
#include <chokepoint/uncertainty/weighted.hpp>
#include <chokepoint/uncertainty/weighted_sample.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace chokepoint::uncertainty {

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

double quantile_of(const std::vector<WeightedValue>& sample, double p) {
    if (sample.empty()) return kNoValue;
    const double target = p * total_weight(sample);
    double below = 0.0;  // The weight of the values before k.
    double last_middle = 0.0;
    for (std::size_t k = 0; k < sample.size(); ++k) {
        const auto& [value, weight] = sample[k];
        const double middle = below + 0.5 * weight;
        if (target <= middle) {
            if (k == 0 || value == sample[k - 1].value) return value;  // Also avoids inf - inf.
            return std::lerp(sample[k - 1].value, value, (target - last_middle) / (middle - last_middle));
        }
        below += weight;
        last_middle = middle;
    }
    return sample.back().value;
}

// Summing in the order of the values keeps the last digits independent of the order of the samples.
double mean_of(const std::vector<WeightedValue>& sample) {
    if (sample.empty()) return kNoValue;
    double sum = 0.0;
    for (const auto& [value, weight] : sample)
        sum += weight * value;
    return sum / total_weight(sample);
}

double share_above_zero(const std::vector<WeightedValue>& sample) {
    if (sample.empty()) return kNoValue;
    double above = 0.0;
    for (const auto& [value, weight] : sample)
        above += value > 0.0 ? weight : 0.0;
    return above / total_weight(sample);
}

}  // namespace

double weighted_mean(std::span<const double> values, std::span<const double> weights) {
    return mean_of(sorted_sample(values, weights));
}

double weighted_quantile(std::span<const double> values, std::span<const double> weights, double p) {
    return quantile_of(sorted_sample(values, weights), p);
}

WeightedSummary weighted_summary(std::span<const double> values, std::span<const double> weights,
                                 std::span<const double> p) {
    const auto sample = sorted_sample(values, weights);
    WeightedSummary summary{mean_of(sample), share_above_zero(sample), {}};
    for (const double level : p)
        summary.quantiles.push_back(quantile_of(sample, level));
    return summary;
}

std::vector<double> weighted_quantiles(std::span<const double> values, std::span<const double> weights,
                                       std::span<const double> p) {
    return weighted_summary(values, weights, p).quantiles;
}

Interval central_interval(std::span<const double> values, std::span<const double> weights, double level) {
    const auto sample = sorted_sample(values, weights);
    return {quantile_of(sample, 0.5 * (1.0 - level)), quantile_of(sample, 0.5 * (1.0 + level))};
}

double effective_sample_size(std::span<const double> weights) {
    for (const double weight : weights) {
        if (!(weight >= 0.0) || std::isinf(weight))
            throw std::invalid_argument("a weight must be a finite number, 0 or more");
    }
    // Scale by the largest weight, so that squares of likelihoods near 1e-200 do not underflow.
    const double largest = weights.empty() ? 0.0 : *std::max_element(weights.begin(), weights.end());
    if (largest == 0.0) return 0.0;
    double sum = 0.0;
    double squares = 0.0;
    for (const double weight : weights) {
        sum += weight / largest;
        squares += (weight / largest) * (weight / largest);
    }
    return sum * sum / squares;
}

}  // namespace chokepoint::uncertainty
