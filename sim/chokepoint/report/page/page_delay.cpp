#include <fmt/format.h>

#include <chokepoint/report/page/page_chart.hpp>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/report/text/delay_text.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <optional>

namespace chokepoint::report {

namespace {

std::string recovery_words(const PageInput& input, const study::SweepOutcome& outcome) {
    if (outcome.recovery_day < study::kNever) return date_of(input, static_cast<int>(outcome.recovery_day));
    return outcome.never_recovers() ? "not by " + format_date_long(input.scenario.end) : "never stopped";
}

std::string delay_chart(const PageInput& input, const study::EndingDates& ending) {
    const study::Sweep& sweep = ending.sweep;
    const std::string name = name_html(sweep.points[0].outcomes[0].name);
    const std::string arm = input.study.arms[ending.arm].name;
    const std::string period = period_words(input, input.periods.front());
    const std::string& currency = input.scenario.model.currency;
    LineChart chart{
        "million " + currency + " lost", input.scenario.start, {}, {}, {{arm, arm_style(input, ending.arm), {}}}, {}};
    chart.marks_points = true;
    PageTable table{
        fmt::format("Loss of {} in {} by the date of {}", name, period, name_html(ending.action)),
        {"date", "million " + currency, "per cent of revenue", currency + " a day of delay, million", "recovered on"},
        {}};
    for (std::size_t p = 0; p < sweep.points.size(); ++p) {
        const study::SweepOutcome& outcome = sweep.points[p].outcomes[0];
        const Date date = study::date_at(sweep, p);
        chart.days.push_back(days_between(input.scenario.start, date));
        chart.series[0].values.push_back(1e-6 * outcome.loss_usd);
        const std::optional<double> rate = study::usd_per_day(sweep, p, 0);
        table.rows.push_back({format_date_long(date) + (date == ending.on ? " (the scenario's)" : ""),
                              millions(outcome.loss_usd), per_cent(outcome.loss_usd, outcome.baseline_usd),
                              rate ? fmt::format("{:.1f}", *rate / 1e6) : "-", recovery_words(input, outcome)});
    }
    chart.events = {days_between(input.scenario.start, ending.on)};
    return chart_html(
        {"Line: loss by the date on which the policy ends",
         fmt::format("What {} loses under {} in {} if {} comes on another date, all else as in the scenario. "
                     "Line 1: the scenario's own date.",
                     name, name_html(arm), period, name_html(ending.action)),
         table_html(table)},
        chart);
}

}  // namespace

std::string delay_section(const PageInput& input) {
    if (input.ending_dates == nullptr) return "";
    const std::string sentences = delay_sentences(input.ending_dates->sweep, 0);
    if (sentences.empty()) return "";
    return section_html("delay", "What a day of delay costs",
                        fmt::format("<p>{}</p>\n", escaped(sentences)) + delay_chart(input, *input.ending_dates));
}

}  // namespace chokepoint::report
