#include <algorithm>
#include <chokepoint/base/ids.hpp>
#include <chokepoint/study/answer/channel_loss.hpp>
#include <chokepoint/study/answer/event_spread.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <map>

namespace chokepoint::study {

std::optional<std::size_t> kept_period(const Ensemble& ensemble, std::size_t period) {
    const auto found = std::ranges::find(ensemble.loss_periods, period);
    if (found == ensemble.loss_periods.end()) return std::nullopt;
    return static_cast<std::size_t>(found - ensemble.loss_periods.begin());
}

std::vector<ChannelShare> channel_shares(const Ensemble& ensemble, std::size_t arm, std::size_t place,
                                         std::size_t period, bool with_evidence) {
    const std::optional<std::size_t> kept = kept_period(ensemble, period);
    if (!kept) return {};
    const std::vector<double> weights = weights_of(ensemble, with_evidence);
    const std::vector<const SampleResult*> samples = results_of(ensemble);
    std::map<std::uint32_t, double> losses;
    for (std::size_t k = 0; k < samples.size(); ++k) {
        for (const ChannelLoss& loss : samples[k]->outcomes[arm][ensemble.units[place]].losses) {
            losses[loss.channel] += weights[k] * loss.usd[*kept];
        }
    }
    std::vector<ChannelShare> shares;
    double sum = 0.0;
    for (const auto& [channel, usd] : losses)
        sum += std::max(0.0, usd);
    if (!(sum > 0.0)) return shares;
    for (const auto& [channel, usd] : losses)
        shares.push_back({channel, usd / sum});
    std::ranges::stable_sort(shares, std::greater(), &ChannelShare::share);
    return shares;
}

std::optional<std::uint32_t> stop_channel(const Ensemble& ensemble, std::size_t arm, std::size_t place) {
    const std::vector<const SampleResult*> samples = results_of(ensemble);
    if (samples.empty()) return std::nullopt;
    if (!ensemble.has_ranges()) {
        const std::uint32_t channel = samples[0]->outcomes[arm][place].milestones.stopped_by;
        return channel == kNone ? std::nullopt : std::optional(channel);
    }
    const EventSpread stop = event_spread(ensemble, arm, place, scenario::MilestoneEvent::stopped);
    if (stop.share < 0.5) return std::nullopt;
    for (const ChannelShare& one : channel_shares(ensemble, arm, place, ensemble.periods.size() - 1))
        if (one.channel >= static_cast<std::uint32_t>(Channel::input) && one.share > 0.0) return one.channel;
    return std::nullopt;
}

}  // namespace chokepoint::study
