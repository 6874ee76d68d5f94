#pragma once

#include <span>
#include <vector>

namespace chokepoint::uncertainty {

struct WeightedValue {
    double value;
    double weight;
};

/// The values that have weight, in rising order; checked as weighted.hpp says, whose functions all begin here.
std::vector<WeightedValue> sorted_sample(std::span<const double> values, std::span<const double> weights);

/// Sum of the weights, in that order.
double total_weight(const std::vector<WeightedValue>& sample);

}  // namespace chokepoint::uncertainty
