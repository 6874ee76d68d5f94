#include <algorithm>
#include <array>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/study/spread.hpp>
#include <chokepoint/uncertainty/weighted.hpp>
#include <cmath>
#include <limits>

namespace chokepoint::study {

namespace {

double saving_share(const SampleResult& sample, std::size_t a, std::size_t b, std::size_t place, std::size_t p) {
    return loss_share(sample, a, place, p) - loss_share(sample, b, place, p);
}

/// Several values of a sample at once: each visit to a sample is a cache miss.
template <class Value>
std::vector<Spread> spreads_of(const Ensemble& ensemble, bool with_evidence, std::size_t count, const Value& value) {
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

}  // namespace

double loss_share(const SampleResult& sample, std::size_t a, std::size_t place, std::size_t p) {
    const double baseline = sample.baseline_usd[place][p];
    return baseline > 0.0 ? 1.0 - sample.outcomes[a][place].revenue_usd[p] / baseline : 0.0;
}

Spread spread_of(const Ensemble& ensemble, bool with_evidence,
                 const std::function<double(const SampleResult& sample)>& value) {
    return spreads_of(ensemble, with_evidence, 1,
                      [&](const SampleResult& sample, std::size_t) { return value(sample); })
        .front();
}

Spread loss_spread(const Ensemble& ensemble, bool with_evidence, std::size_t a, std::size_t place, std::size_t p) {
    return spread_of(ensemble, with_evidence,
                     [&](const SampleResult& sample) { return loss_share(sample, a, place, p); });
}

Spread saving_spread(const Ensemble& ensemble, bool with_evidence, std::size_t a, std::size_t b, std::size_t place,
                     std::size_t p) {
    return spread_of(ensemble, with_evidence,
                     [&](const SampleResult& sample) { return saving_share(sample, a, b, place, p); });
}

std::vector<Spread> loss_spreads(const Ensemble& ensemble, bool with_evidence, std::size_t a, std::size_t place) {
    return spreads_of(ensemble, with_evidence, ensemble.periods.size(),
                      [&](const SampleResult& sample, std::size_t p) { return loss_share(sample, a, place, p); });
}

std::vector<Spread> saving_spreads(const Ensemble& ensemble, bool with_evidence, std::size_t a, std::size_t b,
                                   std::size_t place) {
    return spreads_of(ensemble, with_evidence, ensemble.periods.size(),
                      [&](const SampleResult& sample, std::size_t p) { return saving_share(sample, a, b, place, p); });
}

}  // namespace chokepoint::study
