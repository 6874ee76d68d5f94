#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chokepoint/base/date.hpp>

namespace chokepoint {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2199;
constexpr int kLongestCount = 10000;
constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

/// Parses digits only, without a sign.
std::optional<int> parse_digits(std::string_view text) {
    int value = 0;
    if (text.empty() || text.front() == '-') return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::chrono::year_month_day civil(Date date) {
    return std::chrono::year_month_day{date};
}

unsigned month_of(Date date) {
    return static_cast<unsigned>(civil(date).month());
}

unsigned day_of(Date date) {
    return static_cast<unsigned>(civil(date).day());
}

int year_of(Date date) {
    return static_cast<int>(civil(date).year());
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = parse_digits(text.substr(0, 4));
    const auto month = parse_digits(text.substr(5, 2));
    const auto day = parse_digits(text.substr(8, 2));
    if (!year || !month || !day || *year < kFirstYear || *year > kLastYear) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    return Date{date};
}

std::optional<Duration> parse_duration(std::string_view text) {
    const auto space = text.find(' ');
    if (space == std::string_view::npos || text.front() == '0') return std::nullopt;
    const auto count = parse_digits(text.substr(0, space));
    if (!count || *count > kLongestCount) return std::nullopt;
    auto unit = text.substr(space + 1);
    if (unit.ends_with('s')) unit.remove_suffix(1);
    if (unit == "year") return Duration{.months = 12 * *count};
    if (unit == "month") return Duration{.months = *count};
    if (unit == "week") return Duration{.days = 7 * *count};
    if (unit == "day") return Duration{.days = *count};
    return std::nullopt;
}

Date add(Date start, Duration duration) {
    const auto from = civil(start);
    const auto month = std::chrono::year_month{from.year(), from.month()} + std::chrono::months{duration.months};
    const auto last_day =
        std::chrono::year_month_day_last{month.year(), std::chrono::month_day_last{month.month()}}.day();
    const auto day = std::min(from.day(), last_day);
    return Date{std::chrono::year_month_day{month.year(), month.month(), day}} + std::chrono::days{duration.days};
}

std::string format_date(Date date) {
    return fmt::format("{:04}-{:02}-{:02}", year_of(date), month_of(date), day_of(date));
}

std::string format_date_long(Date date) {
    return fmt::format("{} {} {}", day_of(date), kMonths[month_of(date) - 1], year_of(date));
}

std::string month_label(Date date) {
    return format_date(date).substr(0, 7);
}

std::string quarter_label(Date date) {
    return fmt::format("{}-Q{}", year_of(date), (month_of(date) + 2) / 3);
}

std::string year_label(Date date) {
    return fmt::format("{}", year_of(date));
}

}  // namespace chokepoint
