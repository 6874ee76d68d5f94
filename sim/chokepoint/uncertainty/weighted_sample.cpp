#include <algorithm>
#include <chokepoint/uncertainty/weighted_sample.hpp>
#include <cmath>
#include <stdexcept>
#include <tuple>

namespace chokepoint::uncertainty {

std::vector<WeightedValue> sorted_sample(std::span<const double> values, std::span<const double> weights) {
    if (values.size() != weights.size()) throw std::invalid_argument("there must be one weight for each value");
    std::vector<WeightedValue> sample;
    for (std::size_t k = 0; k < values.size(); ++k) {
        if (!(weights[k] >= 0.0) || std::isinf(weights[k]))
            throw std::invalid_argument("a weight must be a finite number, 0 or more");
        if (weights[k] == 0.0) continue;
        if (std::isnan(values[k])) throw std::invalid_argument("a value with positive weight must be a number");
        sample.push_back({values[k], weights[k]});
    }
    std::sort(sample.begin(), sample.end(), [](const WeightedValue& a, const WeightedValue& b) {
        return std::tie(a.value, a.weight) < std::tie(b.value, b.weight);
    });
    return sample;
}

double total_weight(const std::vector<WeightedValue>& sample) {
    double total = 0.0;
    for (const WeightedValue& item : sample)
        total += item.weight;
    return total;
}

}  // namespace chokepoint::uncertainty
