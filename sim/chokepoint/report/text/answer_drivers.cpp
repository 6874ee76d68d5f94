#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/text/answer_drivers.hpp>
#include <chokepoint/report/text/channel_words.hpp>
#include <chokepoint/report/text/parameter_words.hpp>
#include <chokepoint/study/answer/channel_loss.hpp>
#include <chokepoint/study/answer/drivers.hpp>

namespace chokepoint::report {

namespace {

constexpr std::size_t kMostNamed = 2;
constexpr double kWorthNaming = 0.1;  ///< Of the loss.

/// `71 % of ZTE's loss comes from shortage of network chips, 12 % from restart after a stop`.
std::string channels_in_words(const std::string& whose, const std::vector<study::ChannelShare>& channels,
                              const network::Directory& directory) {
    std::string text;
    for (std::size_t k = 0; k < std::min(kMostNamed, channels.size()); ++k) {
        if (channels[k].share < kWorthNaming) break;
        text += text.empty() ? fmt::format("{:.0f} % of {}'s loss comes from ", 100.0 * channels[k].share, whose)
                             : fmt::format(", {:.0f} % from ", 100.0 * channels[k].share);
        text += channel_words(channels[k].channel, directory);
    }
    return text;
}

}  // namespace

std::string stop_cause(const study::Ensemble& ensemble, std::size_t arm, std::size_t place,
                       const network::Directory& directory) {
    const std::optional<std::uint32_t> channel = study::stop_channel(ensemble, arm, place);
    return channel ? " " + stop_words(*channel, directory) : "";
}

std::string driver_words(const scenario::Scenario& scenario, const study::Ensemble& ensemble,
                         const study::Answer& answer) {
    const study::AnswerRow& row = answer.rows[0];
    std::string text;
    if (!row.of_group) {
        const std::string channels = channels_in_words(
            printable(row.label),
            study::channel_shares(ensemble, answer.arms[0], row.place, answer.period, answer.with_evidence),
            scenario.model.directory);
        if (!channels.empty()) text = channels + ".";
    }
    const std::vector<study::Driver> drivers =
        study::drivers_of(ensemble, answer.ask(row, answer.arms[0], {}, study::LossUnit::share));
    std::string assumptions;
    for (std::size_t k = 0; k < std::min(kMostNamed, drivers.size()); ++k) {
        std::string name = parameter_in_words(ensemble.parameters[drivers[k].parameter], scenario.model_spec);
        if (k > 0 && name.starts_with("the ")) name.erase(0, 4);
        assumptions += fmt::format("{}{} ({:.0f} %)", k == 0 ? "" : " and ", name, 100.0 * drivers[k].share);
    }
    if (assumptions.empty()) return text;
    return text + fmt::format("{}It varies most with {}.", text.empty() ? "" : " ", assumptions);
}

}  // namespace chokepoint::report
