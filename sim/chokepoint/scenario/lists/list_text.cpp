#include <algorithm>
#include <array>
#include <chokepoint/base/text/country.hpp>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/scenario/lists/list_text.hpp>

namespace chokepoint::scenario {

namespace {

constexpr std::size_t kMostListBytes = std::size_t{2} << 30;

std::string utf8_of_latin1(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 16);
    for (const char c : bytes) {
        const auto code = static_cast<unsigned char>(c);
        if (code < 0x80) {
            text += c;
        } else {
            text += static_cast<char>(0xC0U | (code >> 6U));
            text += static_cast<char>(0x80U | (code & 0x3FU));
        }
    }
    return text;
}

/// Whether a text with a comma that is also one country in trade statistics ("France, Monaco") lists two countries.
/// "Hong Kong, China" does not.
bool is_pair_of_countries(std::string_view text) {
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos) return false;
    const std::string_view first = country_code(text.substr(0, comma));
    const std::string_view second = country_code(text.substr(comma + 1));
    return !first.empty() && !second.empty() && first != second && second != "CN";
}

/// The countries of a text in which commas part them.
void split_at_commas(std::string_view text, std::vector<std::string>& countries) {
    while (!trimmed(text).empty()) {
        std::size_t end = text.size();
        while (end != std::string_view::npos &&
               (country_code(text.substr(0, end)).empty() || is_pair_of_countries(text.substr(0, end))))
            end = end == 0 ? std::string_view::npos : text.rfind(',', end - 1);
        if (end == std::string_view::npos) end = std::min(text.find(','), text.size());
        add_once(countries, trimmed(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

/// The number of a month's English name or of its first three letters; 0 for other texts.
int month_of(std::string_view name) {
    constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                          "may",       "june",     "july",     "august",
                                                          "september", "october",  "november", "december"};
    const std::string lower = lower_case(name);
    for (std::size_t k = 0; k < kMonths.size(); ++k) {
        if (lower == kMonths[k] || lower == kMonths[k].substr(0, 3)) return static_cast<int>(k) + 1;
    }
    return 0;
}

std::optional<Date> day_of(std::string_view year, int month, int day) {
    if (year.size() != 4 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    const std::string two = std::to_string(100 + month).substr(1) + "-" + std::to_string(100 + day).substr(1);
    return parse_date(std::string(year) + "-" + two);
}

/// 2018 or 2018-04, of which the last day counts if `end`.
std::optional<Date> parse_partial_date(std::string_view text, bool end) {
    const bool is_year = text.size() == 4;
    const auto first = parse_date(std::string(text) + (is_year ? "-01-01" : "-01"));
    if (!first || !end) return first;
    return add(*first, {.months = is_year ? 12 : 1}) - std::chrono::days(1);
}

/// A number of one or two digits; 0 for other texts.
int small_number(std::string_view text) {
    if (text.empty() || text.size() > 2) return 0;
    int number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return 0;
        number = 10 * number + (c - '0');
    }
    return number;
}

}  // namespace

ListText::ListText(const std::filesystem::path& path) : file_(path, kMostListBytes), text_(file_.text()) {
    while (text_.ends_with('\x1A'))
        text_.remove_suffix(1);
    if (find_invalid_utf8(text_) != std::string_view::npos) converted_ = utf8_of_latin1(text_);
}

std::optional<Date> parse_list_date(std::string_view written, DateOrder order, bool end) {
    std::string_view text = trimmed(written);
    text = text.substr(0, text.find('T'));
    if (text.size() > 10 && text[4] == '-' && text[10] == ' ') text = text.substr(0, 10);
    if (const auto date = parse_date(text)) return date;
    if (text.size() == 4 || text.size() == 7) {
        if (const auto date = parse_partial_date(text, end)) return date;
    }
    const std::size_t first = text.find_first_of("/- .");
    const std::size_t second = first == std::string_view::npos ? first : text.find(text[first], first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    const std::string_view one = text.substr(0, first);
    const std::string_view two = text.substr(first + 1, second - first - 1);
    const std::string_view year = text.substr(second + 1);
    if (const int month = month_of(two)) return day_of(year, month, small_number(one));
    const bool month_first = order == DateOrder::month_first;
    return day_of(year, small_number(month_first ? one : two), small_number(month_first ? two : one));
}

std::vector<std::string> split_list(std::string_view text, std::string_view separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        add_once(parts, trimmed(text.substr(0, end)));
        text.remove_prefix(std::min(end + separator.size(), text.size()));
    }
    return parts;
}

void add_once(std::vector<std::string>& list, std::string_view text) {
    if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end()) list.emplace_back(text);
}

void add_known_country(std::vector<std::string>& countries, std::string_view text) {
    std::string_view country = trimmed(text);
    if (country.size() > 2 && country[2] == '-') country = country.substr(0, 2);
    const std::string_view code = country_code(country);
    const auto is_same = [&](const std::string& known) { return country_code(known) == code; };
    if (!code.empty() && std::none_of(countries.begin(), countries.end(), is_same)) countries.emplace_back(code);
}

std::vector<std::string> split_countries(std::string_view field) {
    std::vector<std::string> countries;
    while (!field.empty()) {
        const std::size_t end = std::min(field.find_first_of(";|\n"), field.size());
        split_at_commas(field.substr(0, end), countries);
        field.remove_prefix(std::min(end + 1, field.size()));
    }
    return countries;
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

}  // namespace chokepoint::scenario
