#include <algorithm>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/uncertainty/weighted.hpp>
#include <cmath>
#include <limits>

namespace chokepoint::study {

namespace {

constexpr double kImpossible = -std::numeric_limits<double>::infinity();

double log_likelihood(const scenario::Scenario& scenario, const std::vector<Period>& periods,
                      const scenario::Evidence& evidence, const SampleResult& sample) {
    const auto& shown = scenario.report_companies;
    const auto company = std::find(shown.begin(), shown.end(), evidence.company) - shown.begin();
    const SampleOutcome& outcome = sample.outcomes[evidence.arm][static_cast<std::size_t>(company)];
    if (!evidence.of_revenue) {
        const int day = day_of(outcome.milestones, evidence.event);
        const Date date = scenario.start + std::chrono::days(day);
        return day >= 0 && evidence.first <= date && date <= evidence.last ? 0.0 : kImpossible;
    }
    for (std::size_t p = 0; p < periods.size(); ++p) {
        if (periods[p].label != evidence.period) continue;
        const double misfit = (outcome.revenue_usd[p] - evidence.revenue_usd) / evidence.error_usd;
        return -0.5 * misfit * misfit;
    }
    return kImpossible;
}

}  // namespace

void weigh_by_evidence(const scenario::Scenario& scenario, Ensemble& ensemble) {
    std::vector<double> logs;
    for (const SampleResult& sample : ensemble.samples) {
        double sum = sample.fault.empty() ? 0.0 : kImpossible;
        for (const scenario::Evidence& evidence : scenario.evidence) {
            if (sum > kImpossible) sum += log_likelihood(scenario, ensemble.periods, evidence, sample);
        }
        logs.push_back(sum);
    }
    const double largest = logs.empty() ? kImpossible : *std::max_element(logs.begin(), logs.end());
    for (std::size_t k = 0; k < logs.size(); ++k)
        ensemble.samples[k].weight = largest > kImpossible ? std::exp(logs[k] - largest) : 0.0;
}

std::vector<const SampleResult*> results_of(const Ensemble& ensemble) {
    std::vector<const SampleResult*> results;
    for (const SampleResult& sample : ensemble.samples) {
        if (sample.fault.empty()) results.push_back(&sample);
    }
    return results;
}

std::vector<double> weights_of(const Ensemble& ensemble, bool with_evidence) {
    std::vector<double> weights;
    for (const SampleResult* sample : results_of(ensemble))
        weights.push_back(with_evidence ? sample->weight : 1.0);
    return weights;
}

bool has_weight(const Ensemble& ensemble) {
    return uncertainty::effective_sample_size(weights_of(ensemble, true)) > 0.0;
}

}  // namespace chokepoint::study
