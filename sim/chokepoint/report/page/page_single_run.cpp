#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/chart/finding.hpp>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/report/text/milestone_words.hpp>
#include <chokepoint/study/attribution/stock_trace.hpp>

namespace chokepoint::report {

namespace {

/// The days at which a line is drawn: every day, or in a long calendar every second or third.
std::vector<int> drawn_days(const PageInput& input) {
    constexpr int kMostPoints = 3000;
    const int every = 1 + (input.scenario.days() - 1) / kMostPoints;
    std::vector<int> days;
    for (int day = 0; day < input.scenario.days(); day += every)
        days.push_back(day);
    return days;
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

std::string stocks_of(const PageInput& input, std::size_t arm, std::size_t place) {
    const std::uint32_t company = input.ensemble.companies[place];
    const std::vector<study::StockTrace> traces = study::trace_stocks(input.study.arms[arm].companies[company].daily);
    if (traces.empty()) return "";
    const std::string& arm_name = arm_label(input, arm);
    const std::string_view name = input.scenario.model.companies.name(company);
    LineChart chart{"days of use in stock", input.scenario.start, {}, {}, {}, calendar_windows(input)};
    chart.days = drawn_days(input);
    PageTable table{fmt::format("Stocks of {} under {}", name_html(name), name_html(arm_name)),
                    {"input", "days of stock at first", "first firm out", "all out", "lowest", "on"},
                    {},
                    false,
                    {},
                    {1, 3}};
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
    return target_heading(input, place) +
           chart_html({fmt::format("{}: stocks of {}", arm_name, name),
                       "Days of normal use in stock, of inputs that fall below half",
                       finding_of(chart, fmt::format("Stocks of {}", name)),
                       "The mean over all firms that use the input. Out: less than a day's use is left.",
                       details_html("All numbers", table_html(table))},
                      chart);
}

/// When each target stopped and came back, in a run with central values.
std::string milestone_list(const PageInput& input) {
    std::string html;
    for (const std::size_t place : page_targets(input)) {
        for (const std::size_t arm : input.arms)
            html += fmt::format(
                "<li>{}: {}</li>\n", arm_html(input, arm),
                escaped(milestone_sentence(input.scenario, input.study, arm, input.ensemble.companies[place])));
    }
    return "<ul>\n" + html + "</ul>\n";
}

}  // namespace

std::string single_run_section(const PageInput& input) {
    if (input.arms.empty() || !input.has_single_run()) return "";
    std::string html;
    for (const std::size_t place : page_targets(input)) {
        if (!input.study.arms[0].companies[input.ensemble.companies[place]].daily.output_share.empty())
            html += stocks_of(input, input.arms.front(), place);
    }
    if (html.empty()) return "";
    if (!has_samples(input)) return section_html({"stocks", "Stocks, and when each runs out", ""}, html);
    return section_html({"stocks", "One run with central values",
                         "Stocks day by day. These numbers are no medians: do not set them beside those above."},
                        milestone_list(input) + html);
}

}  // namespace chokepoint::report
