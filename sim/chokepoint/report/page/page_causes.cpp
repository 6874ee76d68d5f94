#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/chart/finding.hpp>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/report/text/channel_words.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <chokepoint/study/answer/channel_loss.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <cmath>
#include <set>

namespace chokepoint::report {

namespace {

constexpr double kLeastUsd = 5e4;  ///< A channel below it in every arm is left out.

/// What a company loses through a channel: on average over the samples, since averages add up, or in the run.
PageLoss channel_loss(const PageInput& input, std::size_t arm, std::size_t place, std::uint32_t channel,
                      std::size_t kept) {
    const std::size_t unit = input.ensemble.units[place];
    const study::Spread spread =
        study::spread_of(input.ensemble, input.answer.with_evidence, [&](const study::SampleResult& sample) {
            double sum = 0.0;
            for (const study::ChannelLoss& loss : sample.outcomes[arm][unit].losses)
                if (loss.channel == channel) sum += loss.usd[kept];
            return sum;
        });
    return {spread.mean, spread.p05, spread.p95};
}

/// The periods that are shown, as samples keep them.
std::vector<std::size_t> kept_periods(const PageInput& input) {
    std::vector<std::size_t> kept;
    for (const std::size_t period : input.periods)
        if (const auto place = study::kept_period(input.ensemble, period)) kept.push_back(*place);
    return kept;
}

/// The channels through which a company loses or gains anything, the largest part of the first arm's loss first.
std::vector<std::uint32_t> ranked_channels(const PageInput& input, std::size_t place) {
    const std::size_t unit = input.ensemble.units[place];
    std::set<std::uint32_t> used;
    for (const study::SampleResult* sample : study::results_of(input.ensemble))
        for (const std::size_t arm : input.arms)
            for (const study::ChannelLoss& loss : sample->outcomes[arm][unit].losses)
                used.insert(loss.channel);
    std::vector<std::pair<double, std::uint32_t>> ranked;
    for (const std::uint32_t channel : used) {
        double most = 0.0;
        for (const std::size_t arm : input.arms)
            for (const std::size_t kept : kept_periods(input))
                most = std::max(most, std::abs(channel_loss(input, arm, place, channel, kept).middle));
        const double first =
            channel_loss(input, input.arms.front(), place, channel, kept_periods(input).front()).middle;
        if (most >= kLeastUsd) ranked.emplace_back(-first, channel);
    }
    std::ranges::sort(ranked);
    std::vector<std::uint32_t> channels;
    for (const auto& [usd, channel] : ranked)
        channels.push_back(channel);
    return channels;
}

std::string attribution_of(const PageInput& input, std::size_t place) {
    const std::size_t period = input.periods.front();
    const std::vector<std::size_t> kept = kept_periods(input);
    const std::string name = company_name(input, place);
    BarChart chart{"million " + input.scenario.model.currency + " lost", {}, {}};
    PageTable table{
        fmt::format("Where the revenue of {} went, million {}", name_html(name), input.scenario.model.currency),
        {"through"},
        {},
        false,
        {},
        {1, 1 + input.periods.size()}};
    for (const std::size_t arm : input.arms) {
        chart.series.push_back({arm_label(input, arm), arm_style(input, arm), {}});
        for (const std::size_t p : input.periods)
            table.head.push_back(fmt::format("{}, {}", arm_label(input, arm), period_label(input, p)));
    }
    for (const std::uint32_t channel : ranked_channels(input, place)) {
        const std::string words = channel_words(channel, input.scenario.model.directory);
        std::vector<std::string> row = {name_html(words)};
        for (std::size_t k = 0; k < input.arms.size(); ++k) {
            for (const std::size_t p : kept)
                row.push_back(loss_cell(channel_loss(input, input.arms[k], place, channel, p), LossUnit::usd));
            add_loss(chart.series[k], channel_loss(input, input.arms[k], place, channel, kept.front()), LossUnit::usd);
        }
        table.rows.push_back(std::move(row));
        chart.names.push_back(words);
    }
    if (table.rows.empty()) return "";
    return target_heading(input, place) +
           chart_html({fmt::format("Where {}'s loss comes from", name),
                       fmt::format("Million {} lost in {} through each channel", input.scenario.model.currency,
                                   period_label(input, period)),
                       finding_of(chart),
                       has_samples(input) ? "Means of the samples, since means add up to the loss. Bars below 0 make "
                                            "good for losses."
                                          : "They add up to the loss. Bars below 0 make good for losses.",
                       details_html("All numbers", table_html(table))},
                      chart);
}

/// What the first target loses most through.
std::string cause_teaser(const PageInput& input) {
    const std::size_t place = page_targets(input).front();
    const std::vector<std::uint32_t> channels = ranked_channels(input, place);
    if (channels.empty()) return "";
    const double usd =
        channel_loss(input, input.arms.front(), place, channels.front(), kept_periods(input).front()).middle;
    return fmt::format("Most of what {} loses under {}: {} ({}).", name_html(company_name(input, place)),
                       arm_html(input, input.arms.front()),
                       name_html(channel_words(channels.front(), input.scenario.model.directory)),
                       money(usd, input.scenario.model.currency));
}

}  // namespace

std::string attribution_section(const PageInput& input) {
    if (input.arms.empty() || kept_periods(input).size() < input.periods.size()) return "";
    std::string html;
    for (const std::size_t place : page_targets(input))
        html += attribution_of(input, place);
    return html.empty() ? "" : section_html({"causes", "Where the loss comes from", cause_teaser(input)}, html);
}

}  // namespace chokepoint::report
