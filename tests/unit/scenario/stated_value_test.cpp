#include <doctest/doctest.h>

#include <chokepoint/base/number.hpp>
#include <chokepoint/scenario/model/stated_value.hpp>
#include <cstdint>
#include <string>

using namespace chokepoint;

namespace {

constexpr std::uint64_t kStatedValueNumbers = 100'000;

/// A number of `digits` digits, with its point somewhere among or around them.
double number_of(std::uint64_t k, int digits) {
    std::string text;
    for (int d = 0; d < digits; ++d)
        text += static_cast<char>('0' + (k * 7919 + static_cast<std::uint64_t>(d) * d * 31 + k / 97 * d) % 10);
    text[0] = static_cast<char>('1' + k % 9);
    return *parse_number(text + "e" + std::to_string(static_cast<int>(k % 17) - 13));
}

}  // namespace

TEST_CASE("a value of at most 15 digits comes back from its flow as it was, in any unit") {
    for (const double unit : {1.0, 1e3, 1e6, 1e9}) {
        for (std::uint64_t k = 0; k < kStatedValueNumbers; ++k) {
            const double value = number_of(k, 1 + static_cast<int>(k % 15));
            if (scenario::stated_value_of_flow(value * unit / scenario::kDaysOfYear, unit) != value)
                FAIL(format_number(value));
            if (scenario::stated_value(value * unit, unit) != value) FAIL(format_number(value));
        }
    }
    CHECK(scenario::stated_value_of_flow(0.0, 1e6) == 0.0);
    CHECK(scenario::stated_value_of_flow(0.1 / scenario::kDaysOfYear, 1.0) == 0.1);
    CHECK(scenario::stated_value_of_flow(999'999'999'999'999.0 / scenario::kDaysOfYear, 1.0) == 999'999'999'999'999.0);
}

TEST_CASE("a value of more digits comes back as one that is read as the same") {
    for (const double unit : {1.0, 1e6}) {
        for (std::uint64_t k = 0; k < kStatedValueNumbers; ++k) {
            const double usd = number_of(k, 17) * unit;
            const double flow = usd / scenario::kDaysOfYear;
            if (scenario::stated_value_of_flow(flow, unit) * unit / scenario::kDaysOfYear != flow)
                FAIL(format_number(usd));
            if (scenario::stated_value(usd, unit) * unit != usd) FAIL(format_number(usd));
        }
    }
}
