#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/report/chart/finding.hpp>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/report/page/page_timeline.hpp>
#include <chokepoint/report/timeline/timeline_words.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/uncertainty/weighted.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace chokepoint::report {

namespace {

constexpr std::size_t kCompanies = 4;
constexpr std::size_t kSteps = 60;

/// What happens on a day, and under which arms; several actions of a day share a mark.
struct Happening {
    std::set<std::string> names;
    std::set<int> arms;  ///< Their styles.
};

/// The actions of the arms that are drawn, by day.
std::map<int, Happening> happenings(const PageInput& input) {
    constexpr std::size_t kMostArms = 3;
    std::map<int, Happening> days;
    for (std::size_t k = 0; k < std::min(kMostArms, input.arms.size()); ++k) {
        for (const std::uint32_t number : input.scenario.arms[input.arms[k]].actions) {
            const policy::Action& action = input.scenario.actions[number];
            const int day = days_between(input.scenario.start, action.from);
            if (day < 0 || day >= input.scenario.days()) continue;
            days[day].names.insert(action.label);
            days[day].arms.insert(arm_style(input, input.arms[k]));
        }
    }
    return days;
}

/// `13 July`, with the year if the calendar has several and this is not the first event's.
std::string event_date(const PageInput& input, int day, int first_day) {
    const Date date = input.scenario.start + std::chrono::days(day);
    const auto year = [&](Date of) { return std::chrono::year_month_day(of).year(); };
    std::string text = format_date_long(date);
    if (year(date) == year(input.scenario.start + std::chrono::days(first_day))) text.resize(text.rfind(' '));
    return text;
}

/// `Ban lifted, 13 July`; of many actions on a day the first two.
std::vector<ChartEvent> events_of(const PageInput& input) {
    constexpr std::size_t kMostNames = 2;
    const std::map<int, Happening> days = happenings(input);
    std::vector<ChartEvent> events;
    for (const auto& [day, happening] : days) {
        std::string words;
        std::size_t named = 0;
        for (const std::string& name : happening.names) {
            if (named++ < kMostNames) words += (words.empty() ? "" : "; ") + shortened(name, 40);
        }
        if (named > kMostNames) words += fmt::format(" and {} more", named - kMostNames);
        const int arm = happening.arms.size() == 1 && input.arms.size() > 1 ? *happening.arms.begin() : 0;
        events.push_back({day, words + ", " + event_date(input, day, days.begin()->first), arm});
    }
    return events;
}

/// The median of the samples and the band that holds 90 % of them, on the days that they keep; every `step`-th of them.
ChartSeries output_series(const PageInput& input, std::size_t arm, std::size_t place, std::size_t step) {
    const std::vector<const study::SampleResult*> samples = study::results_of(input.ensemble);
    const std::vector<double> weights = study::weights_of(input.ensemble, input.answer.with_evidence);
    const std::size_t unit = input.ensemble.units[place];
    ChartSeries series{arm_label(input, arm), arm_style(input, arm), {}};
    std::vector<double> shares(samples.size());
    for (std::size_t d = 0; d < input.ensemble.shown_days.size(); d += step) {
        std::transform(samples.begin(), samples.end(), shares.begin(), [&](const study::SampleResult* sample) {
            return 100.0 * static_cast<double>(sample->outcomes[arm][unit].output_share[d]);
        });
        const std::vector<double> quantiles =
            uncertainty::weighted_quantiles(shares, weights, std::array{0.05, 0.5, 0.95});
        series.values.push_back(quantiles[1]);
        if (!has_samples(input)) continue;
        series.low.push_back(quantiles[0]);
        series.high.push_back(quantiles[2]);
    }
    return series;
}

/// Whether the run keeps the output of a company by day.
bool has_days(const PageInput& input, std::size_t place) {
    const std::vector<const study::SampleResult*> samples = study::results_of(input.ensemble);
    const std::size_t unit = input.ensemble.units[place];
    return !samples.empty() && !samples.front()->outcomes[0][unit].output_share.empty();
}

LineChart output_chart(const PageInput& input, std::size_t place) {
    constexpr std::size_t kMostPoints = 3000;
    LineChart chart{"% of normal output", input.scenario.start, {}, {}, {}, calendar_windows(input)};
    const std::size_t step = 1 + (input.ensemble.shown_days.size() - 1) / kMostPoints;
    for (std::size_t d = 0; d < input.ensemble.shown_days.size(); d += step)
        chart.days.push_back(input.ensemble.shown_days[d]);
    if (has_samples(input)) chart.band_days = chart.days;
    for (std::size_t arm = 0; arm < input.scenario.arms.size(); ++arm)
        chart.series.push_back(output_series(input, arm, place, step));
    return chart;
}

/// A row a month: its last day; a row a quarter after the first view of the calendar. It shows what `chart` draws.
std::string month_table(const PageInput& input, const LineChart& chart) {
    const bool samples = !chart.band_days.empty();
    PageTable table{"Output on the last day of each month, later of each quarter, % of normal", {"month"}, {}};
    for (const scenario::Arm& arm : input.scenario.arms)
        table.head.push_back(arm.label);
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
                          LossUnit::share));
        }
        table.rows.push_back(std::move(row));
    }
    return details_html("Month by month", table_html(table));
}

/// `17 May 2018` with its range, and in how many samples where not in all.
std::string event_cell(const PageInput& input, std::size_t arm, std::size_t place, scenario::MilestoneEvent event) {
    const study::EventSpread spread =
        study::event_spread(input.ensemble, arm, place, event, input.answer.with_evidence);
    if (!(spread.share > 0.0)) return "-";
    const auto date = [&](double day) { return date_of(input, static_cast<int>(std::lround(day))); };
    std::string html = date(spread.p50);
    if (std::lround(spread.p05) != std::lround(spread.p95))
        html += fmt::format("<span class=\"range\">{} to {}</span>", date(spread.p05), date(spread.p95));
    if (spread.share < 0.995)
        html += fmt::format("<span class=\"range\">in {:.0f} % of samples</span>", 100.0 * spread.share);
    return html;
}

/// When the targets stop and come back under each policy.
std::string event_table(const PageInput& input) {
    using scenario::MilestoneEvent;
    PageTable table{"", {"", "below half", "stops", "works again", "recovers"}, {}, false, {}, {2, 3}};
    table.caption =
        "Stops: below a tenth of normal output. Works again: above half. Recovers: stays above nine tenths.";
    for (const std::size_t place : drawn_targets(input)) {
        for (const std::size_t arm : input.arms) {
            std::string name = name_html(arm_label(input, arm));
            if (drawn_targets(input).size() > 1) name.insert(0, name_html(company_name(input, place)) + ", ");
            table.rows.push_back({std::move(name)});
            for (const MilestoneEvent event :
                 {MilestoneEvent::half, MilestoneEvent::stopped, MilestoneEvent::resumed, MilestoneEvent::recovered})
                table.rows.back().push_back(event_cell(input, arm, place, event));
        }
    }
    return table.rows.empty() ? "" : table_html(table);
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

std::vector<std::size_t> drawn_targets(const PageInput& input) {
    std::vector<std::size_t> targets;
    for (const std::size_t place : page_targets(input)) {
        if (targets.size() == kCompanies) break;
        if (has_days(input, place) && !study::is_range_alone(input.ensemble, {.place = place}))
            targets.push_back(place);
    }
    return targets;
}

std::string timeline_figure(const PageInput& input, std::size_t place, bool of_brief) {
    LineChart chart = output_chart(input, place);
    chart.events = events_of(input);
    if (of_brief) chart.windows.resize(1);
    const std::string title = fmt::format("Output of {}", company_name(input, place));
    const std::string unit =
        has_samples(input) ? "Per cent of normal. Lines: medians; bands: 90 % of the samples" : "Per cent of normal";
    return chart_html({title, unit, finding_of(chart, title), "", of_brief ? "" : month_table(input, chart)}, chart);
}

std::string time_section(const PageInput& input) {
    std::string html;
    for (const std::size_t place : drawn_targets(input))
        html += timeline_figure(input, place, false);
    if (!input.arms.empty()) html += event_table(input);
    for (const std::size_t arm : input.arms)
        html += details_html(fmt::format("{}, step by step", arm_label(input, arm)), steps_of(input, arm));
    if (html.empty()) return "";
    return section_html({"time", "Day by day", "When output falls, stops and comes back, and each step of policy."},
                        html);
}

}  // namespace chokepoint::report
