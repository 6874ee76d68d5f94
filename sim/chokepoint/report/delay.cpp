#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/delay.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <cmath>

namespace chokepoint::report {

namespace {

/// A rise from one date to the next counts as a jump if it is more than a fiftieth of the baseline and, by the day,
/// more than three times the median rise: the step then is not one of many.
constexpr double kJumpShare = 0.02;
constexpr double kJumpTimes = 3.0;
constexpr std::size_t kLeastSteps = 4;  ///< Below this a median says nothing.

/// The rise of the loss from the date before.
struct Step {
    std::size_t point = 0;
    double usd_per_day = 0.0;
    double usd = 0.0;
};

std::vector<Step> steps_of(const Sweep& sweep, std::size_t k) {
    std::vector<Step> steps;
    for (std::size_t p = 1; p < sweep.points.size(); ++p) {
        const auto rate = usd_per_day(sweep, p, k);
        if (!rate) return {};
        steps.push_back({p, *rate, sweep.points[p].outcomes[k].loss_usd - sweep.points[p - 1].outcomes[k].loss_usd});
    }
    return steps;
}

Date date_at(const Sweep& sweep, std::size_t point) {
    return *parse_date(sweep.points[point].values[0]);
}

std::string words_at(const Sweep& sweep, std::size_t point) {
    return format_date_long(date_at(sweep, point));
}

/// The window over which losses are counted: `in 2018`, or `from 1 January 2018 to 15 April 2025`.
std::string window_words(const Sweep& sweep) {
    if (sweep.period.label != "total") return "in " + sweep.period.label;
    const auto date = [&](int day) { return format_date_long(sweep.start + std::chrono::days(day)); };
    return fmt::format("from {} to {}", date(sweep.period.first_day), date(sweep.period.last_day));
}

/// Three digits where a company loses little in a day.
std::string rate_text(double usd_per_day) {
    const double size = std::abs(usd_per_day) / 1e6;
    return size >= 10.0 ? millions(usd_per_day) : fmt::format("{:.{}f}", usd_per_day / 1e6, size >= 1.0 ? 2 : 3);
}

std::string cost_sentence(const Sweep& sweep, std::size_t k, const std::vector<Step>& steps) {
    const SweepOutcome& outcome = sweep.points[0].outcomes[k];
    const std::size_t last = sweep.points.size() - 1;
    const auto by_rate = [](const Step& a, const Step& b) { return a.usd_per_day < b.usd_per_day; };
    const auto [least, most] = std::minmax_element(steps.begin(), steps.end(), by_rate);
    const double noise = 1e-9 * outcome.baseline_usd;
    if (std::max(std::abs(least->usd_per_day), std::abs(most->usd_per_day)) <= noise)
        return fmt::format("{}: the loss is the same at every date.\n", printable(outcome.arm));
    const int days = days_between(date_at(sweep, 0), date_at(sweep, last));
    const double all = sweep.points[last].outcomes[k].loss_usd - outcome.loss_usd;
    const auto span = [&](const Step& step) {
        return fmt::format("{} to {}", words_at(sweep, step.point - 1), words_at(sweep, step.point));
    };
    std::string text = fmt::format(
        "{}: a day of delay costs {} {} million {} of its revenue {} on average,\n    for dates from {} to {}",
        printable(outcome.arm), printable(outcome.name), rate_text(all / days), sweep.currency, window_words(sweep),
        words_at(sweep, 0), words_at(sweep, last));
    if (steps.size() > 1)
        text += fmt::format(";\n    least {} ({}), most {} ({})", rate_text(least->usd_per_day), span(*least),
                            rate_text(most->usd_per_day), span(*most));
    return text + ".\n";
}

std::string jump_sentence(const Sweep& sweep, std::size_t k, const std::vector<Step>& steps) {
    if (steps.size() < kLeastSteps) return "";
    std::vector<double> rates;
    for (const Step& step : steps)
        rates.push_back(step.usd_per_day);
    std::sort(rates.begin(), rates.end());
    const double median = 0.5 * (rates[(rates.size() - 1) / 2] + rates[rates.size() / 2]);
    const Step& most = *std::max_element(steps.begin(), steps.end(),
                                         [](const Step& a, const Step& b) { return a.usd_per_day < b.usd_per_day; });
    const double baseline = sweep.points[0].outcomes[k].baseline_usd;
    if (most.usd < kJumpShare * baseline || most.usd_per_day < kJumpTimes * median) return "";
    return fmt::format("    The loss jumps by {} million {} between {} and {}: {} is the last date before it.\n",
                       millions(most.usd), sweep.currency, words_at(sweep, most.point - 1), words_at(sweep, most.point),
                       words_at(sweep, most.point - 1));
}

/// The dates from which on it does not recover by the end.
std::string return_sentence(const Sweep& sweep, std::size_t k) {
    const auto down = [&](std::size_t p) { return sweep.points[p].outcomes[k].never_recovers(); };
    std::size_t first = sweep.points.size();
    while (first > 0 && down(first - 1))
        --first;
    if (first == sweep.points.size()) return "";
    const SweepOutcome& outcome = sweep.points[0].outcomes[k];
    const std::string end = format_date_long(sweep.end);
    if (first == 0)
        return fmt::format("    {} has not recovered when the calendar ends on {}, whichever the date.\n",
                           printable(outcome.name), end);
    return fmt::format(
        "    The point of no return is {}: from then on {} has not recovered when the calendar ends on {}; "
        "at {} it has.\n",
        words_at(sweep, first), printable(outcome.name), end, words_at(sweep, first - 1));
}

}  // namespace

std::string delay_sentences(const Sweep& sweep, std::size_t k) {
    if (sweep.axes.size() != 1 || !sweep.axes[0].of_dates || sweep.points.size() < 2) return "";
    const std::vector<Step> steps = steps_of(sweep, k);
    if (steps.empty()) return "";
    return cost_sentence(sweep, k, steps) + jump_sentence(sweep, k, steps) + return_sentence(sweep, k);
}

}  // namespace chokepoint::report
