#pragma once

#include <chokepoint/study/spread.hpp>
#include <optional>
#include <vector>

namespace chokepoint::study {

/// A channel's share of what a company loses.
struct ChannelShare {
    std::uint32_t channel = 0;
    double share = 0.0;
};

/// Where samples keep the losses of a period by channel, if they do.
std::optional<std::size_t> kept_period(const Ensemble& ensemble, std::size_t period);

/// The mean loss of a company through each channel, as a share of what it loses before gains, the largest first. Empty
/// where the company loses nothing or its losses are not kept by channel.
std::vector<ChannelShare> channel_shares(const Ensemble& ensemble, std::size_t arm, std::size_t place,
                                         std::size_t period, bool with_evidence = true);

/// What stops a company: in a single run the channel of the largest loss on the day of the stop, and over samples the
/// input that costs most in the whole run. Nothing where fewer than half of the samples stop.
std::optional<std::uint32_t> stop_channel(const Ensemble& ensemble, std::size_t arm, std::size_t place);

}  // namespace chokepoint::study
