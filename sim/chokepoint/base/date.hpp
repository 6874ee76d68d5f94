#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chokepoint {

/// A day of the proleptic Gregorian calendar.
using Date = std::chrono::sys_days;

/// A calendar duration as scenarios write it: `7 years`, `3 months`, `2 weeks`, `30 days`.
struct Duration {
    int months = 0;
    int days = 0;

    bool operator==(const Duration&) const = default;
};

/// Parses an existing day in ISO 8601 form `YYYY-MM-DD`, from 1900 to 2199.
std::optional<Date> parse_date(std::string_view text);

/// Parses `N year(s)|month(s)|week(s)|day(s)`, where N is an integer from 1 to 10000.
std::optional<Duration> parse_duration(std::string_view text);

/// The day `duration` after `start`, or the last day of a shorter month: 31 Jan + 1 month = 28 Feb.
Date add(Date start, Duration duration);

/// `YYYY-MM-DD`.
std::string format_date(Date date);

/// `9 May 2018`.
std::string format_date_long(Date date);

/// The month of `date` as `2018-05`, the quarter as `2018-Q2`, or the year as `2018`.
std::string month_label(Date date);
std::string quarter_label(Date date);
std::string year_label(Date date);

/// The number of days from `from` to `to`, negative if `to` is earlier.
inline int days_between(Date from, Date to) {
    return static_cast<int>((to - from).count());
}

}  // namespace chokepoint
