#include <algorithm>
#include <array>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/study/spread.hpp>
#include <chokepoint/uncertainty/weighted.hpp>
#include <cmath>
#include <limits>

namespace chokepoint::study {

std::vector<Spread> spreads_of(const Ensemble& ensemble, bool with_evidence, std::size_t count,
                               const std::function<double(const SampleResult& sample, std::size_t k)>& value) {
    const std::vector<double> weight = weights_of(ensemble, with_evidence);
    const std::vector<const SampleResult*> results = results_of(ensemble);
    std::vector<std::vector<double>> values(count);
    std::vector<std::vector<double>> weights(count);
    for (std::size_t k = 0; k < results.size(); ++k) {
        for (std::size_t n = 0; n < count; ++n) {
            const double one = value(*results[k], n);
            if (!std::isfinite(one)) continue;
            values[n].push_back(one);
            weights[n].push_back(weight[k]);
        }
    }
    std::vector<Spread> spreads;
    for (std::size_t n = 0; n < count; ++n) {
        const uncertainty::WeightedSummary all =
            uncertainty::weighted_summary(values[n], weights[n], std::array{0.05, 0.5, 0.95});
        Spread& spread = spreads.emplace_back(
            Spread{all.quantiles[0], all.quantiles[1], all.quantiles[2], all.mean, all.above_zero});
        const auto counted = std::count_if(weights[n].begin(), weights[n].end(), [](double w) { return w > 0.0; });
        if (counted < kLeastForRange) spread.p05 = spread.p95 = std::numeric_limits<double>::quiet_NaN();
    }
    return spreads;
}

Spread spread_of(const Ensemble& ensemble, bool with_evidence,
                 const std::function<double(const SampleResult& sample)>& value) {
    return spreads_of(ensemble, with_evidence, 1,
                      [&](const SampleResult& sample, std::size_t) { return value(sample); })
        .front();
}

}  // namespace chokepoint::study
