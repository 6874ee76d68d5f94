#include <algorithm>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/policy/openness.hpp>
#include <chokepoint/study/ensemble.hpp>
#include <mutex>
#include <stdexcept>

namespace chokepoint {

namespace {

constexpr unsigned kWide = 16;
constexpr unsigned kNarrow = 8;

/// The worlds of some samples; none for a sample with a fault.
struct Block {
    std::vector<std::optional<World>> worlds;
    std::vector<SampleResult> results;
};

/// What is recorded by itself: nodes of one company.
struct Recorded {
    std::span<const std::uint32_t> nodes;
    std::vector<double> season;  ///< What a day's output is multiplied by.
};

/// The report's companies, then the scenario's segments. A segment has its company's season.
std::vector<Recorded> recorded_of(const Scenario& scenario, const Model& model) {
    std::vector<Recorded> all;
    const auto add = [&](std::uint32_t company, std::span<const std::uint32_t> nodes) {
        Recorded& recorded = all.emplace_back(Recorded{nodes, {}});
        for (int day = 0; day < scenario.days(); ++day)
            recorded.season.push_back(model.companies.profile(company).at(scenario.start + std::chrono::days(day)));
    };
    for (const std::uint32_t company : scenario.report_companies)
        add(company, model.companies.nodes(company));
    for (const Segment& segment : scenario.segments)
        add(segment.company, segment.nodes);
    return all;
}

/// One lane of a run: revenue by period and the share of output by day.
class LaneRecord {
   public:
    LaneRecord(const Scenario& scenario, const std::vector<Period>& periods, const Model& model)
        : periods_(periods), model_(model), recorded_(recorded_of(scenario, model)) {}

    std::vector<std::vector<double>> baseline() const {
        std::vector<std::vector<double>> all;
        for (std::size_t c = 0; c < recorded_.size(); ++c) {
            const std::vector<double> daily(recorded_[c].season.size(), model_.network.output_of(recorded_[c].nodes));
            all.push_back(by_period(c, daily));
        }
        return all;
    }

    void restart() { daily_.assign(recorded_.size(), {}); }

    void book(const DayState& state, unsigned lanes, unsigned lane) {
        for (std::size_t c = 0; c < recorded_.size(); ++c) {
            double output = 0.0;
            for (const std::uint32_t node : recorded_[c].nodes)
                output += state.output[std::size_t{node} * lanes + lane];
            daily_[c].push_back(output);
        }
    }

    std::vector<SampleOutcome> finish() {
        std::vector<SampleOutcome> outcomes;
        for (std::size_t c = 0; c < recorded_.size(); ++c) {
            SampleOutcome& outcome = outcomes.emplace_back();
            outcome.revenue_usd = by_period(c, daily_[c]);
            const double baseline = model_.network.output_of(recorded_[c].nodes);
            for (double& output : daily_[c])
                output = baseline > 0.0 ? output / baseline : 1.0;
            outcome.milestones = find_milestones(daily_[c]);
        }
        return outcomes;
    }

   private:
    std::vector<double> by_period(std::size_t c, const std::vector<double>& daily) const {
        std::vector<double> sums;
        for (const Period& period : periods_) {
            double sum = 0.0;
            for (int day = period.first_day; day <= period.last_day; ++day)
                sum += recorded_[c].season[static_cast<std::size_t>(day)] * daily[static_cast<std::size_t>(day)];
            sums.push_back(sum);
        }
        return sums;
    }

    const std::vector<Period>& periods_;
    const Model& model_;
    std::vector<Recorded> recorded_;
    std::vector<std::vector<double>> daily_;  ///< Output by what is recorded and day, USD.
};

/// Runs samples of one block, each a lane; all or none of them are finished.
class LaneRun {
   public:
    LaneRun(const Scenario& scenario, const std::vector<Period>& periods, const RunControl& control)
        : scenario_(scenario), periods_(periods), control_(control) {}

    bool run(Block& block, std::span<const std::size_t> members) {
        std::vector<LaneRecord> records;
        records.reserve(members.size());
        for (const std::size_t k : members) {
            records.emplace_back(scenario_, periods_, block.worlds[k]->model);
            block.results[k].baseline_usd = records.back().baseline();
        }
        for (const Arm& arm : scenario_.arms) {
            if (!run_arm(arm, block, members, records)) return false;
            for (std::size_t l = 0; l < members.size(); ++l)
                block.results[members[l]].outcomes.push_back(records[l].finish());
        }
        return true;
    }

   private:
    bool run_arm(const Arm& arm, const Block& block, std::span<const std::size_t> members,
                 std::vector<LaneRecord>& records) const {
        // Links and their numbers are the same in all of a batch: where no action is drawn, one schedule serves it.
        std::vector<OpennessSchedule> schedules;
        schedules.reserve(members.size());
        std::vector<Sample> samples;
        for (const std::size_t k : members) {
            const World& world = *block.worlds[k];
            if (schedules.empty() || !scenario_.figures.empty())
                schedules.push_back(compile_openness(world.model.network, world.model.directory, world.actions,
                                                     arm.actions, scenario_.start, scenario_.end));
            samples.push_back({&world.model.network, &world.model.behaviour, &schedules.back()});
        }
        for (LaneRecord& record : records)
            record.restart();
        DayStep step(samples);
        const auto lanes = static_cast<unsigned>(members.size());
        for (int day = 0; day < scenario_.days(); ++day) {
            if (control_.stop != nullptr && *control_.stop) return false;
            step.advance();
            for (unsigned lane = 0; lane < lanes; ++lane)
                records[lane].book(step.state(), lanes, lane);
        }
        return true;
    }

    const Scenario& scenario_;
    const std::vector<Period>& periods_;
    const RunControl& control_;
};

Block make_block(const Sampling& sampling, const SamplePlan& plan, std::uint64_t first, std::uint64_t last) {
    Block block;
    for (std::uint64_t sample = first; sample < last; ++sample) {
        SampleResult& result = block.results.emplace_back();
        block.worlds.emplace_back();
        result.values = plan.values ? plan.values(sampling, sample) : sampling.values(sample);
        try {
            block.worlds.back() = sampling.world(result.values, plan.draw ? plan.draw(sample) : sample);
        } catch (const InputError& error) {
            result.fault = error.diagnostics().empty() ? error.what() : error.diagnostics().front().message;
        }
    }
    return block;
}

/// Lanes of equal topology advance together; others each on its own. False if it was stopped.
bool run_block(const Scenario& scenario, const std::vector<Period>& periods, const RunControl& control, Block& block) {
    std::vector<std::size_t> members;
    for (std::size_t k = 0; k < block.worlds.size(); ++k) {
        if (block.worlds[k]) members.push_back(k);
    }
    LaneRun run(scenario, periods, control);
    for (std::size_t done = 0; done < members.size();) {
        std::size_t width = members.size() - done;
        width = width >= kWide ? kWide : width >= kNarrow ? kNarrow : 1;
        const std::span<const std::size_t> some(members.data() + done, width);
        try {
            if (!run.run(block, some)) return false;
        } catch (const std::invalid_argument&) {
            if (width == 1) throw;
            for (const std::size_t k : some) {
                block.results[k].outcomes.clear();
                if (!run.run(block, std::span<const std::size_t>(&k, 1))) return false;
            }
        }
        done += width;
    }
    return true;
}

}  // namespace

Ensemble run_ensemble(const Scenario& scenario, const SamplePlan& plan, unsigned threads, const RunControl& control) {
    const Sampling sampling(scenario);
    Ensemble ensemble{
        make_periods(scenario.start, scenario.end, scenario.periods), sampling.parameters(), {}, plan.count};
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
            if (!run_block(scenario, ensemble.periods, control, block)) return;
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

Ensemble run_ensemble(const Scenario& scenario, unsigned threads, const RunControl& control) {
    return run_ensemble(scenario, {scenario.uncertainty.samples, {}}, threads, control);
}

}  // namespace chokepoint
