#include <algorithm>
#include <chokepoint/study/shown_loss.hpp>
#include <chokepoint/study/spread.hpp>
#include <chokepoint/study/sweep/sweep_result.hpp>
#include <chokepoint/uncertainty/weighted.hpp>
#include <cmath>

namespace chokepoint::study {

namespace {

double day_or_never(int day) {
    return day < 0 ? kNever : day;
}

/// At the middle of the priors.
void set_from_study(const SweepRun& run, std::size_t arm, std::uint32_t company, std::size_t period,
                    SweepOutcome& outcome) {
    const ShownLoss loss = shown_loss(run.scenario, run.study, arm, company, period);
    const Milestones& milestones = run.study.arms[arm].companies[company].milestones;
    outcome.baseline_usd = run.study.baseline_usd[company][period];
    outcome.loss_usd = loss.loss_usd;
    if (!loss.disclosed) outcome.range_usd = uncertainty::Interval{loss.low_usd, loss.high_usd};
    if (outcome.baseline_usd > 0.0) outcome.share = outcome.loss_usd / outcome.baseline_usd;
    outcome.stop_day = day_or_never(milestones.stop_day);
    outcome.resume_day = day_or_never(milestones.resume_day);
    outcome.recovery_day = day_or_never(milestones.recovery_day);
}

/// From all samples that have a result; `c` counts companies of the report.
void set_from_ensemble(const Ensemble& ensemble, std::size_t arm, std::size_t c, std::size_t period,
                       SweepOutcome& outcome) {
    std::vector<double> baselines;
    std::vector<double> losses;
    std::vector<double> shares;
    std::vector<double> stops;
    std::vector<double> resumptions;
    std::vector<double> recoveries;
    std::vector<double> weights;
    for (const SampleResult& sample : ensemble.samples) {
        if (!sample.fault.empty()) continue;
        const SampleOutcome& result = sample.outcomes[arm][c];
        const double baseline = sample.baseline_usd[c][period];
        baselines.push_back(baseline);
        losses.push_back(baseline - result.revenue_usd[period]);
        shares.push_back(baseline > 0.0 ? losses.back() / baseline : 0.0);
        stops.push_back(day_or_never(result.milestones.stop_day));
        resumptions.push_back(day_or_never(result.milestones.resume_day));
        recoveries.push_back(day_or_never(result.milestones.recovery_day));
        weights.push_back(sample.weight);
    }
    const auto median = [&](const std::vector<double>& values) {
        return uncertainty::weighted_quantile(values, weights, 0.5);
    };
    outcome.baseline_usd = median(baselines);
    outcome.loss_usd = median(losses);
    outcome.stop_day = median(stops);
    outcome.resume_day = median(resumptions);
    outcome.recovery_day = median(recoveries);
    if (!(outcome.baseline_usd > 0.0)) return;
    outcome.share = median(shares);
    const auto counted = std::count_if(weights.begin(), weights.end(), [](double weight) { return weight > 0.0; });
    if (counted >= kLeastForRange) outcome.share_90 = uncertainty::central_interval(shares, weights, 0.9);
}

}  // namespace

SweepPoint sweep_point(const SweepRun& run, std::size_t period) {
    const scenario::Scenario& scenario = run.scenario;
    SweepPoint point;
    point.values = run.values;
    point.start = scenario.start;
    if (run.ensemble) {
        point.samples = run.ensemble->asked;
        for (const SampleResult& sample : run.ensemble->samples) {
            if (sample.fault.empty()) continue;
            ++point.failed;
            if (point.fault.empty()) point.fault = sample.fault;
        }
    }
    for (std::size_t arm = 0; arm < scenario.arms.size(); ++arm) {
        for (std::size_t c = 0; c < scenario.report_companies.size(); ++c) {
            const std::uint32_t company = scenario.report_companies[c];
            SweepOutcome& outcome = point.outcomes.emplace_back();
            outcome.arm = scenario.arms[arm].name;
            outcome.arm_label = scenario.arms[arm].label;
            outcome.firm = scenario.model.directory.companies.name(company);
            outcome.name = scenario.model.companies.name(company);
            if (run.ensemble) {
                set_from_ensemble(*run.ensemble, arm, c, period, outcome);
            } else {
                set_from_study(run, arm, company, period, outcome);
            }
        }
    }
    return point;
}

std::size_t date_axis(const Sweep& sweep) {
    for (std::size_t k = sweep.axes.size(); k-- > 0;) {
        if (sweep.axes[k].of_dates) return k;
    }
    return sweep.axes.size();
}

Date date_at(const Sweep& sweep, std::size_t point) {
    return *parse_date(sweep.points[point].values[date_axis(sweep)]);
}

std::size_t earlier_point(const Sweep& sweep, std::size_t point) {
    const std::size_t none = sweep.points.size();
    const std::size_t axis = date_axis(sweep);
    if (axis == sweep.axes.size()) return none;
    std::size_t stride = 1;
    for (std::size_t k = axis + 1; k < sweep.axes.size(); ++k)
        stride *= sweep.axes[k].values.size();
    return point / stride % sweep.axes[axis].values.size() == 0 ? none : point - stride;
}

std::optional<double> usd_per_day(const Sweep& sweep, std::size_t point, std::size_t k) {
    const std::size_t earlier = earlier_point(sweep, point);
    if (earlier == sweep.points.size()) return std::nullopt;
    const SweepOutcome& before = sweep.points[earlier].outcomes[k];
    const SweepOutcome& after = sweep.points[point].outcomes[k];
    if (before.range_usd || after.range_usd) return std::nullopt;
    return (after.loss_usd - before.loss_usd) / days_between(date_at(sweep, earlier), date_at(sweep, point));
}

}  // namespace chokepoint::study
