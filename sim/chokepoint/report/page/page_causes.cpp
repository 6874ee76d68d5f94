#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/report/data/run_tables.hpp>
#include <chokepoint/report/page/page_chart.hpp>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/report/text/channel_words.hpp>
#include <chokepoint/report/text/parameter_words.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <chokepoint/study/answer/channel_loss.hpp>
#include <chokepoint/study/attribution/stock_trace.hpp>
#include <chokepoint/study/report_place.hpp>
#include <chokepoint/study/spread.hpp>
#include <cmath>
#include <limits>

namespace chokepoint::report {

namespace {

constexpr double kLeastUsd = 5e4;  ///< A channel below it in every arm is left out.

/// Those through which a company loses or gains anything, the largest part of the first arm's loss first.
std::vector<std::uint32_t> ranked_channels(const PageInput& input, std::uint32_t company) {
    const auto losses = [&](std::size_t arm, std::size_t period) -> const std::vector<double>& {
        return input.study.arms[arm].companies[company].channels[period];
    };
    const std::vector<double>& first = losses(input.arms.front(), input.periods.front());
    std::vector<std::uint32_t> channels;
    for (std::uint32_t c = 0; c < first.size(); ++c) {
        const bool noticed = std::any_of(input.arms.begin(), input.arms.end(), [&](std::size_t arm) {
            return std::any_of(input.periods.begin(), input.periods.end(),
                               [&](std::size_t period) { return std::abs(losses(arm, period)[c]) >= kLeastUsd; });
        });
        if (noticed) channels.push_back(c);
    }
    std::stable_sort(channels.begin(), channels.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return first[a] > first[b]; });
    return channels;
}

/// What a company loses through a channel: on average over the samples, since averages add up, or in the run.
PageLoss channel_loss(const PageInput& input, std::size_t arm, std::uint32_t company, std::uint32_t channel,
                      std::size_t period) {
    constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();
    const std::size_t place = study::place_in_report(input.scenario, company);
    const std::optional<std::size_t> kept =
        has_samples(input) ? study::kept_period(input.ensemble, period) : std::nullopt;
    if (!kept) return {input.study.arms[arm].companies[company].channels[period][channel], kNoNumber, kNoNumber};
    const study::Spread spread = study::spread_of(input.ensemble, true, [&](const study::SampleResult& sample) {
        double sum = 0.0;
        for (const study::ChannelLoss& loss : sample.outcomes[arm][place].losses)
            if (loss.channel == channel) sum += loss.usd[*kept];
        return sum;
    });
    return {spread.mean, spread.p05, spread.p95};
}

std::string attribution_of(const PageInput& input, std::uint32_t company) {
    const std::size_t period = input.periods.front();
    BarChart chart{"million " + input.scenario.model.currency + " lost", {}, {}};
    PageTable table{fmt::format("Where the revenue of {} went, million {}",
                                name_html(input.scenario.model.companies.name(company)), input.scenario.model.currency),
                    {"through"},
                    {}};
    for (const std::size_t arm : input.arms) {
        chart.series.push_back({input.study.arms[arm].name, arm_style(input, arm), {}});
        for (const std::size_t p : input.periods)
            table.head.push_back(fmt::format("{}, {}", name_html(input.study.arms[arm].name), period_label(input, p)));
    }
    for (const std::uint32_t channel : ranked_channels(input, company)) {
        const std::string words = channel_words(channel, input.scenario.model.directory);
        std::vector<std::string> row = {name_html(words)};
        for (std::size_t k = 0; k < input.arms.size(); ++k) {
            for (const std::size_t p : input.periods)
                row.push_back(loss_cell(channel_loss(input, input.arms[k], company, channel, p), LossUnit::usd));
            add_loss(chart.series[k], channel_loss(input, input.arms[k], company, channel, period), LossUnit::usd);
        }
        table.rows.push_back(std::move(row));
        chart.names.push_back(words);
    }
    if (table.rows.empty()) return "";
    const std::string_view name = input.scenario.model.companies.name(company);
    return target_heading(input, company) +
           chart_html({fmt::format("Bars: revenue that {} loses through each channel, by arm", name),
                       fmt::format(
                           "What {} loses in {} through each channel, {}; they add up to its loss. Below 0: made good.",
                           name_html(name), period_words(input, period),
                           !has_samples(input) ? "with the middle of every prior"
                                               : "on average over the samples, with ranges that hold 90 % of them"),
                       table_html(table)},
                      chart);
}

/// A link to what the model says of an input's stock, where it does.
std::string stock_link(const PageInput& input, std::uint32_t product) {
    const network::Directory& directory = input.scenario.model.directory;
    const std::string path = fmt::format("products.{}.stock_days", directory.products.name(product));
    const auto figures = scenario::parameters_of(input.scenario.model_spec);
    const bool stated = std::any_of(figures.begin(), figures.end(),
                                    [&](const scenario::Parameter* figure) { return figure->path == path; });
    const std::string name = name_html(directory.product_label[product]);
    return stated ? fmt::format("<a href=\"#{}\">{}</a>", parameter_anchor(path), name) : name;
}

std::string stocks_of(const PageInput& input, std::size_t arm, std::uint32_t company) {
    const std::vector<study::StockTrace> traces = study::trace_stocks(input.study.arms[arm].companies[company].daily);
    if (traces.empty()) return "";
    const std::string arm_name = input.study.arms[arm].name;
    const std::string_view name = input.scenario.model.companies.name(company);
    LineChart chart{"days of use in stock", input.scenario.start, {}, {}, {}, calendar_windows(input)};
    chart.days = drawn_days(input);
    PageTable table{fmt::format("Stocks of {} under {}", name_html(name), name_html(arm_name)),
                    {"input", "days in stock at first", "first part out", "all out", "lowest", "on"},
                    {}};
    for (const study::StockTrace& trace : traces) {
        ChartSeries series{input.scenario.model.directory.product_label[trace.stock->product], -1, {}};
        for (const int day : chart.days)
            series.values.push_back(trace.stock->mean_days[static_cast<std::size_t>(day)]);
        chart.series.push_back(std::move(series));
        table.rows.push_back({stock_link(input, trace.stock->product),
                              fmt::format("{:.0f}", trace.stock->mean_days.front()),
                              date_of(input, trace.first_out_day), date_of(input, trace.all_out_day),
                              fmt::format("{:.1f}", trace.stock->mean_days[static_cast<std::size_t>(trace.lowest_day)]),
                              date_of(input, trace.lowest_day)});
    }
    return target_heading(input, company) +
           chart_html({fmt::format("Lines: days of use of each input that {} has in stock under {}", name, arm_name),
                       fmt::format("Stocks of {} under {}, in days of normal use: the mean over all that use the "
                                   "input, of inputs that fall below half. Out: below a day's use.",
                                   name_html(name), name_html(arm_name)),
                       table_html(table)},
                      chart);
}

}  // namespace

std::string attribution_section(const PageInput& input) {
    if (input.arms.empty()) return "";
    std::string html;
    for (const std::uint32_t company : page_targets(input)) {
        if (!input.study.arms[0].companies[company].channels.empty()) html += attribution_of(input, company);
    }
    return html.empty() ? "" : section_html("causes", "What drives it", html);
}

std::string stock_section(const PageInput& input) {
    if (input.arms.empty()) return "";
    std::string html;
    for (const std::uint32_t company : page_targets(input)) {
        if (!input.study.arms[0].companies[company].daily.output_share.empty())
            html += stocks_of(input, input.arms.front(), company);
    }
    return html.empty() ? "" : section_html("stocks", "Stocks and when each ran out", html);
}

}  // namespace chokepoint::report
