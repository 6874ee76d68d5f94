#include <algorithm>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/policy/openness.hpp>
#include <chokepoint/study/attribution/attribution.hpp>
#include <chokepoint/study/ensemble.hpp>
#include <chokepoint/study/record/recorder.hpp>
#include <chokepoint/study/report_place.hpp>
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
    const Ensemble& ensemble;  ///< What it shows.
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

/// The report's companies, then the scenario's segments.
std::vector<RecordedUnit> units_of_sample(const scenario::Scenario& scenario, const scenario::Model& model) {
    std::vector<RecordedUnit> units = units_of(model, scenario.report_companies);
    for (const scenario::Segment& segment : scenario.segments)
        units.push_back({segment.company, segment.nodes});
    return units;
}

std::vector<std::size_t> years_and_total(const std::vector<Period>& periods) {
    std::vector<std::size_t> numbers;
    for (std::size_t p = 0; p < periods.size(); ++p) {
        if (periods[p].label.size() == 4 || p + 1 == periods.size()) numbers.push_back(p);
    }
    return numbers;
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
    SampleOutcome outcome{std::move(result.revenue_usd), result.milestones, {}, {}};
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
            for (const RecordedUnit& unit : units_of_sample(scenario_, model))
                block.results[k].baseline_usd.push_back(baseline_revenue(record_.plan, model, unit));
        }
        for (const scenario::Arm& arm : scenario_.arms) {
            if (arm.actions.empty()) {
                stand_still(block, members);
            } else if (!run_arm(arm, block, members)) {
                return false;
            }
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
        }
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
        Recorder recorder(record_.plan, lanes, units_of_sample(scenario_, *lanes[0].model), arm);
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
        }
        return true;
    }

    const SampleRecord& record_;
    const scenario::Scenario& scenario_;
    const RunControl& control_;
};

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
            result.fault = error.diagnostics().empty() ? error.what() : error.diagnostics().front().message;
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
    shape.units = scenario.report_companies.size() + scenario.segments.size();
    shape.periods = periods.size();
    shape.days = scenario.days();
    shape.channels = channel_count(scenario.model.directory);
    shape.loss_periods = years_and_total(periods).size();
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
    Ensemble ensemble{
        make_periods(scenario.start, scenario.end, scenario.periods), sampling.paths(), {}, plan.count, {}, {}};
    if (plan.whole) ensemble.shown_days = days_to_show(scenario);
    if (plan.whole) ensemble.loss_periods = years_and_total(ensemble.periods);
    RecordPlan recorded(scenario, ensemble.periods, scenario.report_companies.size(),
                        plan.whole ? Detail::losses : Detail::revenue);
    recorded.keep_losses_of(ensemble.loss_periods);
    recorded.keep_shares_of(plan.whole ? target_places(scenario) : std::vector<std::size_t>());
    const SampleRecord record{std::move(recorded), ensemble};
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

Ensemble run_ensemble(const scenario::Scenario& scenario, unsigned threads, const RunControl& control) {
    SamplePlan plan{scenario.uncertainty.samples, {}};
    plan.whole = true;
    return run_ensemble(scenario, plan, threads, control);
}

}  // namespace chokepoint::study
