#include <algorithm>
#include <array>
#include <chokepoint/study/answer/event_spread.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/uncertainty/weighted.hpp>

namespace chokepoint::study {

EventSpread event_spread(const Ensemble& ensemble, std::size_t arm, std::size_t place, scenario::MilestoneEvent event,
                         bool with_evidence) {
    constexpr std::size_t kLeastForQuantiles = 20;  // of fewer, 5 % is less than one sample
    const std::vector<double> all = weights_of(ensemble, with_evidence);
    const std::vector<const SampleResult*> results = results_of(ensemble);
    std::vector<double> days, weights, happens;
    for (std::size_t k = 0; k < results.size(); ++k) {
        const int day = day_of(results[k]->outcomes[arm][place].milestones, event);
        happens.push_back(day >= 0 ? 1.0 : 0.0);
        if (day < 0 || !(all[k] > 0.0)) continue;
        days.push_back(day);
        weights.push_back(all[k]);
    }
    EventSpread spread;
    spread.samples = days.size();
    if (days.empty()) return spread;
    spread.share = uncertainty::weighted_mean(happens, all);
    const std::vector<double> quantiles = uncertainty::weighted_quantiles(days, weights, std::array{0.05, 0.5, 0.95});
    spread.p50 = quantiles[1];
    spread.is_quantiles = days.size() >= kLeastForQuantiles;
    const auto [first, last] = std::ranges::minmax(days);
    spread.p05 = spread.is_quantiles ? quantiles[0] : first;
    spread.p95 = spread.is_quantiles ? quantiles[2] : last;
    return spread;
}

Spread lowest_output(const Ensemble& ensemble, std::size_t arm, std::size_t place, bool with_evidence) {
    return spread_of(ensemble, with_evidence,
                     [&](const SampleResult& sample) { return sample.outcomes[arm][place].milestones.lowest_share; });
}

Spread lowest_day(const Ensemble& ensemble, std::size_t arm, std::size_t place, bool with_evidence) {
    return spread_of(ensemble, with_evidence, [&](const SampleResult& sample) {
        return static_cast<double>(sample.outcomes[arm][place].milestones.lowest_day);
    });
}

}  // namespace chokepoint::study
