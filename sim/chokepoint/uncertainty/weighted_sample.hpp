#pragma once

#include <span>
#include <vector>

namespace chokepoint::uncertainty {

struct WeightedValue {
    double value;
    double weight;
};

/// The values with positive weight in increasing order, after the checks that weighted.hpp promises.
std::vector<WeightedValue> sorted_sample(std::span<const double> values, std::span<const double> weights);

/// The sum of the weights, in that order.
double total_weight(const std::vector<WeightedValue>& sample);

}  // namespace chokepoint::uncertainty
