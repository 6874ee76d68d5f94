#include <fmt/format.h>

#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/text/delay_text.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <cmath>

namespace chokepoint::report {

namespace {

std::string date_words(const study::Sweep& sweep, std::size_t point) {
    return format_date_long(study::date_at(sweep, point));
}

/// `2 June 2018 to 8 June 2018`
std::string step_words(const study::Sweep& sweep, const study::DelayStep& step) {
    return fmt::format("{} to {}", date_words(sweep, step.point - 1), date_words(sweep, step.point));
}

/// The window over which losses are counted: `in 2018`, or `from 1 January 2018 to 15 April 2025`.
std::string window_words(const study::Sweep& sweep) {
    if (sweep.period.label != "total") return "in " + sweep.period.label;
    const auto date = [&](int day) { return format_date_long(sweep.start + std::chrono::days(day)); };
    return fmt::format("from {} to {}", date(sweep.period.first_day), date(sweep.period.last_day));
}

/// Three digits where a company loses little in a day.
std::string rate_text(double usd_per_day) {
    const double size = std::abs(usd_per_day) / 1e6;
    return size >= 10.0 ? millions(usd_per_day) : fmt::format("{:.{}f}", usd_per_day / 1e6, size >= 1.0 ? 2 : 3);
}

std::string cost_sentence(const study::Sweep& sweep, const study::SweepOutcome& outcome, const study::DelayCost& cost) {
    if (cost.is_constant) return fmt::format("{}: the loss is the same at every date.\n", printable(outcome.arm_label));
    std::string text = fmt::format(
        "{}: a day of delay costs {} {} million {} of its revenue {} on average,\n    for dates from {} to {}",
        printable(outcome.arm_label), printable(outcome.name), rate_text(cost.usd_per_day), sweep.currency,
        window_words(sweep), date_words(sweep, 0), date_words(sweep, sweep.points.size() - 1));
    if (cost.steps > 1)
        text +=
            fmt::format(";\n    least {} ({}), most {} ({})", rate_text(cost.least.usd_per_day),
                        step_words(sweep, cost.least), rate_text(cost.most.usd_per_day), step_words(sweep, cost.most));
    return text + ".\n";
}

std::string jump_sentence(const study::Sweep& sweep, const study::DelayCost& cost) {
    if (!cost.jumps) return "";
    const std::string before = date_words(sweep, cost.most.point - 1);
    return fmt::format("    The loss jumps by {} million {} between {} and {}: {} is the last date before it.\n",
                       millions(cost.most.usd), sweep.currency, before, date_words(sweep, cost.most.point), before);
}

std::string return_sentence(const study::Sweep& sweep, const study::SweepOutcome& outcome, std::size_t point) {
    if (point == sweep.points.size()) return "";
    const std::string end = format_date_long(sweep.end);
    if (point == 0)
        return fmt::format("    {} has not recovered when the calendar ends on {}, whichever the date.\n",
                           printable(outcome.name), end);
    return fmt::format(
        "    The point of no return is {}: from then on {} has not recovered when the calendar ends on {}; "
        "at {} it has.\n",
        date_words(sweep, point), printable(outcome.name), end, date_words(sweep, point - 1));
}

}  // namespace

std::string delay_sentences(const study::Sweep& sweep, std::size_t k) {
    const auto cost = study::delay_cost(sweep, k);
    if (!cost) return "";
    const study::SweepOutcome& outcome = sweep.points[0].outcomes[k];
    return cost_sentence(sweep, outcome, *cost) + jump_sentence(sweep, *cost) +
           return_sentence(sweep, outcome, cost->point_of_no_return);
}

}  // namespace chokepoint::report
