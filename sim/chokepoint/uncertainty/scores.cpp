#include <algorithm>
#include <chokepoint/uncertainty/scores.hpp>
#include <chokepoint/uncertainty/weighted_sample.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

namespace chokepoint::uncertainty {

namespace {

constexpr double kNoScore = std::numeric_limits<double>::quiet_NaN();

}  // namespace

// F is a step function, so the integral is a sum over the gaps between consecutive values. The outcome splits its gap.
// Each term is F^2 times the part below the outcome plus (1 - F)^2 times the part above. No term is negative, so
// nothing cancels, unlike in the difference of the two expectations.
double crps(std::span<const double> values, std::span<const double> weights, double outcome) {
    const auto sample = sorted_sample(values, weights);
    if (sample.empty()) return kNoScore;
    const double total = total_weight(sample);
    double score = std::max(0.0, sample.front().value - outcome) + std::max(0.0, outcome - sample.back().value);
    double weight_so_far = 0.0;
    for (std::size_t k = 0; k + 1 < sample.size(); ++k) {
        weight_so_far += sample[k].weight;
        const double f = weight_so_far / total;
        const double cut = std::clamp(outcome, sample[k].value, sample[k + 1].value);
        score += f * f * (cut - sample[k].value) + (1.0 - f) * (1.0 - f) * (sample[k + 1].value - cut);
    }
    return score;
}

double crps_of_percentiles(std::span<const double> percentiles, double outcome) {
    if (percentiles.size() != 99) throw std::invalid_argument("a forecast has 99 percentiles");
    std::vector<double> weights(99, 1.0);
    weights.front() = weights.back() = 1.5;
    return crps(percentiles, weights, outcome);
}

double interval_score(const Interval& interval, double level, double outcome) {
    const double outside = std::max({0.0, interval.low - outcome, outcome - interval.high});
    return interval.high - interval.low + 2.0 / (1.0 - level) * outside;
}

double Coverage::share() const {
    return outcomes == 0 ? kNoScore : static_cast<double>(covered) / static_cast<double>(outcomes);
}

Coverage coverage(std::span<const Interval> intervals, std::span<const double> outcomes) {
    if (intervals.size() != outcomes.size()) throw std::invalid_argument("there must be one outcome for each interval");
    Coverage result;
    result.outcomes = outcomes.size();
    for (std::size_t k = 0; k < outcomes.size(); ++k)
        result.covered += intervals[k].low <= outcomes[k] && outcomes[k] <= intervals[k].high;
    return result;
}

double skill(double score, double reference) {
    return reference == 0.0 ? kNoScore : 1.0 - score / reference;
}

}  // namespace chokepoint::uncertainty
