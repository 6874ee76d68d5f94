#include <algorithm>
#include <chokepoint/study/live/outcome_store.hpp>

namespace chokepoint::study {

namespace {

template <class V>
std::size_t bytes_of(const std::vector<V>& values) {
    return sizeof values + values.size() * sizeof(V);
}

std::size_t bytes_of(const SampleOutcome& outcome) {
    std::size_t bytes = sizeof outcome + bytes_of(outcome.revenue_usd) + bytes_of(outcome.low_usd) +
                        bytes_of(outcome.high_usd) + bytes_of(outcome.output_share);
    for (const ChannelLoss& loss : outcome.losses)
        bytes += sizeof loss + bytes_of(loss.usd);
    return bytes;
}

std::size_t bytes_of(const SampleResult& sample) {
    std::size_t bytes = sizeof sample + bytes_of(sample.values) + bytes_of(sample.group_baseline_usd) +
                        bytes_of(sample.company_baseline_usd);
    for (const std::vector<double>& baseline : sample.baseline_usd)
        bytes += bytes_of(baseline);
    for (const std::vector<SampleOutcome>& outcomes : sample.outcomes) {
        for (const SampleOutcome& outcome : outcomes)
            bytes += bytes_of(outcome);
    }
    for (const GroupSums& sums : sample.groups)
        bytes += bytes_of(sums.losses_usd) + bytes_of(sums.gains_usd);
    return bytes;
}

}  // namespace

std::list<OutcomeStore::Arm>::iterator OutcomeStore::find_arm(const std::string& key) {
    const auto found = std::ranges::find(arms_, key, &Arm::key);
    if (found != arms_.end()) arms_.splice(arms_.begin(), arms_, found);
    return found;
}

OutcomeStore::Block OutcomeStore::find(const std::string& key, std::uint64_t first, std::size_t count) {
    const std::scoped_lock lock(mutex_);
    const auto arm = find_arm(key);
    if (arm == arms_.end()) return nullptr;
    const auto block = arm->blocks.find(first);
    return block == arm->blocks.end() || block->second->size() < count ? nullptr : block->second;
}

void OutcomeStore::keep(const std::string& key, std::uint64_t first, std::vector<SampleResult> samples) {
    std::size_t bytes = 0;
    for (const SampleResult& sample : samples)
        bytes += bytes_of(sample);
    auto block = std::make_shared<const std::vector<SampleResult>>(std::move(samples));
    const std::scoped_lock lock(mutex_);
    auto arm = find_arm(key);
    if (arm == arms_.end()) arm = arms_.insert(arms_.begin(), Arm{key, {}, 0});
    Block& kept = arm->blocks[first];
    if (kept && kept->size() >= block->size()) return;
    kept = std::move(block);
    arm->bytes += bytes;
    bytes_ += bytes;
    while (bytes_ > most_bytes_ && arms_.size() > 1) {
        bytes_ -= arms_.back().bytes;
        arms_.pop_back();
    }
}

std::size_t OutcomeStore::bytes() const {
    const std::scoped_lock lock(mutex_);
    return bytes_;
}

}  // namespace chokepoint::study
