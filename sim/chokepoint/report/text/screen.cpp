#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <cmath>
#include <vector>

namespace chokepoint::report {

namespace {

using ScreenRow = std::vector<std::string>;

ScreenRow split_row(std::string_view line) {
    ScreenRow row;
    for (std::size_t begin = 0; begin <= line.size();) {
        const std::size_t end = std::min(line.find(kColumn, begin), line.size());
        row.emplace_back(line.substr(begin, end - begin));
        begin = end + 1;
    }
    return row;
}

std::vector<std::size_t> widths_of(const std::vector<ScreenRow>& rows) {
    std::vector<std::size_t> widths;
    for (const ScreenRow& row : rows) {
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (std::size_t c = 0; c < row.size(); ++c)
            widths[c] = std::max(widths[c], columns_of(row[c]));
    }
    return widths;
}

std::string in_blocks(const std::vector<ScreenRow>& rows, std::size_t width) {
    const std::vector<std::size_t> widths = widths_of(rows);
    const std::size_t widest = *std::max_element(widths.begin() + 1, widths.end());
    const std::size_t label = std::min(widths[0], width > widest ? width - widest : 1);
    std::string text;
    for (std::size_t first = 1, last = 1; first < widths.size(); first = last) {
        std::size_t used = label;
        while (last < widths.size() && (last == first || used + widths[last] <= width))
            used += widths[last++];
        for (const ScreenRow& row : rows) {
            std::string line = fitted(row[0].substr(0, row[0].find_last_not_of(' ') + 1), label);
            for (std::size_t c = first; c < std::min(last, row.size()); ++c)
                line += row[c];
            text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
        }
    }
    return text;
}

}  // namespace

std::string millions(double usd) {
    const double value = usd / 1e6;
    std::string digits = fmt::format("{:.{}f}", std::abs(value), std::abs(value) < 9999.95 ? 1 : 0);
    if (digits == "0.0") return digits;
    const std::size_t point = std::min(digits.find('.'), digits.size());
    for (std::size_t k = point; k > 3; k -= 3)
        digits.insert(k - 3, ",");
    return (value < 0.0 ? "-" : "") + digits;
}

std::string money(double amount, std::string_view currency) {
    if (std::abs(amount) >= 9.995e8) return fmt::format("{:.1f} billion {}", amount / 1e9, currency);
    return fmt::format("{:.{}f} million {}", amount / 1e6, std::abs(amount) >= 9.95e7 ? 0 : 1, currency);
}

double amount_as_shown(double usd, double whole) {
    constexpr double kLeastShare = 1e-3;  // what per_cent() shows
    const double step = std::abs(usd) < 9999.95e6 ? 1e5 : 1e6;
    return 0.5 * step <= 0.5 * kLeastShare * whole ? step * std::round(usd / step) : usd;
}

std::string per_cent(double part, double whole) {
    if (whole <= 0.0) return "-";
    part = amount_as_shown(part, whole);
    const std::string text = fmt::format("{:.1f} %", 100.0 * part / whole);
    return text == "-0.0 %" ? "0.0 %" : text;
}

std::string below_per_cent(double low, double high, double whole) {
    if (whole <= 0.0) return "-";
    const double most = 100.0 * std::max(std::abs(low), std::abs(high)) / whole;
    return fmt::format("{}<{:.1f} %", high < 0.0 ? "-" : "", std::max(0.1, std::ceil(10.0 * most) / 10.0));
}

std::size_t columns_of(std::string_view text) {
    const std::size_t most = 2 * text.size();
    const std::size_t padded = fmt::formatted_size("{:<{}}", text, most);  // fmt counts columns when it pads
    return most - (padded - text.size());
}

std::string name_within(std::string_view raw, std::size_t most) {
    const std::string name = printable(raw);
    if (columns_of(name) <= most) return name;
    if (most == 0) return "";
    std::size_t characters = most - 1;
    while (columns_of(leading_characters(name, characters)) > most - 1)
        --characters;
    return std::string(leading_characters(name, characters)) + '~';
}

std::string fitted(std::string_view raw, std::size_t width) {
    const std::string name = name_within(raw, width);
    return name + std::string(width - columns_of(name), ' ');
}

std::string aligned(const std::vector<std::vector<std::string>>& rows, std::size_t most_name) {
    const std::vector<std::size_t> widths = widths_of(rows);
    std::string text;
    for (const ScreenRow& row : rows) {
        text += fitted(row[0], std::min(widths[0], most_name));
        for (std::size_t c = 1; c < row.size(); ++c)
            text += fmt::format("{}{}{}", kColumn, std::string(1 + widths[c] - columns_of(row[c]), ' '), row[c]);
        text += "\n";
    }
    return text;
}

std::string tables_within(std::string_view text, std::size_t width) {
    std::string out;
    std::vector<ScreenRow> rows;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = text.substr(begin, end - begin);
        begin = end + 1;
        if (line.find(kColumn) != std::string_view::npos) {
            rows.push_back(split_row(line));
            continue;
        }
        if (!rows.empty()) out += in_blocks(rows, width);
        rows.clear();
        out += line;
        if (end < text.size()) out += '\n';
    }
    return rows.empty() ? out : out + in_blocks(rows, width);
}

}  // namespace chokepoint::report
