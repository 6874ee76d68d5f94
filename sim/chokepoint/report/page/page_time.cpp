#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/report/page/page_chart.hpp>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/report/text/timeline/timeline_words.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/study/report_place.hpp>
#include <chokepoint/study/shown_loss.hpp>
#include <chokepoint/uncertainty/weighted.hpp>
#include <limits>
#include <map>
#include <set>

namespace chokepoint::report {

namespace {

constexpr std::size_t kCompanies = 4;
constexpr std::size_t kSteps = 60;

/// What begins on a day in one of the first two policies, by day: names of actions.
std::map<int, std::set<std::string>> events_of(const PageInput& input) {
    std::map<int, std::set<std::string>> events;
    for (std::size_t k = 0; k < std::min<std::size_t>(2, input.arms.size()); ++k) {
        for (const std::uint32_t number : input.scenario.arms[input.arms[k]].actions) {
            const policy::Action& action = input.scenario.actions[number];
            const int day = days_between(input.scenario.start, action.from);
            if (day >= 0 && day < input.scenario.days()) events[day].insert(action.name);
        }
    }
    return events;
}

/// The median of the samples and the band that holds 90 % of them, on the days that they keep.
ChartSeries sample_series(const PageInput& input, std::size_t arm, std::size_t place) {
    const std::vector<const study::SampleResult*> samples = study::results_of(input.ensemble);
    const std::vector<double> weights = study::weights_of(input.ensemble, true);
    ChartSeries series{input.study.arms[arm].name, arm_style(input, arm), {}};
    std::vector<double> shares(samples.size());
    for (std::size_t d = 0; d < input.ensemble.shown_days.size(); ++d) {
        std::transform(samples.begin(), samples.end(), shares.begin(), [&](const study::SampleResult* sample) {
            return 100.0 * static_cast<double>(sample->outcomes[arm][place].output_share[d]);
        });
        const std::vector<double> quantiles =
            uncertainty::weighted_quantiles(shares, weights, std::array{0.05, 0.5, 0.95});
        series.low.push_back(quantiles[0]);
        series.values.push_back(quantiles[1]);
        series.high.push_back(quantiles[2]);
    }
    return series;
}

/// Whether the samples keep the output of the report's company `place` by day.
bool has_days(const PageInput& input, std::size_t place) {
    if (!has_samples(input)) return false;
    return !study::results_of(input.ensemble).front()->outcomes[0][place].output_share.empty();
}

ChartSeries study_series(const PageInput& input, std::size_t arm, std::uint32_t company, const std::vector<int>& days) {
    ChartSeries series{input.study.arms[arm].name, arm_style(input, arm), {}};
    for (const int day : days)
        series.values.push_back(
            100.0 * input.study.arms[arm].companies[company].daily.output_share[static_cast<std::size_t>(day)]);
    return series;
}

/// Of the samples where they keep the company's days, else of the run.
LineChart output_chart(const PageInput& input, std::uint32_t company) {
    LineChart chart{"% of normal output", input.scenario.start, {}, {}, {}, calendar_windows(input)};
    const std::size_t place = study::place_in_report(input.scenario, company);
    if (has_days(input, place)) {
        chart.days = chart.band_days = input.ensemble.shown_days;
        for (std::size_t a = 0; a < input.study.arms.size(); ++a)
            chart.series.push_back(sample_series(input, a, place));
        return chart;
    }
    chart.days = drawn_days(input);
    for (std::size_t a = 0; a < input.study.arms.size(); ++a)
        chart.series.push_back(study_series(input, a, company, chart.days));
    return chart;
}

/// A row a month: its last day; a row a quarter after the first view of the calendar. It shows what `chart` draws.
std::string month_table(const PageInput& input, const LineChart& chart) {
    const bool samples = !chart.band_days.empty();
    PageTable table{fmt::format("Output on the last day of each month, later of each quarter, per cent of normal, {}",
                                samples ? "medians of the samples and ranges that hold 90 % of them"
                                        : "with the middle of every prior"),
                    {"month"},
                    {}};
    for (const study::ArmResult& arm : input.study.arms)
        table.head.push_back(name_html(arm.name));
    const int first_view = calendar_windows(input).front().last_day;
    for (std::size_t k = 0; k < chart.days.size(); ++k) {
        // The chart of a long calendar leaves out days: of each month its last is taken.
        const Date date = input.scenario.start + std::chrono::days(chart.days[k]);
        const bool last = k + 1 == chart.days.size();
        const Date next = last ? date : input.scenario.start + std::chrono::days(chart.days[k + 1]);
        const bool ends = chart.days[k] <= first_view ? month_label(date) != month_label(next)
                                                      : quarter_label(date) != quarter_label(next);
        if (!ends && !last) continue;
        std::vector<std::string> row = {month_label(date)};
        for (const ChartSeries& series : chart.series) {
            constexpr double kNoRange = std::numeric_limits<double>::quiet_NaN();
            row.push_back(
                loss_cell({series.values[k], samples ? series.low[k] : kNoRange, samples ? series.high[k] : kNoRange},
                          LossUnit::per_cent));
        }
        table.rows.push_back(std::move(row));
    }
    return details_html("Month by month, as a table", table_html(table));
}

std::string time_chart(const PageInput& input, std::uint32_t company) {
    const std::map<int, std::set<std::string>> events = events_of(input);
    LineChart chart = output_chart(input, company);
    std::string list;
    for (const auto& [day, names] : events) {
        chart.events.push_back(day);
        list += fmt::format("<li>{}: ", date_of(input, day));
        for (const std::string& name : names)
            list += (name == *names.begin() ? "" : ", ") + name_html(name);
        list += "</li>\n";
    }
    const std::string name = name_html(input.scenario.model.companies.name(company));
    const ChartText frame{
        fmt::format("Lines: output of {} over time as a share of normal, by arm",
                    input.scenario.model.companies.name(company)),
        fmt::format("Output of {} as a share of normal{}. Numbered lines:</figcaption>\n<ol class=\"soft\">{}</ol>",
                    name,
                    chart.band_days.empty() ? ", with the middle of every prior"
                                            : ": medians of the samples, and bands that hold 90 % of them",
                    list),
        month_table(input, chart)};
    return target_heading(input, company) + chart_html(frame, chart);
}

/// How an arm's policy goes, a step a day.
std::string steps_of(const PageInput& input, std::size_t arm) {
    const study::ArmTimeline timeline = study::make_timeline(input.scenario, arm);
    const TimelineWords words(input.scenario, input.scenario.arms[arm], timeline);
    std::string html = "<dl>\n";
    for (std::size_t k = 0; k < std::min(kSteps, timeline.steps.size()); ++k) {
        html += fmt::format("<dt>{}</dt>", date_of(input, timeline.steps[k].day));
        html += fmt::format("<dd>{}</dd>\n", escaped(words.sentences(timeline.steps[k])));
    }
    html += "</dl>\n";
    if (timeline.steps.size() > kSteps)
        html += fmt::format("<p>{} more steps: <code>chokepoint timeline</code> has all.</p>\n",
                            timeline.steps.size() - kSteps);
    return html;
}

}  // namespace

std::string time_section(const PageInput& input) {
    std::string html;
    std::size_t drawn = 0;
    for (const std::uint32_t company : page_targets(input)) {
        if (input.study.arms[0].companies[company].daily.output_share.empty() || drawn == kCompanies) continue;
        if (!study::shown_loss(input.scenario, input.study, 0, company, 0).disclosed) continue;
        html += time_chart(input, company);
        ++drawn;
    }
    for (const std::size_t arm : input.arms)
        html +=
            details_html(fmt::format("How {} goes, step by step", input.study.arms[arm].name), steps_of(input, arm));
    if (html.empty()) return "";
    return section_html("time", "Arms over time", html);
}

}  // namespace chokepoint::report
