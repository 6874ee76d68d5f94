#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/study/live/live_key.hpp>
#include <chokepoint/study/live/live_session.hpp>
#include <chokepoint/study/live/shown_arms.hpp>

namespace chokepoint::study {

namespace {

/// Calls `visit(first, size)` for each block of the first `count` samples.
template <class Visit>
void for_each_block(int count, const Visit& visit) {
    const auto all = static_cast<std::uint64_t>(count);
    for (std::uint64_t first = 0; first < all; first += kSampleBlock)
        visit(first, static_cast<std::size_t>(std::min<std::uint64_t>(kSampleBlock, all - first)));
}

/// The part of a sample that is about its arm number `k`.
SampleResult arm_of_sample(const SampleResult& sample, std::size_t k) {
    SampleResult part;
    part.values = sample.values;
    part.baseline_usd = sample.baseline_usd;
    part.group_baseline_usd = sample.group_baseline_usd;
    part.company_baseline_usd = sample.company_baseline_usd;
    part.fault = sample.fault;
    if (k < sample.outcomes.size()) part.outcomes.push_back(sample.outcomes[k]);
    if (k < sample.groups.size()) part.groups.push_back(sample.groups[k]);
    return part;
}

void add_arm(SampleResult& sample, const SampleResult& part) {
    sample.outcomes.insert(sample.outcomes.end(), part.outcomes.begin(), part.outcomes.end());
    sample.groups.insert(sample.groups.end(), part.groups.begin(), part.groups.end());
}

}  // namespace

LiveSession::LiveSession(std::filesystem::path file, scenario::Overrides overrides, unsigned threads,
                         std::size_t most_bytes)
    : file_(std::move(file)), overrides_(std::move(overrides)), threads_(threads), store_(most_bytes) {}

scenario::Scenario LiveSession::load(const LiveChange& change) const {
    scenario::Overrides overrides = overrides_;
    overrides.insert(overrides.end(), change.set.begin(), change.set.end());
    scenario::LoadSettings settings;
    settings.threads = threads_;
    settings.samples = scenario::kDefaultSamples;
    return scenario::load_scenario(file_, overrides, settings);
}

std::string LiveSession::changed_key(const LiveChange& change, const Diagnostic& fault) const {
    for (std::size_t k = 0; k < change.set.size(); ++k) {
        const std::string place = "<--set " + std::to_string(overrides_.size() + k + 1) + ">";
        if (fault.place.file == place || fault.other.file == place) return change.set[k].first;
    }
    return "";
}

std::vector<std::size_t> LiveSession::missing(const std::vector<std::size_t>& arms,
                                              const std::vector<std::string>& keys, int count) {
    std::vector<std::size_t> numbers;
    for (const std::size_t arm : arms) {
        bool known = true;
        for_each_block(count, [&](std::uint64_t first, std::size_t size) {
            known = known && store_.find(keys[arm], first, size) != nullptr;
        });
        if (!known) numbers.push_back(arm);
    }
    return numbers;
}

double LiveSession::missing_share(const scenario::Scenario& scenario, const LiveChange& change, int count) {
    const auto has_work = [&](std::size_t arm) { return !scenario.arms[arm].actions.empty(); };
    const std::vector<std::size_t> numbers =
        missing(ShownArms(scenario, change.arms).needed(), arm_keys(scenario), count);
    const auto all = std::ranges::count_if(scenario.arms, [](const auto& arm) { return !arm.actions.empty(); });
    return all == 0 ? 0.0 : static_cast<double>(std::ranges::count_if(numbers, has_work)) / static_cast<double>(all);
}

std::vector<std::size_t> LiveSession::run_missing(const scenario::Scenario& scenario,
                                                  const std::vector<std::size_t>& arms,
                                                  const std::vector<std::string>& keys, int count,
                                                  const RunControl& control) {
    SamplePlan plan{count, {}};
    plan.whole = true;
    plan.arms = missing(arms, keys, count);
    if (plan.arms.empty()) return {};
    std::map<std::uint64_t, std::vector<SampleResult>> known;
    for_each_block(count, [&](std::uint64_t first, std::size_t size) {
        std::vector<SampleResult> block = block_of(plan.arms, keys, first, size);
        if (!block.empty()) known.emplace(first, std::move(block));
    });
    plan.known = [&](std::uint64_t first) {
        const auto found = known.find(first);
        return found == known.end() ? nullptr : &found->second;
    };
    plan.keep = [&](std::uint64_t first, const std::vector<SampleResult>& block) {
        for (std::size_t k = 0; k < plan.arms.size(); ++k) {
            std::vector<SampleResult> parts;
            for (const SampleResult& sample : block)
                parts.push_back(arm_of_sample(sample, k));
            store_.keep(keys[plan.arms[k]], first, std::move(parts));
        }
    };
    run_ensemble(scenario, plan, threads_, control);
    return plan.arms;
}

std::vector<SampleResult> LiveSession::block_of(const std::vector<std::size_t>& arms,
                                                const std::vector<std::string>& keys, std::uint64_t first,
                                                std::size_t size) {
    std::vector<SampleResult> samples;
    for (const std::size_t arm : arms) {
        const OutcomeStore::Block block = store_.find(keys[arm], first, size);
        if (!block) return {};
        if (samples.empty()) {
            samples.assign(block->begin(), block->begin() + static_cast<std::ptrdiff_t>(size));
            continue;
        }
        for (std::size_t k = 0; k < size; ++k)
            add_arm(samples[k], (*block)[k]);
    }
    return samples;
}

std::optional<Ensemble> LiveSession::run_samples(const scenario::Scenario& scenario,
                                                 const std::vector<std::size_t>& arms, int count,
                                                 const RunControl& control, std::vector<std::size_t>& arms_run) {
    const std::vector<std::string> keys = arm_keys(scenario);
    arms_run = run_missing(scenario, arms, keys, count, control);
    std::map<std::uint64_t, std::vector<SampleResult>> blocks;
    for_each_block(count, [&](std::uint64_t first, std::size_t size) {
        std::vector<SampleResult> block = block_of(arms, keys, first, size);
        if (!block.empty()) blocks.emplace(first, std::move(block));
    });
    // A block that is missing was stopped, or has left a store that is too small for one answer.
    const auto expected = (static_cast<std::size_t>(count) + kSampleBlock - 1) / kSampleBlock;
    if (control.stop != nullptr && *control.stop) return std::nullopt;
    SamplePlan plan{count, {}};
    plan.whole = true;
    plan.arms = arms;
    if (blocks.size() == expected) plan.known = [&](std::uint64_t first) { return &blocks.at(first); };
    Ensemble ensemble = run_ensemble(scenario, plan, threads_, control);
    return ensemble.is_finished() ? std::optional(std::move(ensemble)) : std::nullopt;
}

std::optional<LiveResult> LiveSession::run(const scenario::Scenario& scenario, const LiveChange& change, int count,
                                           const RunControl& control) {
    const ShownArms shown(scenario, change.arms);
    LiveResult result{shown.needed_scenario(), {}, {}, {}};
    if (count <= 1) {
        result.study = run_study(result.scenario, threads_, control);
        if (control.stop != nullptr && *control.stop) return std::nullopt;
        result.ensemble = single_sample(result.scenario, result.study);
        result.arms_run = shown.needed();
    } else {
        std::optional<Ensemble> ensemble = run_samples(scenario, shown.needed(), count, control, result.arms_run);
        if (!ensemble) return std::nullopt;
        result.ensemble = std::move(*ensemble);
        weigh_by_evidence(result.scenario, result.ensemble);
    }
    shown.leave_out_others(result.scenario, result.ensemble);
    if (count > 1) {
        result.study = frame_study(result.scenario);
    } else {
        std::erase_if(result.study.arms, [&](const ArmResult& arm) {
            return std::ranges::find(result.scenario.arms, arm.name, &scenario::Arm::name) ==
                   result.scenario.arms.end();
        });
    }
    return result;
}

}  // namespace chokepoint::study
