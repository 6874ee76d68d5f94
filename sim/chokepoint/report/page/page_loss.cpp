#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <chokepoint/study/answer/headline.hpp>
#include <chokepoint/study/report_place.hpp>
#include <cmath>

namespace chokepoint::report {

namespace {

constexpr int kLongRun = 912;  ///< Days from which on the first two years have a view of their own.

/// Adding 0 makes a plain zero of a negative one.
std::string number_text(double value, LossUnit unit) {
    if (unit == LossUnit::share) return fmt::format("{:.1f}", std::round(10.0 * value) / 10.0 + 0.0);
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

PageLoss as_page_loss(const study::Spread& spread) {
    return {spread.p50, spread.p05, spread.p95};
}

PageLoss page_loss(const PageInput& input, const study::LossQuestion& question) {
    const study::Spread spread = study::loss_spread(input.ensemble, question, input.answer.with_evidence);
    const double scale = question.unit == LossUnit::share ? 100.0 : 1.0;
    return {scale * spread.p50, scale * spread.p05, scale * spread.p95};
}

std::optional<std::size_t> place_of(const PageInput& input, std::uint32_t company) {
    const auto found = std::ranges::find(input.ensemble.companies, company);
    if (found == input.ensemble.companies.end()) return std::nullopt;
    return static_cast<std::size_t>(found - input.ensemble.companies.begin());
}

std::string company_name(const PageInput& input, std::size_t place) {
    return std::string(input.scenario.model.companies.name(input.ensemble.companies[place]));
}

bool has_samples(const PageInput& input) {
    return input.ensemble.has_ranges();
}

std::string loss_cell(const PageLoss& loss, LossUnit unit) {
    const char* sign = unit == LossUnit::share ? " %" : "";
    const std::string middle = std::isnan(loss.middle) ? "" : number_text(loss.middle, unit);
    if (std::isnan(loss.low)) return middle.empty() ? "-" : middle + sign;
    const std::string low = number_text(loss.low, unit);
    const std::string high = number_text(loss.high, unit);
    if (low == middle && high == middle) return middle + sign;
    return fmt::format("{}{}<span class=\"range\">{} to {}{}</span>", middle, middle.empty() ? "" : sign, low, high,
                       sign);
}

void add_loss(ChartSeries& series, const PageLoss& loss, LossUnit unit) {
    const double scale = unit == LossUnit::usd ? 1e-6 : 1.0;
    series.values.push_back(scale * loss.middle);
    series.low.push_back(scale * loss.low);
    series.high.push_back(scale * loss.high);
}

std::vector<std::size_t> page_targets(const PageInput& input) {
    std::vector<std::size_t> targets;
    for (const std::uint32_t company : study::reported_targets(input.scenario))
        targets.push_back(study::place_in_report(input.scenario, company));
    if (targets.empty()) targets.push_back(page_subject(input));
    return targets;
}

std::string target_words(const PageInput& input) {
    const std::vector<std::size_t> targets = page_targets(input);
    return targets.size() == 1 ? company_name(input, targets.front()) : "the targets";
}

std::size_t page_subject(const PageInput& input) {
    return study::place_of_largest_loss(input.scenario, input.ensemble, input.answer.with_evidence);
}

const std::string& arm_label(const PageInput& input, std::size_t arm) {
    return input.scenario.arms[arm].label;
}

std::string arm_html(const PageInput& input, std::size_t arm) {
    return "<b>" + name_html(arm_label(input, arm)) + "</b>";
}

std::string target_heading(const PageInput& input, std::size_t place) {
    if (page_targets(input).size() < 2) return "";
    return fmt::format("<h3>{}</h3>\n", name_html(company_name(input, place)));
}

std::string period_words(const PageInput& input, std::size_t period) {
    const study::Period& span = input.ensemble.periods[period];
    if (span.label != "total") return span.label;
    const auto date = [&](int day) { return format_date_long(input.scenario.start + std::chrono::days(day)); };
    return fmt::format("the whole run, {} to {}", date(span.first_day), date(span.last_day));
}

std::string period_label(const PageInput& input, std::size_t period) {
    const std::string year = year_of_period(input.scenario, input.ensemble.periods[period]);
    return year.empty() ? "whole run" : year;
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

std::string basis_words(const PageInput& input) {
    return has_samples(input) ? ": medians, and the range of 90 % of the samples" : "";
}

}  // namespace chokepoint::report
