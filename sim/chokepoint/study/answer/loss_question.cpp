#include <algorithm>
#include <chokepoint/study/answer/loss_question.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <cmath>
#include <limits>

namespace chokepoint::study {

namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

/// Where a group's number of a period stands.
std::size_t group_place(const Ensemble& ensemble, const LossQuestion& question) {
    return question.place * ensemble.periods.size() + question.period;
}

double group_loss(const Ensemble& ensemble, const GroupSums& sums, const LossQuestion& question) {
    const std::size_t at = group_place(ensemble, question);
    if (question.part == LossPart::losses) return sums.losses_usd[at];
    if (question.part == LossPart::gains) return sums.gains_usd[at];
    return sums.losses_usd[at] - sums.gains_usd[at];
}

/// `usd(arm)` of one arm, or what one saves against the other.
template <class Usd>
double loss_or_saving(const LossQuestion& question, const Usd& usd) {
    return question.against ? usd(*question.against) - usd(question.arm) : usd(question.arm);
}

double in_unit(const Ensemble& ensemble, const SampleResult& sample, const LossQuestion& question, double usd) {
    if (question.unit == LossUnit::usd) return usd;
    const double baseline = baseline_in(ensemble, sample, question);
    return baseline > 0.0 ? usd / baseline : 0.0;
}

/// The loss at the lowest or at the highest sales, whichever `bound` is.
double bound_in(const Ensemble& ensemble, const SampleResult& sample, const LossQuestion& question,
                std::vector<double> SampleOutcome::*bound) {
    const std::size_t unit = ensemble.units[question.place];
    const double usd =
        loss_or_saving(question, [&](std::size_t arm) { return (sample.outcomes[arm][unit].*bound)[question.period]; });
    return in_unit(ensemble, sample, question, usd);
}

}  // namespace

double baseline_in(const Ensemble& ensemble, const SampleResult& sample, const LossQuestion& question) {
    if (question.of_group) return sample.group_baseline_usd[group_place(ensemble, question)];
    return sample.baseline_usd[ensemble.units[question.place]][question.period];
}

double loss_in(const Ensemble& ensemble, const SampleResult& sample, const LossQuestion& question) {
    const double usd = loss_or_saving(question, [&](std::size_t arm) {
        if (question.of_group) return group_loss(ensemble, sample.groups[arm], question);
        const std::size_t unit = ensemble.units[question.place];
        return sample.baseline_usd[unit][question.period] - sample.outcomes[arm][unit].revenue_usd[question.period];
    });
    return in_unit(ensemble, sample, question, usd);
}

bool is_range_alone(const Ensemble& ensemble, const LossQuestion& question) {
    if (question.of_group) return false;
    const auto one = std::ranges::find_if(ensemble.samples, [](const SampleResult& s) { return s.fault.empty(); });
    return one != ensemble.samples.end() &&
           !one->outcomes[question.arm][ensemble.units[question.place]].low_usd.empty();
}

std::vector<Spread> loss_spreads(const Ensemble& ensemble, LossQuestion question, bool with_evidence) {
    const auto at = [&question](std::size_t period) {
        question.period = period;
        return question;
    };
    const std::size_t periods = ensemble.periods.size();
    if (!is_range_alone(ensemble, question)) {
        return spreads_of(ensemble, with_evidence, periods,
                          [&](const SampleResult& sample, std::size_t p) { return loss_in(ensemble, sample, at(p)); });
    }
    const auto bounds = [&](std::vector<double> SampleOutcome::*bound) {
        return spreads_of(ensemble, with_evidence, periods, [&](const SampleResult& sample, std::size_t p) {
            return bound_in(ensemble, sample, at(p), bound);
        });
    };
    const std::vector<Spread> low = bounds(&SampleOutcome::low_usd);
    const std::vector<Spread> high = bounds(&SampleOutcome::high_usd);
    std::vector<Spread> spreads;
    for (std::size_t p = 0; p < periods; ++p) {
        const auto end = [](const Spread& of, double Spread::*quantile) {
            return std::isnan(of.*quantile) ? of.p50 : of.*quantile;
        };
        // Of a gain the highest sales give the lowest loss.
        const double least = std::min(end(low[p], &Spread::p05), end(high[p], &Spread::p05));
        const double most = std::max(end(low[p], &Spread::p95), end(high[p], &Spread::p95));
        spreads.push_back({least, kNoNumber, most, kNoNumber, low[p].above_zero});
    }
    return spreads;
}

Spread loss_spread(const Ensemble& ensemble, const LossQuestion& question, bool with_evidence) {
    if (is_range_alone(ensemble, question)) return loss_spreads(ensemble, question, with_evidence)[question.period];
    return spread_of(ensemble, with_evidence,
                     [&](const SampleResult& sample) { return loss_in(ensemble, sample, question); });
}

std::vector<Spread> revenue_spreads(const Ensemble& ensemble, LossQuestion question) {
    return spreads_of(ensemble, true, ensemble.periods.size(), [&](const SampleResult& sample, std::size_t p) {
        question.period = p;
        return baseline_in(ensemble, sample, question) - loss_in(ensemble, sample, question);
    });
}

Spread baseline_spread(const Ensemble& ensemble, const LossQuestion& question) {
    return spread_of(ensemble, true,
                     [&](const SampleResult& sample) { return baseline_in(ensemble, sample, question); });
}

}  // namespace chokepoint::study
