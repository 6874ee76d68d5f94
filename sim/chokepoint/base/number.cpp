#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chokepoint/base/number.hpp>
#include <cmath>
#include <cstddef>
#include <iterator>

namespace chokepoint {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::size_t digits_at(std::string_view text, std::size_t from) {
    std::size_t end = from;
    while (end < text.size() && is_digit(text[end])) {
        ++end;
    }
    return end - from;
}

/// Digits with an optional point and exponent and no leading zeros; excludes misleading forms that from_chars accepts.
bool has_decimal_shape(std::string_view text) {
    std::size_t i = text.starts_with('-') ? 1 : 0;
    const std::size_t whole = digits_at(text, i);
    if (whole > 1 && text[i] == '0') return false;
    i += whole;
    std::size_t fraction = 0;
    if (i < text.size() && text[i] == '.') {
        fraction = digits_at(text, i + 1);
        i += 1 + fraction;
    }
    if (whole + fraction == 0) return false;
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
        const std::size_t exponent = digits_at(text, i);
        if (exponent == 0) return false;
        i += exponent;
    }
    return i == text.size();
}

/// Fast path for an unsigned whole number of up to 15 digits, as most table values are. It fits exactly in a double.
std::optional<double> parse_decimal_digits(std::string_view text) {
    if (text.empty() || text.size() > 15 || (text.size() > 1 && text[0] == '0')) return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : text) {
        if (!is_digit(c)) return std::nullopt;
        value = 10 * value + static_cast<std::uint64_t>(c - '0');
    }
    return static_cast<double>(value);
}

bool has_nonzero_digit(std::string_view text) {
    const auto mantissa = text.substr(0, text.find_first_of("eE"));
    return mantissa.find_first_of("123456789") != std::string_view::npos;
}

std::optional<double> parse_decimal(std::string_view text) {
    if (!has_decimal_shape(text)) return std::nullopt;
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    if (value == 0.0 && has_nonzero_digit(text)) return std::nullopt;
    return value;
}

std::string lower_case(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

std::string without(std::string_view text, std::string_view unwanted) {
    std::string out;
    std::copy_if(text.begin(), text.end(), std::back_inserter(out),
                 [&](char c) { return unwanted.find(c) == std::string_view::npos; });
    return out;
}

/// `0x1F` in decimal, or "".
std::string hexadecimal_as_decimal(std::string_view text) {
    if (!text.starts_with("0x") && !text.starts_with("0X")) return {};
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data() + 2, text.data() + text.size(), value, 16);
    return error == std::errc{} && end == text.data() + text.size() ? std::to_string(value) : std::string{};
}

/// `+5` without the sign or `010` without the leading zeros, or "".
std::string without_sign_and_zeros(std::string_view text) {
    const bool negative = text.starts_with('-');
    const bool positive = text.starts_with('+');
    auto digits = text.substr(negative || positive ? 1 : 0);
    const bool padded = digits.size() > 1 && digits[0] == '0' && is_digit(digits[1]);
    while (digits.size() > 1 && digits[0] == '0' && is_digit(digits[1])) {
        digits.remove_prefix(1);
    }
    if ((!positive && !padded) || digits.starts_with('-')) return {};
    const auto plain = fmt::format("{}{}", negative ? "-" : "", digits);
    if (!parse_number(plain)) return {};
    return plain + (padded ? ", without leading zeros" : ", without '+'");
}

/// `1,000` or `1 000` as `1000`, or `2,5` with a decimal point, or "".
std::string without_separators(std::string_view text) {
    const auto separator = text.find_first_of(", _'");
    if (separator == std::string_view::npos) return {};
    const auto joined = without(text, text.substr(separator, 1));
    if (!parse_number(joined)) return {};
    if (digits_at(text, separator + 1) == 3) return joined + ", without separators";
    auto pointed = std::string(text);
    pointed[separator] = '.';
    return text[separator] == ',' && parse_number(pointed) ? pointed + ", with a decimal point" : std::string{};
}

/// The longest number at the start of `text`, or "".
std::string_view leading_number(std::string_view text) {
    for (std::size_t size = text.size(); size > 0; --size) {
        if (parse_number(text.substr(0, size))) return text.substr(0, size);
    }
    return {};
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
    const auto whole = parse_decimal_digits(text);
    return whole ? whole : parse_decimal(text);
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
    if (text.find_first_of(".eE") != std::string_view::npos || !has_decimal_shape(text)) return std::nullopt;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string number_hint(std::string_view text) {
    constexpr std::size_t kLongest = 40;
    constexpr std::string_view kPlain = "write a plain decimal number such as 1500, 0.25 or 2.3e9";
    if (text.size() > kLongest) return std::string(kPlain);
    const auto word = lower_case(without(text, "+-."));
    if (word == "nan" || word == "inf" || word == "infinity") return "only finite numbers are allowed";
    if (has_decimal_shape(text)) return "the number is too large or too small for double precision";
    if (const auto decimal = hexadecimal_as_decimal(text); !decimal.empty()) return "write it in decimal: " + decimal;
    if (const auto plain = without_sign_and_zeros(text); !plain.empty()) return "write " + plain;
    if (const auto plain = without_separators(text); !plain.empty()) return "write " + plain;
    const auto number = leading_number(text);
    const auto rest = text.substr(number.size());
    if (rest == "%") return "write a share of one: " + format_number(*parse_number(number) / 100.0);
    if (number.empty() || rest.empty()) return std::string(kPlain);
    return is_letter(rest.front()) || rest.front() == ' ' ? "write the number alone: " + std::string(number)
                                                          : std::string(kPlain);
}

void append_number(std::string& text, double value) {
    if (value == 0.0) {
        text += '0';
        return;
    }
    if (!std::isfinite(value)) {
        text += std::isnan(value) ? "NA" : value > 0 ? "inf" : "-inf";
        return;
    }
    const double size = std::fabs(value);
    const auto format = size >= 1e-5 && size < 1e15 ? std::chars_format::fixed : std::chars_format::scientific;
    std::array<char, 64> buffer;
    text.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format).ptr);
}

std::string format_number(double value) {
    std::string text;
    append_number(text, value);
    return text;
}

}  // namespace chokepoint
