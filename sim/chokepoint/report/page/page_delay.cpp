#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/delay.hpp>
#include <chokepoint/report/files/result_files.hpp>
#include <chokepoint/report/page/page_chart.hpp>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <chokepoint/study/sweep.hpp>
#include <optional>

namespace chokepoint::report {

namespace {

constexpr int kDates = 8;                       ///< Twice as many as there are up to the date of the scenario.
constexpr std::size_t kMostWork = 100'000'000;  ///< Links times days of all runs: a second at most.

/// An action that ends a denial on a date, in the first arm that has one.
struct Ending {
    std::size_t arm = 0;
    std::string name;
    Date denied{};
    Date on{};
    Date last{};
};

std::optional<Ending> find_ending(const scenario::Scenario& scenario) {
    for (std::size_t a = 0; a < scenario.arms.size(); ++a) {
        for (const std::uint32_t number : scenario.arms[a].actions) {
            const policy::Action& action = scenario.actions[number];
            if (action.type != policy::ActionType::lift || action.ends == kNone) continue;
            const policy::Action& denial = scenario.actions[action.ends];
            if (denial.from >= scenario.start && action.from > denial.from && action.from < scenario.end)
                return Ending{a, action.name, denial.from, action.from, std::min(scenario.end, denial.until)};
        }
    }
    return std::nullopt;
}

/// Dates at even steps from the denial over the scenario's own to as long after it.
study::SweepAxis axis_of(const Ending& ending) {
    study::SweepAxis axis{"actions." + ending.name + ".on", {}, true};
    const int days = days_between(ending.denied, ending.on);
    int before = 0;
    for (int k = 1; k <= kDates; ++k) {
        const int day = 2 * days * k / kDates;
        const Date date = ending.denied + std::chrono::days(day);
        if (day > before && date <= ending.last) axis.values.push_back(format_date(date));
        before = day;
    }
    return axis;
}

/// The middle of every prior, for the arm and company in question. Runs go to the end of the scenario's calendar, as
/// whether the company has recovered depends on it.
Sweep run_dates(const PageInput& input, const Ending& ending, std::uint32_t company, const study::Period& period) {
    const scenario::Scenario& scenario = input.scenario;
    scenario::LoadSettings load;
    load.threads = 1;
    load.hash_inputs = !scenario.sha256.empty();
    study::SweepPlan plan{scenario.file, input.record.overrides, load, {axis_of(ending)}, {}};
    plan.overrides.emplace_back("uncertainty.samples", "1");
    plan.narrow = [&, arm = scenario.arms[ending.arm].name](scenario::Scenario& point) {
        require_same_inputs(scenario, point);
        std::erase_if(point.arms, [&](const scenario::Arm& other) { return other.name != arm; });
        point.report_companies = {company};
    };
    Sweep sweep{scenario.title, plan.axes, period, scenario.start, scenario.end, {}, {}, scenario.model.currency};
    study::run_sweep(plan, 1, {}, [&](study::SweepRun&& run) {
        const std::vector<study::Period>& periods = run.study.periods;
        const auto same = std::find_if(periods.begin(), periods.end(),
                                       [&](const study::Period& one) { return one.label == period.label; });
        sweep.points.push_back(sweep_point(run, static_cast<std::size_t>(same - periods.begin())));
    });
    return sweep;
}

std::string figure_of(const PageInput& input, const Ending& ending, const Sweep& sweep, std::uint32_t company) {
    const std::string name = name_html(input.scenario.model.companies.name(company));
    const std::string arm = name_html(input.study.arms[ending.arm].name);
    const std::string& currency = input.scenario.model.currency;
    LineChart chart{"million " + currency + " lost",
                    input.scenario.start,
                    {},
                    {},
                    {{std::string(input.study.arms[ending.arm].name), arm_style(input, ending.arm), {}}},
                    {}};
    chart.marks_points = true;
    PageTable table{
        fmt::format("Loss of {} in {} by the date of {}", name, period_words(input, input.periods.front()),
                    name_html(ending.name)),
        {"date", "million " + currency, "per cent of revenue", currency + " a day of delay, million", "recovered on"},
        {}};
    for (std::size_t p = 0; p < sweep.points.size(); ++p) {
        const SweepOutcome& outcome = sweep.points[p].outcomes[0];
        const Date date = *parse_date(sweep.points[p].values[0]);
        chart.days.push_back(days_between(input.scenario.start, date));
        chart.series[0].values.push_back(1e-6 * outcome.loss_usd);
        const std::optional<double> rate = usd_per_day(sweep, p, 0);
        const std::string recovered =
            outcome.recovery_day < kNever
                ? format_date_long(input.scenario.start + std::chrono::days(static_cast<int>(outcome.recovery_day)))
            : outcome.never_recovers() ? "not by " + format_date_long(sweep.end)
                                       : "never stopped";
        table.rows.push_back({format_date_long(date) + (date == ending.on ? " (the scenario's)" : ""),
                              millions(outcome.loss_usd), per_cent(outcome.loss_usd, outcome.baseline_usd),
                              rate ? fmt::format("{:.1f}", *rate / 1e6) : "-", recovered});
    }
    chart.events = {days_between(input.scenario.start, ending.on)};
    return figure_html(
        {"Line: loss by the date on which the policy ends",
         fmt::format("What {} loses under {} in {} if {} comes on another date, all else as in the scenario, with the "
                     "middle of every prior. Line 1: the scenario's own date.",
                     name, arm, period_words(input, input.periods.front()), name_html(ending.name)),
         table_html(table)},
        chart);
}

}  // namespace

std::string delay_section(const PageInput& input) {
    const scenario::Scenario& scenario = input.scenario;
    const std::optional<Ending> ending = find_ending(scenario);
    const std::size_t work = scenario.model.network.link_count() * static_cast<std::size_t>(scenario.days()) * kDates;
    if (!ending || work > kMostWork) return "";
    const std::uint32_t company = page_subject(input);
    try {
        const Sweep sweep = run_dates(input, *ending, company, input.study.periods[input.periods.front()]);
        const std::string sentences = delay_sentences(sweep, 0);
        if (sentences.empty()) return "";
        return section_html("delay", "What a day of delay costs",
                            fmt::format("<p>{}</p>\n", escaped(sentences)) + figure_of(input, *ending, sweep, company));
    } catch (const InputError&) {
        return "";  // the arm's other actions do not go with another date
    }
}

}  // namespace chokepoint::report
