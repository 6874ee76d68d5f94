#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/text/suggest.hpp>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/scenario/formats/cell_list.hpp>
#include <cmath>

namespace chokepoint::scenario {

namespace {

/// Parts a line; quotes around fields go.
void part(std::string_view line, char separator, std::vector<std::string_view>& fields) {
    fields.clear();
    if (separator == ' ') line = trimmed(line);
    while (true) {
        const bool quoted = line.starts_with('"') && line.find('"', 1) != line.npos;
        const std::size_t close = quoted ? line.find('"', 1) + 1 : 0;
        const std::size_t end = std::min(line.find(separator, close), line.size());
        fields.push_back(trimmed(quoted ? line.substr(1, close - 2) : line.substr(0, end)));
        if (end == line.size()) return;
        line.remove_prefix(end + 1);
        while (separator == ' ' && line.starts_with(' '))
            line.remove_prefix(1);
    }
}

char separator_of_line(std::string_view line) {
    char best = ',';
    for (const char candidate : {'\t', ';', ' '}) {
        if (std::count(line.begin(), line.end(), candidate) > std::count(line.begin(), line.end(), best))
            best = candidate;
    }
    // Blanks part fields only where nothing else does.
    return best == ' ' && line.find(',') != line.npos ? ',' : best;
}

bool are_numbers(std::span<const std::string> wanted) {
    return std::all_of(wanted.begin(), wanted.end(), [](const std::string& name) {
        return !name.empty() && name.size() < 6 && name.find_first_not_of("0123456789") == name.npos && name != "0";
    });
}

/// Where the wanted columns are in a line.
std::vector<std::size_t> find_places(const NamedText& text, std::span<const std::string> wanted,
                                     const std::vector<std::string_view>& header, int line) {
    std::vector<std::size_t> places;
    for (const std::string& name : wanted) {
        if (are_numbers(wanted)) {
            places.push_back(std::stoul(name) - 1);
            continue;
        }
        const auto at = std::find(header.begin(), header.end(), name);
        if (at == header.end()) {
            const std::string_view near = nearest_word(name, header);
            throw InputError(
                {Diagnostic{.place = {text.name, line, 1},
                            .message = fmt::format("there is no column {}", in_quotes(name)),
                            .hint = near.empty() ? fmt::format("the columns are {}", fmt::join(header, ", "))
                                                 : fmt::format("did you mean '{}'?", near),
                            .fault = Fault::missing_key}});
        }
        places.push_back(static_cast<std::size_t>(at - header.begin()));
    }
    return places;
}

}  // namespace

std::uint32_t CellList::number(std::map<Key, std::uint32_t, std::less<>>& known, std::vector<Label>& labels,
                               Label label) {
    const auto [at, is_new] =
        known.emplace(Key{label.account, label.country, label.code}, static_cast<std::uint32_t>(labels.size()));
    if (is_new) labels.push_back(std::move(label));
    return at->second;
}

std::uint32_t CellList::row(std::string_view country, std::string_view code, Account account, int line) {
    const std::string text = country.empty() ? std::string(code) : fmt::format("{}_{}", country, code);
    return number(rows_, table_.rows, {std::string(country), std::string(code), account, text, line});
}

std::uint32_t CellList::column(std::string_view country, std::string_view code, Account account, int line) {
    const std::string text = country.empty() ? std::string(code) : fmt::format("{}_{}", country, code);
    return number(columns_, table_.columns, {std::string(country), std::string(code), account, text, line});
}

void CellList::add(std::uint32_t row, std::uint32_t column, double value) {
    if (value == 0.0) return;
    (table_.is_flow(row, column) ? table_.flows : table_.others).add(row, column, value);
}

std::size_t CellList::finish() {
    return put_in_order(table_.flows) + put_in_order(table_.others);
}

void for_each_line(const NamedText& text, std::span<const std::string> wanted, char separator,
                   const std::function<void(std::span<const std::string_view> fields, int line)>& visit) {
    std::string_view rest = text.text;
    std::vector<std::string_view> fields, chosen(wanted.size());
    std::vector<std::size_t> places;
    for (int line = 1; !rest.empty(); ++line) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view one = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (one.ends_with('\r')) one.remove_suffix(1);
        if (trimmed(one).empty() || one.front() == '#' || one.front() == '%') continue;
        if (places.empty()) {
            if (separator == '\0') separator = separator_of_line(one);
            part(one, separator, fields);
            places = find_places(text, wanted, fields, line);
            if (!are_numbers(wanted)) continue;
        } else {
            part(one, separator, fields);
        }
        const std::size_t needed = *std::max_element(places.begin(), places.end()) + 1;
        if (fields.size() < needed)
            throw InputError(
                {Diagnostic{.place = {text.name, line, 1},
                            .message = fmt::format("the line has {} fields, and {} are needed", fields.size(), needed),
                            .hint = rest.empty() ? "the download seems to be cut off: get the file again"
                                                 : "check the line, and the separator",
                            .fault = Fault::damaged}});
        for (std::size_t k = 0; k < places.size(); ++k)
            chosen[k] = fields[places[k]];
        visit(chosen, line);
    }
}

double value_of_field(const NamedText& text, std::string_view field, int line) {
    double value = 0.0;
    if (field.empty() || field == "NA" || field == "NaN" || field == ":") return 0.0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
    if (error == std::errc() && end == field.data() + field.size() && std::isfinite(value)) return value;
    throw InputError({Diagnostic{.place = {text.name, line, 1},
                                 .message = fmt::format("{} is not a number", in_quotes(field)),
                                 .hint = "values are written as 1234.5 or 1.2e3, without separators of thousands",
                                 .fault = Fault::bad_number}});
}

}  // namespace chokepoint::scenario
