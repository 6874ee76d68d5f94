#include <doctest/doctest.h>

#include <chokepoint/base/number.hpp>
#include <cmath>
#include <limits>

using namespace chokepoint;

TEST_CASE("plain decimal numbers are read") {
    CHECK(parse_number("1") == 1.0);
    CHECK(parse_number("-2.5") == -2.5);
    CHECK(parse_number("2.3e9") == 2.3e9);
    CHECK(parse_number("1E-3") == 1e-3);
    CHECK(parse_number("1e+3") == 1000.0);
    CHECK(parse_number("0.1") == 0.1);
    CHECK(parse_number(".5") == 0.5);
    CHECK(parse_number("5.") == 5.0);
    CHECK(parse_number("0") == 0.0);
    CHECK(parse_number("-0.0") == 0.0);
    CHECK(parse_number("0e999") == 0.0);
    CHECK(parse_number("1.7976931348623157e308") == std::numeric_limits<double>::max());
    CHECK(parse_number("123456789012345678901234567890") == 123456789012345678901234567890.0);
}

TEST_CASE("misleading text and values that do not fit a double are rejected") {
    for (const auto* text :
         {"",     "-",      ".",     "-.",       "e5",    "1e",    "1e+", "nan",   "NaN",    ".nan",
          "inf",  "-inf",   ".inf",  "infinity", "0x1F",  "0x1p3", "+5",  "010",   "-007",   "00",
          "00.5", "1,000",  "1 000", "1_000",    " 1",    "1 ",    "1\n", "1e400", "-1e400", "1e-400",
          "5%",   "5 days", "1.2.3", "--1",      "1e5.5", "abc",   "12a"}) {
        CHECK_MESSAGE(!parse_number(text), text);
    }
}

TEST_CASE("integers follow the same rules") {
    CHECK(parse_integer("0") == 0);
    CHECK(parse_integer("-12") == -12);
    CHECK(parse_integer("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
    CHECK(parse_integer("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
    for (const auto* text :
         {"", "-", "1.0", "1.", "1e3", "010", "+1", "9223372036854775808", " 1", "1 ", "0x10", "1,000"}) {
        CHECK_MESSAGE(!parse_integer(text), text);
    }
}

TEST_CASE("a rejected number comes with a hint on how to write it") {
    CHECK(number_hint("010") == "write 10, without leading zeros");
    CHECK(number_hint("-007") == "write -7, without leading zeros");
    CHECK(number_hint("+5") == "write 5, without '+'");
    CHECK(number_hint(".nan") == "only finite numbers are allowed");
    CHECK(number_hint("-Inf") == "only finite numbers are allowed");
    CHECK(number_hint("0x1F") == "write it in decimal: 31");
    CHECK(number_hint("1,000") == "write 1000, without separators");
    CHECK(number_hint("1,000,000.5") == "write 1000000.5, without separators");
    CHECK(number_hint("1 000") == "write 1000, without separators");
    CHECK(number_hint("1_000") == "write 1000, without separators");
    CHECK(number_hint("2,5") == "write 2.5, with a decimal point");
    CHECK(number_hint("5%") == "write a share of one: 0.05");
    CHECK(number_hint("24 months") == "write the number alone: 24");
    CHECK(number_hint("1e999") == "the number is too large or too small for double precision");
    CHECK(number_hint("many") == "write a plain decimal number such as 1500, 0.25 or 2.3e9");
    CHECK(number_hint("2018-04-16") == "write a plain decimal number such as 1500, 0.25 or 2.3e9");
    CHECK(number_hint(std::string(100000, '1')) == "write a plain decimal number such as 1500, 0.25 or 2.3e9");
}

TEST_CASE("numbers are written with the fewest digits that read back as the same value") {
    CHECK(format_number(0.1) == "0.1");
    CHECK(format_number(1e6) == "1000000");
    CHECK(format_number(2.3e9) == "2300000000");
    CHECK(format_number(-0.25) == "-0.25");
    CHECK(format_number(1e-5) == "0.00001");
    CHECK(format_number(9.9e-6) == "9.9e-06");
    CHECK(format_number(1e15) == "1e+15");
    CHECK(format_number(1.0 / 3.0) == "0.3333333333333333");
    CHECK(format_number(0.0) == "0");
    CHECK(format_number(-0.0) == "0");
    CHECK(format_number(std::numeric_limits<double>::quiet_NaN()) == "NA");
    CHECK(format_number(std::numeric_limits<double>::infinity()) == "inf");
    CHECK(format_number(-std::numeric_limits<double>::infinity()) == "-inf");
    for (const double value : {std::numeric_limits<double>::max(), std::numeric_limits<double>::denorm_min(),
                               123456.789, 5e-324, 1.0 / 7.0, 999999999999999.9, -1e-5}) {
        CHECK(parse_number(format_number(value)) == value);
    }
}
