#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <cli/options/options.hpp>
#include <cli/options/vary_option.hpp>
#include <cli/terminal/split.hpp>
#include <cmath>

namespace chokepoint::cli {

namespace {

[[noreturn]] void refuse(Fault fault, const std::string& text, const std::string& reason, std::string hint) {
    throw UsageError(fault, fmt::format("'--vary {}': {}", text, reason), std::move(hint));
}

/// The number of steps from `begin` to `end`, which are numbers or days.
std::size_t count_steps(const std::string& text, double begin, double end, double step) {
    if (step == 0.0) refuse(Fault::invalid_value, text, "the step is 0", "give the distance between two points");
    const double steps = (end - begin) / step;
    if (steps < 0.0)
        refuse(Fault::invalid_value, text, "the step leads away from the end",
               "change its sign, or swap the ends of the range");
    // A step such as 0.1 is not an exact double, so an end that is a billionth of a step away counts as reached.
    const double whole = std::floor(steps + 1e-9);
    if (whole < 1.0)
        refuse(Fault::invalid_value, text, "the step does not reach a second value", "make it smaller than the range");
    if (whole >= static_cast<double>(kMaxPoints))
        refuse(Fault::too_large, text, fmt::format("more than {} points", kMaxPoints), "make the step larger");
    return static_cast<std::size_t>(whole);
}

void add_dates(study::SweepAxis& axis, const std::string& text, Date begin, Date end, const std::string& step) {
    const auto days = parse_integer(step);
    if (!days || std::abs(*days) > 1000000)
        refuse(Fault::bad_number, text, fmt::format("the step '{}' is not a whole number of days", step),
               "for example 7 for a week");
    const std::size_t steps = count_steps(text, 0.0, days_between(begin, end), static_cast<double>(*days));
    for (std::size_t k = 0; k <= steps; ++k)
        axis.values.push_back(format_date(begin + std::chrono::days(*days * static_cast<std::int64_t>(k))));
    axis.of_dates = true;
}

void add_range(study::SweepAxis& axis, const std::string& text, const std::vector<std::string>& parts) {
    const auto first_day = parse_date(parts[0]);
    const auto last_day = parse_date(parts[1]);
    if (first_day && last_day) return add_dates(axis, text, *first_day, *last_day, parts[2]);
    const char* const hint = "a range is FROM:TO:STEP, such as 10:60:10 or 2018-05-15:2018-08-15:7";
    for (const std::string& part : parts) {
        if (!parse_number(part) && !parse_date(part))
            refuse(Fault::bad_number, text, fmt::format("'{}' is neither a number nor a date", part), hint);
    }
    for (const std::string& part : parts) {
        if (!parse_number(part))
            refuse(Fault::bad_number, text, "a range has three numbers, or two dates and a number of days", hint);
    }
    const double begin = *parse_number(parts[0]);
    const double step = *parse_number(parts[2]);
    const std::size_t steps = count_steps(text, begin, *parse_number(parts[1]), step);
    // Twelve digits drop the error of binary fractions: the third value of 0:1:0.1 is 0.2.
    for (std::size_t k = 0; k <= steps; ++k)
        axis.values.push_back(fmt::format("{:.12g}", begin + step * static_cast<double>(k)));
}

study::SweepAxis parse_axis(const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        refuse(Fault::bad_syntax, text, "not of the form KEY=FROM:TO:STEP",
               "for example --vary actions.lift.on=2018-05-15:2018-08-15:7 or --vary dynamics.stock_days=20,40,60");
    study::SweepAxis axis;
    axis.key = text.substr(0, equals);
    const std::string values = text.substr(equals + 1);
    const std::vector<std::string> parts = split(values, ':');
    const std::vector<std::string> list = split(values, ',');
    if (list.size() == 1 && parts.size() == 3) {
        add_range(axis, text, parts);
        return axis;
    }
    if (list.size() == 1)
        refuse(Fault::bad_syntax, text, "neither a range nor a list",
               "a range is FROM:TO:STEP, such as 10:60:10; a list is a,b,c");
    for (const std::string& value : list) {
        if (value.empty()) refuse(Fault::empty, text, "a value of the list is missing", "for example 20,40,60");
        if (std::count(list.begin(), list.end(), value) > 1)
            refuse(Fault::duplicate, text, fmt::format("'{}' is in the list twice", value), "remove one of them");
    }
    axis.values = list;
    axis.of_dates =
        std::all_of(list.begin(), list.end(), [](const std::string& value) { return parse_date(value).has_value(); });
    return axis;
}

}  // namespace

std::vector<study::SweepAxis> parse_vary(const std::vector<std::string>& texts) {
    if (texts.empty())
        throw UsageError(Fault::missing_key, "'sweep' needs '--vary'",
                         "for example --vary actions.lift.on=2018-05-15:2018-08-15:7");
    if (texts.size() > 2)
        throw UsageError(Fault::unsupported, fmt::format("'--vary' is given {} times", texts.size()),
                         "vary one quantity, or two as a grid");
    std::vector<study::SweepAxis> axes;
    for (const std::string& text : texts)
        axes.push_back(parse_axis(text));
    if (axes.size() == 2 && axes[0].key == axes[1].key)
        refuse(Fault::duplicate, texts[1], "the key is varied twice", "vary it once, or vary another key as well");
    if (const std::size_t points = study::sweep_points(axes); points > kMaxPoints)
        throw UsageError(Fault::too_large, fmt::format("{} points are more than {}", points, kMaxPoints),
                         "make the steps larger, or vary one quantity at a time");
    return axes;
}

}  // namespace chokepoint::cli
