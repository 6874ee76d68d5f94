#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/page_chart.hpp>
#include <chokepoint/report/page_loss.hpp>
#include <chokepoint/report/page_text.hpp>
#include <chokepoint/report/study_tables.hpp>
#include <chokepoint/report/timeline_words.hpp>
#include <map>
#include <set>

namespace chokepoint {

namespace {

constexpr std::size_t kCompanies = 4;
constexpr int kMostPoints = 3000;  ///< Of a line; a longer calendar is drawn at every second day, or third.
constexpr std::size_t kSteps = 60;

std::string date_of(const PageInput& input, int day) {
    return format_date_long(input.scenario.start + std::chrono::days(day));
}

/// What begins on a day in one of the first two policies, by day: names of actions.
std::map<int, std::set<std::string>> events_of(const PageInput& input) {
    std::map<int, std::set<std::string>> events;
    for (std::size_t k = 0; k < std::min<std::size_t>(2, input.arms.size()); ++k) {
        for (const std::uint32_t number : input.scenario.arms[input.arms[k]].actions) {
            const Action& action = input.scenario.actions[number];
            const int day = days_between(input.scenario.start, action.from);
            if (day >= 0 && day < input.scenario.days()) events[day].insert(action.name);
        }
    }
    return events;
}

/// A row a month: its last day; a row a quarter after the first view of the calendar.
std::string month_table(const PageInput& input, std::uint32_t company) {
    PageTable table{"Output on the last day of each month, later of each quarter, per cent of normal", {"month"}, {}};
    for (const ArmResult& arm : input.study.arms)
        table.head.push_back(name_html(arm.name));
    const int first_view = calendar_windows(input).front().last_day;
    for (int day = 0; day < input.scenario.days(); ++day) {
        const Date date = input.scenario.start + std::chrono::days(day);
        const Date next = date + std::chrono::days(1);
        const bool ends =
            day <= first_view ? month_label(date) != month_label(next) : quarter_label(date) != quarter_label(next);
        if (!ends && day + 1 < input.scenario.days()) continue;
        std::vector<std::string> row = {month_label(date)};
        for (const ArmResult& arm : input.study.arms)
            row.push_back(fmt::format(
                "{:.1f} %", 100.0 * arm.companies[company].daily.output_share[static_cast<std::size_t>(day)]));
        table.rows.push_back(std::move(row));
    }
    return details_html("Month by month, as a table", table_html(table));
}

std::string time_figure(const PageInput& input, std::uint32_t company) {
    const std::map<int, std::set<std::string>> events = events_of(input);
    LineChart chart{"% of normal output", input.scenario.start, {}, {}, {}, calendar_windows(input)};
    const int every = 1 + (input.scenario.days() - 1) / kMostPoints;
    for (int day = 0; day < input.scenario.days(); day += every)
        chart.days.push_back(day);
    for (std::size_t a = 0; a < input.study.arms.size(); ++a) {
        ChartSeries series{input.study.arms[a].name, arm_style(input, a), {}};
        for (const int day : chart.days)
            series.values.push_back(
                100.0 * input.study.arms[a].companies[company].daily.output_share[static_cast<std::size_t>(day)]);
        chart.series.push_back(std::move(series));
    }
    std::string list;
    for (const auto& [day, names] : events) {
        chart.events.push_back(day);
        list += fmt::format("<li>{}: ", date_of(input, day));
        for (const std::string& name : names)
            list += (name == *names.begin() ? "" : ", ") + name_html(name);
        list += "</li>\n";
    }
    const std::string name = name_html(input.scenario.model.companies.name(company));
    const PageFigure figure{fmt::format("Lines: output of {} over time as a share of normal, by arm",
                                        input.scenario.model.companies.name(company)),
                            fmt::format("Output of {} as a share of normal, with the middle of every prior. Numbered "
                                        "lines:</figcaption>\n<ol class=\"soft\">{}</ol>",
                                        name, list),
                            month_table(input, company)};
    return target_heading(input, company) + figure_html(figure, chart);
}

/// How an arm's policy goes, a step a day.
std::string steps_of(const PageInput& input, std::size_t arm) {
    const ArmTimeline timeline = make_timeline(input.scenario, arm);
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
        if (!shown_loss(input.scenario, input.study, 0, company, 0).disclosed) continue;
        html += time_figure(input, company);
        ++drawn;
    }
    for (const std::size_t arm : input.arms)
        html +=
            details_html(fmt::format("How {} goes, step by step", input.study.arms[arm].name), steps_of(input, arm));
    if (html.empty()) return "";
    return section_html("time", "Arms over time", html);
}

}  // namespace chokepoint
