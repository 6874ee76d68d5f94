#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/chart/finding.hpp>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/report/text/delay_text.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <limits>
#include <optional>

namespace chokepoint::report {

namespace {

std::string recovery_words(const PageInput& input, const study::SweepOutcome& outcome) {
    if (outcome.recovery_day < study::kNever) return date_of(input, static_cast<int>(outcome.recovery_day));
    return outcome.never_recovers() ? "not by " + format_date_long(input.scenario.end) : "never stopped";
}

/// The label of an action, by its id.
const std::string& label_of(const PageInput& input, const std::string& id) {
    const auto& actions = input.scenario.actions;
    const auto found = std::ranges::find(actions, id, &policy::Action::name);
    return found == actions.end() ? id : found->label;
}

/// The share of revenue, with its range where there are samples.
std::string share_cell_of(const study::SweepOutcome& outcome) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    if (!outcome.share) return "-";
    const auto range = outcome.share_90;
    return loss_cell({100.0 * *outcome.share, range ? 100.0 * range->low : kNone, range ? 100.0 * range->high : kNone},
                     LossUnit::share);
}

std::string delay_chart(const PageInput& input, const study::EndingDates& ending) {
    const study::Sweep& sweep = ending.sweep;
    const std::string name = name_html(sweep.points[0].outcomes[0].name);
    const std::string& arm = arm_label(input, ending.arm);
    const std::string& action = label_of(input, ending.action);
    const std::string period = period_words(input, input.periods.front());
    const std::string& currency = input.scenario.model.currency;
    LineChart chart{
        "million " + currency + " lost", input.scenario.start, {}, {}, {{arm, arm_style(input, ending.arm), {}}}, {}};
    chart.marks_points = true;
    PageTable table{
        fmt::format("What {} loses in {}, by the date of “{}”{}", name, period, name_html(action), basis_words(input)),
        {"date", "million " + currency, "% of revenue", "million " + currency + " a day of delay", "recovered on"},
        {},
        false,
        {},
        {1, 3}};
    for (std::size_t p = 0; p < sweep.points.size(); ++p) {
        const study::SweepOutcome& outcome = sweep.points[p].outcomes[0];
        const Date date = study::date_at(sweep, p);
        chart.days.push_back(days_between(input.scenario.start, date));
        chart.series[0].values.push_back(1e-6 * outcome.loss_usd);
        const std::optional<double> rate = study::usd_per_day(sweep, p, 0);
        table.rows.push_back({format_date_long(date) + (date == ending.on ? " (the scenario's)" : ""),
                              millions(outcome.loss_usd), share_cell_of(outcome),
                              rate ? fmt::format("{:.1f}", *rate / 1e6) : "-", recovery_words(input, outcome)});
    }
    const std::string own = format_date_long(ending.on);
    chart.events = {{days_between(input.scenario.start, ending.on), "the scenario's date, " + own, 0}};
    return chart_html(
        {fmt::format("What {} loses if “{}” comes on another date", sweep.points[0].outcomes[0].name, action),
         fmt::format("Million {} lost in {} under {}, all else as in the scenario", currency,
                     period_label(input, input.periods.front()), arm),
         finding_of(chart, "Loss by date"), "", table_html(table)},
        chart);
}

}  // namespace

std::string delay_section(const PageInput& input) {
    if (input.ending_dates == nullptr) return "";
    const std::string sentences = delay_sentences(input.ending_dates->sweep, 0);
    if (sentences.empty()) return "";
    return section_html({"delay", "What a day of delay costs", escaped(sentences)},
                        delay_chart(input, *input.ending_dates));
}

}  // namespace chokepoint::report
