#include <algorithm>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/policy/openness.hpp>
#include <chokepoint/study/attribution/attribution.hpp>
#include <chokepoint/study/ensemble.hpp>
#include <chokepoint/study/record/recorder.hpp>
#include <chokepoint/study/report_place.hpp>
#include <chokepoint/study/shown_loss.hpp>
#include <mutex>
#include <stdexcept>

namespace chokepoint::study {

namespace {

constexpr unsigned kWide = kSampleBlock;
constexpr unsigned kNarrow = 8;

/// The worlds of some samples; none for a sample with a fault.
struct Block {
    std::vector<std::optional<scenario::World>> worlds;
    std::vector<SampleResult> results;
};

/// What all samples record alike.
struct SampleRecord {
    RecordPlan plan;
    const Ensemble& ensemble;     ///< What it shows.
    std::vector<bool> is_hidden;  ///< By unit.
    bool whole = false;
    std::vector<std::size_t> arms;  ///< To run; empty: all.
};

/// Every day of the calendar's first part, up to a year after the first action; of the rest every week and the last day
/// of every month.
std::vector<int> days_to_show(const scenario::Scenario& scenario) {
    constexpr int kDaily = 400;
    constexpr int kWeek = 7;
    int first = scenario.days();
    for (const scenario::Arm& arm : scenario.arms) {
        for (const std::uint32_t action : arm.actions)
            first = std::min(first, std::max(0, days_between(scenario.start, scenario.actions[action].from)));
    }
    const int daily_from = std::max(0, first - 2 * kWeek);
    std::vector<int> days;
    for (int day = 0; day < scenario.days(); ++day) {
        const bool daily = day >= daily_from && day < daily_from + kDaily;
        const Date date = scenario.start + std::chrono::days(day);
        const bool ends_month = month_label(date) != month_label(date + std::chrono::days(1));
        const bool last = day + 1 == scenario.days();
        if (daily || day % kWeek == 0 || ends_month || last) days.push_back(day);
    }
    return days;
}

/// The companies that samples record beyond the report's: all others of a small model.
std::vector<std::uint32_t> other_companies(const scenario::Scenario& scenario) {
    constexpr std::size_t kSmallModel = 100;
    if (scenario.model.companies.size() > kSmallModel) return {};
    std::vector<std::uint32_t> others = recorded_companies(scenario, scenario.model);
    others.erase(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(scenario.report_companies.size()));
    return others;
}

/// The report's companies, then the scenario's segments, then other companies.
std::vector<RecordedUnit> units_of_sample(const scenario::Scenario& scenario, const scenario::Model& model,
                                          bool whole) {
    std::vector<RecordedUnit> units = units_of(model, scenario.report_companies);
    for (const scenario::Segment& segment : scenario.segments)
        units.push_back({segment.company, segment.nodes});
    if (!whole) return units;
    for (const RecordedUnit& other : units_of(model, other_companies(scenario)))
        units.push_back(other);
    return units;
}

/// Which of these units are companies with undisclosed sales.
std::vector<bool> hidden_units(const scenario::Scenario& scenario, const std::vector<RecordedUnit>& units) {
    std::vector<bool> hidden;
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        const std::size_t reported = scenario.report_companies.size();
        const bool segment = unit >= reported && unit < reported + scenario.segments.size();
        hidden.push_back(!segment && is_hidden(scenario.model, units[unit].company));
    }
    return hidden;
}

void add_ranges(const scenario::Model& model, std::uint32_t company, const std::vector<double>& baseline,
                SampleOutcome& outcome) {
    for (std::size_t p = 0; p < baseline.size(); ++p) {
        const LossRange range = loss_range(model, company, baseline[p], baseline[p] - outcome.revenue_usd[p]);
        outcome.low_usd.push_back(range.low_usd);
        outcome.high_usd.push_back(range.high_usd);
    }
}

/// The losses of a company that are not zero in all of some periods.
std::vector<ChannelLoss> nonzero_losses(const CompanyResult& result, std::span<const std::size_t> periods,
                                        std::size_t roots) {
    std::vector<ChannelLoss> losses;
    if (result.channels.empty() || periods.empty()) return losses;
    std::vector<double> usd(periods.size());
    for (std::uint32_t channel = 0; channel < result.channels[periods[0]].size(); ++channel) {
        for (std::uint32_t root = 0; root <= roots; ++root) {
            std::transform(periods.begin(), periods.end(), usd.begin(),
                           [&](std::size_t p) { return loss_of_root(result, roots, p, channel, root); });
            if (std::any_of(usd.begin(), usd.end(), [](double one) { return one != 0.0; }))
                losses.push_back({channel, root, usd});
        }
    }
    return losses;
}

/// `share_on(day)`: of the unit's baseline output.
template <class ShareOn>
SampleOutcome outcome_of(const SampleRecord& record, std::size_t unit, CompanyResult&& result, std::size_t roots,
                         const ShareOn& share_on) {
    SampleOutcome outcome;
    outcome.revenue_usd = std::move(result.revenue_usd);
    outcome.milestones = result.milestones;
    if (record.plan.detail == Detail::revenue || unit >= record.plan.daily) return outcome;
    outcome.losses = nonzero_losses(result, record.ensemble.loss_periods, roots);
    if (!record.plan.keeps_shares[unit]) return outcome;
    for (const int day : record.ensemble.shown_days)
        outcome.output_share.push_back(static_cast<float>(share_on(day)));
    return outcome;
}

/// Runs samples of one block, each a lane; all or none of them are finished.
class LaneRun {
   public:
    LaneRun(const SampleRecord& record, const RunControl& control)
        : record_(record), scenario_(record.plan.scenario), control_(control) {}

    bool run(Block& block, std::span<const std::size_t> members) const {
        for (const std::size_t k : members) {
            const scenario::Model& model = block.worlds[k]->model;
            SampleResult& result = block.results[k];
            for (const RecordedUnit& unit : units_of_sample(scenario_, model, record_.whole))
                result.baseline_usd.push_back(baseline_revenue(record_.plan, model, unit));
            if (record_.whole)
                result.group_baseline_usd =
                    group_baseline(record_.ensemble.groups, model, record_.ensemble.periods, scenario_.start);
            if (record_.whole && scenario_.every_firm)
                result.company_baseline_usd = company_baseline(model, record_.ensemble.periods, scenario_.start);
        }
        for (std::size_t number = 0; number < scenario_.arms.size(); ++number) {
            if (!record_.arms.empty() && std::ranges::count(record_.arms, number) == 0) continue;
            const scenario::Arm& arm = scenario_.arms[number];
            if (arm.actions.empty())
                stand_still(block, members);
            else if (!run_arm(arm, block, members))
                return false;
        }
        return true;
    }

   private:
    /// Without any action the baseline stands still, to the last bit: there is nothing to run.
    void stand_still(Block& block, std::span<const std::size_t> members) const {
        for (const std::size_t k : members) {
            std::vector<SampleOutcome>& outcomes = block.results[k].outcomes.emplace_back();
            for (const std::vector<double>& revenue : block.results[k].baseline_usd) {
                CompanyResult still;
                still.revenue_usd = revenue;
                outcomes.push_back(outcome_of(record_, outcomes.size(), std::move(still), 0, [](int) { return 1.0; }));
            }
            const std::vector<double> nothing(block.results[k].group_baseline_usd.size(), 0.0);
            const std::vector<float> no_company(block.results[k].company_baseline_usd.size(), 0.0F);
            finish_arm(*block.worlds[k], block.results[k], {nothing, nothing, no_company});
        }
    }

    /// What needs all outcomes of the arm.
    void finish_arm(const scenario::World& world, SampleResult& result, GroupSums groups) const {
        if (!record_.whole) return;
        const std::vector<RecordedUnit> units = units_of_sample(scenario_, world.model, true);
        for (std::size_t unit = 0; unit < units.size(); ++unit) {
            if (record_.is_hidden[unit])
                add_ranges(world.model, units[unit].company, result.baseline_usd[unit], result.outcomes.back()[unit]);
        }
        result.groups.push_back(std::move(groups));
    }

    bool run_arm(const scenario::Arm& arm, Block& block, std::span<const std::size_t> members) const {
        // Links and their numbers are the same in all of a batch: where no action is drawn, one schedule serves it.
        std::vector<policy::OpennessSchedule> schedules;
        schedules.reserve(members.size());
        std::vector<dynamics::Sample> samples;
        std::vector<RecordedLane> lanes;
        for (const std::size_t k : members) {
            const scenario::World& world = *block.worlds[k];
            if (schedules.empty() || !scenario::priors_of(scenario_).empty())
                schedules.push_back(policy::compile_openness(world.model.network, world.model.directory, world.actions,
                                                             arm.actions, scenario_.start, scenario_.end));
            samples.push_back({&world.model.network, &world.model.behaviour, &schedules.back()});
            lanes.push_back({&world.model, &schedules.back()});
        }
        dynamics::DayStep step(samples);
        if (record_.plan.detail == Detail::revenue) step.leave_out_bounds();
        Recorder recorder(record_.plan, lanes, units_of_sample(scenario_, *lanes[0].model, record_.whole), arm);
        for (int day = 0; day < scenario_.days(); ++day) {
            if (control_.stop != nullptr && *control_.stop) return false;
            step.advance();
            recorder.record(step);
        }
        const std::size_t roots = root_actions(scenario_, arm).size();
        std::vector<std::vector<CompanyResult>> results = recorder.finish(step);
        for (unsigned lane = 0; lane < members.size(); ++lane) {
            std::vector<SampleOutcome>& outcomes = block.results[members[lane]].outcomes.emplace_back();
            for (std::size_t unit = 0; unit < results[lane].size(); ++unit)
                outcomes.push_back(outcome_of(record_, unit, std::move(results[lane][unit]), roots,
                                              [&](int day) { return recorder.output_share(unit, lane, day); }));
            finish_arm(*block.worlds[members[lane]], block.results[members[lane]], recorder.group_sums(lane));
        }
        return true;
    }

    const SampleRecord& record_;
    const scenario::Scenario& scenario_;
    const RunControl& control_;
};

/// What every sample of a scenario records.
Ensemble frame_ensemble(const scenario::Scenario& scenario, bool whole) {
    Ensemble ensemble;
    ensemble.periods = make_periods(scenario.start, scenario.end, scenario.periods);
    ensemble.companies = scenario.report_companies;
    for (std::size_t place = 0; place < ensemble.companies.size(); ++place)
        ensemble.units.push_back(place);
    if (!whole) return ensemble;
    for (const std::uint32_t other : other_companies(scenario)) {
        ensemble.units.push_back(ensemble.companies.size() + scenario.segments.size());
        ensemble.companies.push_back(other);
    }
    ensemble.groups = make_groups(scenario);
    ensemble.shown_days = days_to_show(scenario);
    ensemble.loss_periods = years_and_total(ensemble.periods);
    return ensemble;
}

Block make_block(const scenario::Sampling& sampling, const SamplePlan& plan, std::uint64_t first, std::uint64_t last) {
    Block block;
    for (std::uint64_t sample = first; sample < last; ++sample) {
        SampleResult& result = block.results.emplace_back();
        block.worlds.emplace_back();
        result.values = plan.values ? plan.values(sampling, sample) : sampling.values(sample);
        try {
            block.worlds.back() = sampling.world(result.values, plan.draw ? plan.draw(sample) : sample);
            dynamics::Behaviour& behaviour = block.worlds.back()->model.behaviour;
            if (!plan.whole && !behaviour.rules.adaptations.insolvency) behaviour.accounts.clear();
        } catch (const InputError& error) {
            const auto told = std::ranges::find(error.diagnostics(), Severity::error, &Diagnostic::severity);
            result.fault = told == error.diagnostics().end() ? error.what() : told->message;
        }
    }
    return block;
}

/// Lanes of equal topology advance together; others each on its own. False if it was stopped.
bool run_block(const SampleRecord& record, const RunControl& control, Block& block) {
    std::vector<std::size_t> members;
    for (std::size_t k = 0; k < block.worlds.size(); ++k) {
        if (block.worlds[k]) members.push_back(k);
    }
    const LaneRun run(record, control);
    for (std::size_t done = 0; done < members.size();) {
        std::size_t width = members.size() - done;
        width = width >= kWide ? kWide : width >= kNarrow ? kNarrow : 1;
        const std::span<const std::size_t> some(members.data() + done, width);
        try {
            if (!run.run(block, some)) return false;
        } catch (const std::invalid_argument&) {
            if (width == 1) throw;
            for (const std::size_t k : some) {
                block.results[k].baseline_usd.clear();
                block.results[k].outcomes.clear();
                block.results[k].group_baseline_usd.clear();
                block.results[k].groups.clear();
                block.results[k].company_baseline_usd.clear();
                if (!run.run(block, std::span<const std::size_t>(&k, 1))) return false;
            }
        }
        done += width;
    }
    return true;
}

}  // namespace

SampleShape sample_shape(const scenario::Scenario& scenario) {
    const std::vector<Period> periods = make_periods(scenario.start, scenario.end, scenario.periods);
    SampleShape shape;
    shape.samples = static_cast<std::uint64_t>(scenario.uncertainty.samples);
    shape.parameters = scenario::Sampling(scenario).paths().size();
    const std::vector<RecordedUnit> units = units_of_sample(scenario, scenario.model, true);
    shape.units = units.size();
    shape.is_hidden = hidden_units(scenario, units);
    shape.loss_periods = years_and_total(periods).size();
    shape.groups = make_groups(scenario).list.size();
    if (scenario.every_firm) shape.company_years = shape.loss_periods * scenario.model.companies.size();
    shape.periods = periods.size();
    shape.days = scenario.days();
    shape.channels = channel_count(scenario.model.directory);
    shape.shown_days = days_to_show(scenario).size();
    shape.keeps_shares.assign(scenario.report_companies.size(), false);
    for (const std::size_t place : target_places(scenario))
        shape.keeps_shares[place] = true;
    for (const scenario::Arm& arm : scenario.arms)
        shape.roots.push_back(root_actions(scenario, arm).size());
    return shape;
}

Ensemble run_ensemble(const scenario::Scenario& scenario, const SamplePlan& plan, unsigned threads,
                      const RunControl& control) {
    const scenario::Sampling sampling(scenario);
    Ensemble ensemble = frame_ensemble(scenario, plan.whole);
    ensemble.parameters = sampling.paths();
    ensemble.asked = plan.count;
    RecordPlan recorded(scenario, ensemble.periods, scenario.report_companies.size(),
                        plan.whole ? Detail::losses : Detail::revenue);
    recorded.keep_losses_of(ensemble.loss_periods);
    recorded.keep_shares_of(plan.whole ? target_places(scenario) : std::vector<std::size_t>());
    if (plan.whole) recorded.keep_groups(ensemble.groups, ensemble.periods);
    const SampleRecord record{std::move(recorded), ensemble,
                              hidden_units(scenario, units_of_sample(scenario, scenario.model, true)), plan.whole,
                              plan.arms};
    const auto count = static_cast<std::uint64_t>(plan.count);
    std::vector<std::vector<SampleResult>> blocks((count + kWide - 1) / kWide);
    std::mutex mutex;
    long long done = 0;
    for_each_index(blocks.size(), threads, [&](std::size_t b) {
        if (control.stop != nullptr && *control.stop) return;
        const std::uint64_t first = b * kWide;
        const std::uint64_t last = std::min<std::uint64_t>(count, first + kWide);
        const std::vector<SampleResult>* known = plan.known ? plan.known(first) : nullptr;
        const bool is_new = known == nullptr || known->size() != last - first;
        if (is_new) {
            Block block = make_block(sampling, plan, first, last);
            if (!run_block(record, control, block)) return;
            blocks[b] = std::move(block.results);
        } else {
            blocks[b] = *known;
        }
        const std::scoped_lock lock(mutex);
        if (is_new && plan.keep) plan.keep(first, blocks[b]);
        done += static_cast<long long>(blocks[b].size());
        if (control.progress) control.progress(done, plan.count);
    });
    for (std::vector<SampleResult>& block : blocks) {
        if (block.empty()) break;
        for (SampleResult& result : block)
            ensemble.samples.push_back(std::move(result));
    }
    return ensemble;
}

Ensemble single_sample(const scenario::Scenario& scenario, const StudyResult& study) {
    Ensemble ensemble;
    ensemble.periods = study.periods;
    ensemble.companies = study.companies;
    ensemble.groups = study.groups;
    ensemble.asked = 1;
    for (int day = 0; day < scenario.days(); ++day)
        ensemble.shown_days.push_back(day);
    for (std::size_t p = 0; p < study.periods.size(); ++p)
        ensemble.loss_periods.push_back(p);
    SampleResult& sample = ensemble.samples.emplace_back();
    sample.group_baseline_usd = study.group_baseline_usd;
    if (scenario.every_firm)
        sample.company_baseline_usd = company_baseline(scenario.model, study.periods, scenario.start);
    for (std::size_t unit = 0; unit < study.companies.size(); ++unit) {
        ensemble.units.push_back(unit);
        sample.baseline_usd.push_back(study.baseline_usd[study.companies[unit]]);
    }
    for (const ArmResult& arm : study.arms) {
        std::vector<SampleOutcome>& outcomes = sample.outcomes.emplace_back();
        for (std::size_t unit = 0; unit < study.companies.size(); ++unit) {
            const std::uint32_t company = study.companies[unit];
            const CompanyResult& result = arm.companies[company];
            SampleOutcome& outcome = outcomes.emplace_back();
            outcome.revenue_usd = result.revenue_usd;
            outcome.milestones = result.milestones;
            outcome.losses = nonzero_losses(result, ensemble.loss_periods, arm.roots.size());
            outcome.output_share.assign(result.daily.output_share.begin(), result.daily.output_share.end());
            if (is_hidden(scenario.model, company))
                add_ranges(scenario.model, company, sample.baseline_usd[unit], outcome);
        }
        sample.groups.push_back(arm.groups);
    }
    return ensemble;
}

Ensemble run_ensemble(const scenario::Scenario& scenario, unsigned threads, const RunControl& control) {
    return run_ensemble(scenario, {.count = scenario.uncertainty.samples, .values = {}, .whole = true}, threads,
                        control);
}

}  // namespace chokepoint::study
