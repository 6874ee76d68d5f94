#include <algorithm>
#include <chokepoint/uncertainty/weighted.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

namespace chokepoint {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

void check_weights(std::span<const double> weights) {
    for (const double weight : weights) {
        if (!(weight >= 0.0) || std::isinf(weight))
            throw std::invalid_argument("a weight must be a finite number, 0 or more");
    }
}

// The pairs that have weight, by rising value.
std::vector<std::pair<double, double>> sorted_pairs(std::span<const double> values, std::span<const double> weights) {
    if (values.size() != weights.size()) throw std::invalid_argument("there must be one weight for each value");
    check_weights(weights);
    std::vector<std::pair<double, double>> pairs;
    for (std::size_t k = 0; k < values.size(); ++k) {
        if (weights[k] == 0.0) continue;
        if (std::isnan(values[k])) throw std::invalid_argument("a value that has weight must be a number");
        pairs.emplace_back(values[k], weights[k]);
    }
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

double quantile_of(const std::vector<std::pair<double, double>>& pairs, double p) {
    if (pairs.empty()) return kNone;
    double total = 0.0;
    for (const auto& [value, weight] : pairs)
        total += weight;
    const double target = p * total;
    double below = 0.0;  // Weight of the pairs before k.
    double last_middle = 0.0;
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        const auto& [value, weight] = pairs[k];
        const double middle = below + 0.5 * weight;
        if (target <= middle) {
            if (k == 0 || value == pairs[k - 1].first) return value;  // So that two infinities are one as well.
            return std::lerp(pairs[k - 1].first, value, (target - last_middle) / (middle - last_middle));
        }
        below += weight;
        last_middle = middle;
    }
    return pairs.back().first;
}

}  // namespace

// Summed in the order of the values, so that the order of the samples leaves no trace in the last digits.
double weighted_mean(std::span<const double> values, std::span<const double> weights) {
    double total = 0.0;
    double sum = 0.0;
    for (const auto& [value, weight] : sorted_pairs(values, weights)) {
        total += weight;
        sum += weight * value;
    }
    return total > 0.0 ? sum / total : kNone;
}

double weighted_quantile(std::span<const double> values, std::span<const double> weights, double p) {
    return quantile_of(sorted_pairs(values, weights), p);
}

Interval central_interval(std::span<const double> values, std::span<const double> weights, double level) {
    const auto pairs = sorted_pairs(values, weights);
    return {quantile_of(pairs, 0.5 * (1.0 - level)), quantile_of(pairs, 0.5 * (1.0 + level))};
}

double effective_sample_size(std::span<const double> weights) {
    check_weights(weights);
    // Scaled by the largest, so that squares of likelihoods near 1e-200 do not vanish.
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

}  // namespace chokepoint
