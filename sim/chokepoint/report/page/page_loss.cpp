#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/study/report_place.hpp>
#include <chokepoint/study/shown_loss.hpp>
#include <chokepoint/study/spread.hpp>
#include <chokepoint/uncertainty/weighted.hpp>
#include <cmath>
#include <limits>

namespace chokepoint::report {

namespace {

constexpr int kLongRun = 912;  ///< Days from which on the first two years have a view of their own.
constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

PageLoss of_study(const PageInput& input, const LossQuestion& ask) {
    const auto loss_of = [&](std::size_t arm) {
        return study::shown_loss(input.scenario, input.study, arm, ask.company, ask.period);
    };
    study::ShownLoss loss = loss_of(ask.arm);
    if (ask.against) {
        const study::ShownLoss other = loss_of(*ask.against);
        loss = {loss.disclosed, other.loss_usd - loss.loss_usd, other.low_usd - loss.low_usd,
                other.high_usd - loss.high_usd};
    }
    const double baseline = input.study.baseline_usd[ask.company][ask.period];
    const double scale = ask.unit == LossUnit::usd ? 1.0 : baseline > 0.0 ? 100.0 / baseline : 0.0;
    if (loss.disclosed) {
        const double shown = ask.unit == LossUnit::usd ? loss.loss_usd : amount_as_shown(loss.loss_usd, baseline);
        return {scale * shown, kNoNumber, kNoNumber};
    }
    return {kNoNumber, scale * std::min(loss.low_usd, loss.high_usd), scale * std::max(loss.low_usd, loss.high_usd)};
}

/// The baseline that all samples have in common, or 0.
double same_baseline(const PageInput& input, std::size_t place, std::size_t period) {
    const std::vector<const study::SampleResult*> samples = study::results_of(input.ensemble);
    const double baseline = samples.front()->baseline_usd[place][period];
    const bool same = std::all_of(samples.begin(), samples.end(), [&](const study::SampleResult* sample) {
        return sample->baseline_usd[place][period] == baseline;
    });
    return same ? baseline : 0.0;
}

PageLoss of_samples(const PageInput& input, const LossQuestion& ask, std::size_t place) {
    const study::Spread spread = study::spread_of(input.ensemble, true, [&](const study::SampleResult& sample) {
        const double baseline = sample.baseline_usd[place][ask.period];
        const auto revenue = [&](std::size_t arm) { return sample.outcomes[arm][place].revenue_usd[ask.period]; };
        const double lost = (ask.against ? revenue(ask.arm) : baseline) - revenue(ask.against.value_or(ask.arm));
        if (ask.unit == LossUnit::usd) return lost;
        return baseline > 0.0 ? 100.0 * lost / baseline : 0.0;
    });
    const bool disclosed = study::shown_loss(input.scenario, input.study, ask.arm, ask.company, ask.period).disclosed;
    if (!disclosed) return {kNoNumber, spread.p05, spread.p95};
    const double baseline = same_baseline(input, place, ask.period);
    if (ask.unit == LossUnit::usd || !(baseline > 0.0)) return {spread.p50, spread.p05, spread.p95};
    return {100.0 / baseline * amount_as_shown(spread.p50 * baseline / 100.0, baseline), spread.p05, spread.p95};
}

/// Adding 0 makes a plain zero of a negative one.
std::string number_text(double value, LossUnit unit) {
    if (unit == LossUnit::per_cent) return fmt::format("{:.1f}", std::round(10.0 * value) / 10.0 + 0.0);
    return std::abs(value) < 5e4 ? "0.0" : millions(value);
}

}  // namespace

bool PageLoss::is_nothing(LossUnit unit) const {
    const auto small = [&](double value) { return !(std::abs(value) >= (unit == LossUnit::usd ? 5e4 : 0.05)); };
    return small(middle) && small(low) && small(high);
}

double PageLoss::for_ranking() const {
    return std::isnan(middle) ? 0.5 * (low + high) : middle;
}

bool has_samples(const PageInput& input) {
    return input.ensemble.has_ranges() && study::has_weight(input.ensemble);
}

PageLoss page_loss(const PageInput& input, const LossQuestion& question) {
    const std::size_t place = study::place_in_report(input.scenario, question.company);
    const bool followed = place < input.scenario.report_companies.size();
    return followed && has_samples(input) ? of_samples(input, question, place) : of_study(input, question);
}

std::string loss_cell(const PageLoss& loss, LossUnit unit) {
    const char* sign = unit == LossUnit::per_cent ? " %" : "";
    const std::string range = std::isnan(loss.low) ? ""
                                                   : fmt::format("{} to {}{}", number_text(loss.low, unit),
                                                                 number_text(loss.high, unit), sign);
    if (std::isnan(loss.middle)) return range.empty() ? "-" : fmt::format("<span class=\"range\">{}</span>", range);
    const std::string middle = number_text(loss.middle, unit) + sign;
    return range.empty() ? middle : fmt::format("{}<span class=\"range\">{}</span>", middle, range);
}

void add_loss(ChartSeries& series, const PageLoss& loss, LossUnit unit) {
    const double scale = unit == LossUnit::usd ? 1e-6 : 1.0;
    series.values.push_back(scale * loss.middle);
    series.low.push_back(scale * loss.low);
    series.high.push_back(scale * loss.high);
}

std::vector<std::uint32_t> page_targets(const PageInput& input) {
    std::vector<std::uint32_t> targets = study::reported_targets(input.scenario);
    if (targets.empty()) targets.push_back(page_subject(input));
    return targets;
}

std::uint32_t page_subject(const PageInput& input) {
    return study::company_of_largest_loss(input.scenario, input.ensemble);
}

std::string target_heading(const PageInput& input, std::uint32_t company) {
    if (page_targets(input).size() < 2) return "";
    return fmt::format("<h3>{}</h3>\n", name_html(input.scenario.model.companies.name(company)));
}

std::string period_words(const PageInput& input, std::size_t period) {
    const study::Period& span = input.study.periods[period];
    if (span.label != "total") return span.label;
    const auto date = [&](int day) { return format_date_long(input.scenario.start + std::chrono::days(day)); };
    return fmt::format("the whole run, {} to {}", date(span.first_day), date(span.last_day));
}

std::string period_label(const PageInput& input, std::size_t period) {
    const std::string& label = input.study.periods[period].label;
    return label == "total" ? "whole run" : label;
}

int arm_style(const PageInput& input, std::size_t arm) {
    const auto at = std::find(input.arms.begin(), input.arms.end(), arm);
    return at == input.arms.end() ? 0 : 1 + static_cast<int>(at - input.arms.begin());
}

std::vector<ChartWindow> calendar_windows(const PageInput& input) {
    const scenario::Scenario& scenario = input.scenario;
    const int last = scenario.days() - 1;
    const std::vector<ChartWindow> all = {{"Whole run", 0, last}};
    if (last < kLongRun || input.arms.empty()) return all;
    Date first = scenario.end;
    for (const std::uint32_t action : scenario.arms[input.arms.front()].actions)
        first = std::min(first, std::max(scenario.start, scenario.actions[action].from));
    const std::chrono::year year = std::chrono::year_month_day(first).year();
    const int begin = std::max(0, days_between(scenario.start, year / 1 / 1));
    const int end = std::min(last, days_between(scenario.start, (year + std::chrono::years(1)) / 12 / 31));
    return {{fmt::format("{} and {}", static_cast<int>(year), static_cast<int>(year) + 1), begin, end}, all.front()};
}

std::vector<int> drawn_days(const PageInput& input) {
    constexpr int kMostPoints = 3000;
    const int every = 1 + (input.scenario.days() - 1) / kMostPoints;
    std::vector<int> days;
    for (int day = 0; day < input.scenario.days(); day += every)
        days.push_back(day);
    return days;
}

std::string range_words(const PageInput& input) {
    if (!has_samples(input))
        return fmt::format(
            "{}rom the middle of every prior, in a single run; a range alone is what the sums allow of sales that are "
            "not "
            "disclosed.",
            !input.ensemble.has_ranges() ? "F" : "No sample agrees with what was observed, so all is f");
    const std::size_t samples = study::results_of(input.ensemble).size();
    std::string asked;
    if (!input.ensemble.is_finished())
        asked = fmt::format(" of {} asked for, where the run was interrupted", input.ensemble.asked);
    std::string evidence;
    if (!input.scenario.evidence.empty())
        evidence = fmt::format(", weighed by what was observed (worth {:.0f} samples)",
                               uncertainty::effective_sample_size(study::weights_of(input.ensemble, true)));
    return fmt::format(
        "Medians of {} samples{}{}; ranges hold 90 % of them. A range alone: sales are not disclosed, and were drawn. "
        "Companies "
        "that the report does not follow: the middle of every prior.",
        samples, asked, evidence);
}

}  // namespace chokepoint::report
