#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/version.hpp>
#include <chokepoint/report/data/forecast_table.hpp>
#include <chokepoint/report/files/forecast_page.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/study/forecast/forecast_reference.hpp>
#include <chokepoint/uncertainty/weighted.hpp>
#include <cmath>

namespace chokepoint::report {

namespace {

std::string id_of(const scenario::Scenario& scenario, std::uint32_t company) {
    return std::string(scenario.model.directory.companies.name(company));
}

/// Four digits or so; `-` for what is not known.
std::string number_text(double value) {
    if (!std::isfinite(value)) return "-";
    return fmt::format("{:.{}f}", value, std::abs(value) >= 1000.0 ? 0 : std::abs(value) >= 100.0 ? 1 : 2);
}

std::string shown_day(const scenario::Scenario& scenario, double day) {
    return std::isnan(day) ? "-" : day_text(scenario, day);
}

double at(const study::Forecast& forecast, int percent) {
    return forecast.percentiles[static_cast<std::size_t>(percent - 1)];
}

std::string revenue_rows(const scenario::Scenario& scenario, const std::vector<study::Forecast>& forecasts,
                         std::size_t arm) {
    std::string text =
        "| revenue of | period | unit | 5 % | median | 95 % | last year | median over last year |\n"
        "|---|---|---|--:|--:|--:|--:|--:|\n";
    for (const study::Forecast& forecast : forecasts) {
        if (forecast.arm != arm || forecast.event) continue;
        text += fmt::format("| {}{}{} | {} | {} | {} | {} | {} | {} | {} |\n", id_of(scenario, forecast.company),
                            forecast.segment.empty() ? "" : ": ", forecast.segment, forecast.period, forecast.unit,
                            number_text(at(forecast, 5)), number_text(at(forecast, 50)), number_text(at(forecast, 95)),
                            number_text(forecast.last_year), number_text(at(forecast, 50) / forecast.last_year));
    }
    return text;
}

std::string event_rows(const scenario::Scenario& scenario, const std::vector<study::Forecast>& forecasts,
                       std::size_t arm) {
    std::string text;
    for (const study::Forecast& forecast : forecasts) {
        if (forecast.arm != arm || !forecast.event) continue;
        if (text.empty())
            text = fmt::format("\n| day | 5 % | median | 95 % | chance that it comes by {} |\n|---|---|---|---|--:|\n",
                               format_date(scenario.end));
        text += fmt::format("| {}: {} | {} | {} | {} | {:.1f} % |\n", id_of(scenario, forecast.company),
                            quantity_name(forecast), shown_day(scenario, at(forecast, 5)),
                            shown_day(scenario, at(forecast, 50)), shown_day(scenario, at(forecast, 95)),
                            100.0 * forecast.mean);
    }
    return text;
}

/// When something happens to a company, after its subject.
std::string event_words(const scenario::Scenario& scenario, const study::Forecast& one) {
    constexpr std::array<std::string_view, 4> kVerbs = {"fell below half", "stopped", "resumed", "recovered"};
    const std::string_view verb = kVerbs[static_cast<std::size_t>(*one.event)];
    if (!(one.mean > 0.0)) return fmt::format("{} in no sample by {}", verb, format_date(scenario.end));
    return fmt::format("{} on {} [{} to {}] in {:.1f} % of samples", verb, shown_day(scenario, at(one, 50)),
                       shown_day(scenario, at(one, 5)), shown_day(scenario, at(one, 95)), 100.0 * one.mean);
}

/// What an arm does to the first company: its revenue in the last period, and its days.
std::string headline(const scenario::Scenario& scenario, const std::vector<study::Forecast>& forecasts,
                     std::size_t arm) {
    const std::uint32_t first = forecasts.front().company;
    std::string revenue;
    std::string days;
    for (const study::Forecast& one : forecasts) {
        if (one.arm != arm || one.company != first || !one.segment.empty()) continue;
        if (one.event) {
            days += fmt::format("; {}", event_words(scenario, one));
            continue;
        }
        revenue = fmt::format(" sells for {} {} in {} [{} to {}]", number_text(at(one, 50)), one.unit, one.period,
                              number_text(at(one, 5)), number_text(at(one, 95)));
        if (std::isfinite(one.last_year))
            revenue += fmt::format(", {} times the year before", number_text(at(one, 50) / one.last_year));
    }
    return fmt::format("- **{}**: {}{}{}.\n", scenario.arms[arm].name, id_of(scenario, first), revenue, days);
}

/// How a company goes on without any action, and in which money it is counted.
std::string usual_business(const scenario::Scenario& scenario, std::uint32_t company) {
    const auto& specs = scenario.model_spec.companies;
    const std::string id = id_of(scenario, company);
    const auto found =
        std::find_if(specs.begin(), specs.end(), [&](const scenario::CompanySpec& spec) { return spec.id == id; });
    if (found == specs.end() || found->quarters.empty())
        return fmt::format("- {}: its revenue of the baseline year, spread evenly over the days.\n", id);
    const study::MoneyUnit unit = study::money_unit(scenario, company);
    const std::string money = found->profile_year_total->unit.empty()
                                  ? ""
                                  : fmt::format(" Counted in {}, {} to a bn {}.", unit.name,
                                                number_text(1e9 * unit.per_usd), scenario.model.currency);
    if (found->growth)
        return fmt::format("- {}: the same quarter of the year before times 1 + growth; growth: {}.{}\n", id,
                           scenario::describe_prior(*found->growth), money);
    return fmt::format("- {}: the daily revenue of {} goes on.{}\n", id, found->quarters.back().quarter, money);
}

std::string how_it_was_made(const scenario::Scenario& scenario, const study::Ensemble& ensemble,
                            const ForecastRecord& record) {
    std::string text = fmt::format(
        "## How it was made\n\n    {}\n\nProgram: chokepoint {}, commit {}. Model: {}{}. {} samples of its priors, "
        "design {}, seed {}.\n",
        record.command, kVersion, kCommit, scenario.model.title,
        scenario.model_spec.as_of ? ", as of " + format_date(*scenario.model_spec.as_of) : "", ensemble.samples.size(),
        scenario.uncertainty.design, scenario.uncertainty.seed);
    const std::size_t results = study::results_of(ensemble).size();
    if (results < ensemble.samples.size())
        text += fmt::format("{} of them failed and are left out.\n", ensemble.samples.size() - results);
    for (const scenario::Evidence& evidence : scenario.evidence) {
        const std::string what =
            evidence.of_revenue
                ? fmt::format("revenue of {} of {:.4g} {}, error {:.4g}", evidence.period, evidence.revenue_usd,
                              scenario.model.currency, evidence.error_usd)
                : fmt::format("{} between {} and {}", scenario::kEventNames[static_cast<std::size_t>(evidence.event)],
                              format_date(evidence.first), format_date(evidence.last));
        text += fmt::format("Evidence: {}, {} (arm {}).\n", id_of(scenario, evidence.company), what,
                            scenario.arms[evidence.arm].name);
    }
    if (!scenario.evidence.empty())
        text += fmt::format("Weighed by it the samples are worth {:.0f}.\n",
                            uncertainty::effective_sample_size(study::weights_of(ensemble, true)));
    return text;
}

std::string what_is_assumed(const scenario::Scenario& scenario) {
    std::string text =
        "## What is assumed\n\nEach arm is a forecast on the condition that its policy is what happens; which one does "
        "is not forecast, and the dates of its steps are given, also those after the as-of date. A quarter is one of "
        "the calendar, and revenue is what is delivered in it. `half` is the first day on which output is below half "
        "of "
        "normal, `stopped` below a tenth; after a stop `resumed` is the first day above half, and `recovered` the "
        "first "
        "from which output stays above nine tenths for 365 days or to the end of the calendar. A segment has the "
        "season and the growth of its company, last year too: its quarters of last year are its share of the year.\n\n"
        "Without any action business would go on like this:\n\n";
    for (const scenario::ForecastOf& of : scenario.forecast.of)
        text += usual_business(scenario, scenario.report_companies[of.place]);
    return text +
           "\nThe ranges hold what is uncertain of the policy's effect, and of growth where it is named above. Other "
           "news, such as a new product, is not in them: for a company without a growth prior they are too "
           "narrow as a range of its revenue, and outcomes outside them are to be expected. The model's card, "
           "README.md "
           "of its folder, has the sources and the reasons.\n";
}

std::string how_it_is_scored() {
    return "## How it will be scored\n\n    chokepoint score forecasts.csv OUTCOMES.csv --arm ARM\n\nOUTCOMES.csv has "
           "the columns firm, segment, quantity, period, unit, value. Scored are the share of outcomes between 5 and "
           "95 %, and the continuous ranked probability score against two reference forecasts that stand in "
           "forecasts.csv: the denied share times the days (`ref_share_x_days`), and last year's revenue, or the "
           "baseline "
           "where that is not known (`ref_last_year`). `chokepoint describe score` has the formulas. This "
           "record is not changed afterwards.\n";
}

}  // namespace

std::string forecast_text(const scenario::Scenario& scenario, const std::vector<study::Forecast>& forecasts) {
    std::string text;
    for (const std::size_t arm : scenario.forecast.arms)
        text += fmt::format("## {}\n\n{}{}\n", scenario.arms[arm].name, revenue_rows(scenario, forecasts, arm),
                            event_rows(scenario, forecasts, arm));
    return text;
}

std::string forecast_page(const scenario::Scenario& scenario, const study::Ensemble& ensemble,
                          const std::vector<study::Forecast>& forecasts, const ForecastRecord& record) {
    std::string text = fmt::format(
        "{}{}\n\nWhat the model says{}, written{}. Medians, and in brackets 5 to 95 %. "
        "[forecasts.csv](forecasts.csv) has all percentiles.\n\n",
        kForecastPageTitle, scenario.title,
        scenario.model_spec.as_of ? " as of " + format_date_long(*scenario.model_spec.as_of) : "",
        record.dated.empty() ? "" : " on " + format_date_long(*parse_date(record.dated)));
    for (const std::size_t arm : scenario.forecast.arms)
        text += headline(scenario, forecasts, arm);
    return text + "\n" + forecast_text(scenario, forecasts) + how_it_was_made(scenario, ensemble, record) + "\n" +
           what_is_assumed(scenario) + "\n" + how_it_is_scored();
}

}  // namespace chokepoint::report
