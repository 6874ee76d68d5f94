#include <doctest/doctest.h>

#include <chokepoint/base/date.hpp>

using namespace chokepoint;
using namespace std::chrono_literals;

namespace {

Date day_date(std::string_view text) {
    const auto date = parse_date(text);
    REQUIRE_MESSAGE(date.has_value(), text);
    return *date;
}

}  // namespace

TEST_CASE("a date is an existing ISO 8601 day") {
    CHECK(parse_date("2018-04-16") == Date{2018y / 4 / 16});
    CHECK(parse_date("1900-01-01") == Date{1900y / 1 / 1});
    CHECK(parse_date("2199-12-31") == Date{2199y / 12 / 31});
    CHECK(parse_date("2000-02-29") == Date{2000y / 2 / 29});
}

TEST_CASE("nonexistent days and other formats are rejected") {
    for (const auto* text :
         {"2018-02-30",  "2018-02-29",       "1900-02-29", "2018-13-01", "2018-00-01", "2018-01-00", "2018-04-31",
          "1899-12-31",  "2200-01-01",       "2018-4-16",  "16.04.2018", "2018/04/16", "20180416",   "2018-04-16 ",
          " 2018-04-16", "2018-04-16T00:00", "-018-04-16", "2018-+4-16", "2018-04--1", "",           "today"}) {
        CHECK_MESSAGE(!parse_date(text), text);
    }
}

TEST_CASE("a duration is a positive number and a unit") {
    CHECK(parse_duration("7 years") == Duration{.months = 84});
    CHECK(parse_duration("1 year") == Duration{.months = 12});
    CHECK(parse_duration("3 months") == Duration{.months = 3});
    CHECK(parse_duration("2 weeks") == Duration{.days = 14});
    CHECK(parse_duration("30 days") == Duration{.days = 30});
    CHECK(parse_duration("10000 days") == Duration{.days = 10000});
}

TEST_CASE("other text is not a duration") {
    for (const auto* text : {"7",
                             "years",
                             "7years",
                             "7  years",
                             "7 years ",
                             " 7 years",
                             "-7 years",
                             "+7 years",
                             "0 days",
                             "07 days",
                             "1.5 years",
                             "10001 days",
                             "99999999999 days",
                             "7 decades",
                             "7 yearss",
                             "7 Years",
                             "7 s",
                             "7 ",
                             " ",
                             ""}) {
        CHECK_MESSAGE(!parse_duration(text), text);
    }
}

TEST_CASE("adding months keeps the day or uses the last day of the month") {
    CHECK(format_date(add(day_date("2018-01-31"), {.months = 1})) == "2018-02-28");
    CHECK(format_date(add(day_date("2016-01-31"), {.months = 1})) == "2016-02-29");
    CHECK(format_date(add(day_date("2016-02-29"), {.months = 12})) == "2017-02-28");
    CHECK(format_date(add(day_date("2018-04-16"), {.months = 84})) == "2025-04-16");
    CHECK(format_date(add(day_date("2018-11-30"), {.months = 3})) == "2019-02-28");
}

TEST_CASE("adding days crosses months and years") {
    CHECK(format_date(add(day_date("2018-12-31"), {.days = 1})) == "2019-01-01");
    CHECK(format_date(add(day_date("2018-12-31"), {.months = 2, .days = 1})) == "2019-03-01");
    CHECK(format_date(add(day_date("2199-12-31"), {.months = 120000})) == "12199-12-31");
}

TEST_CASE("dates are formatted for people and as periods") {
    CHECK(format_date_long(day_date("2018-05-09")) == "9 May 2018");
    CHECK(format_date_long(day_date("2018-12-31")) == "31 December 2018");
    CHECK(quarter_label(day_date("2018-03-31")) == "2018-Q1");
    CHECK(quarter_label(day_date("2018-04-01")) == "2018-Q2");
    CHECK(quarter_label(day_date("2018-12-31")) == "2018-Q4");
    CHECK(year_label(day_date("2018-12-31")) == "2018");
    CHECK(days_between(day_date("2018-04-16"), day_date("2018-07-13")) == 88);
    CHECK(days_between(day_date("2018-07-13"), day_date("2018-04-16")) == -88);
}
