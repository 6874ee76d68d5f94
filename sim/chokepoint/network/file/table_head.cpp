#include <algorithm>
#include <array>
#include <chokepoint/base/number.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/network/file/table_head.hpp>

namespace chokepoint::network {

namespace {

constexpr std::size_t kProbe = 64 * 1024;
constexpr std::size_t kRows = 20;

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// The lines that are not blank, without a line that the probe cuts.
std::vector<std::string_view> first_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    const std::string_view probe = text.substr(0, kProbe);
    for (std::size_t at = 0; at < probe.size() && lines.size() < 4 * kRows;) {
        const auto end = probe.find('\n', at);
        if (end == probe.npos && probe.size() < text.size() && !lines.empty()) break;
        const std::string_view line = probe.substr(at, std::min(end, probe.size()) - at);
        if (!trimmed(line).empty()) lines.push_back(line);
        at = end == probe.npos ? probe.size() : end + 1;
    }
    return lines;
}

std::vector<std::string> split(std::string_view line, char separator, bool& quoted) {
    if (separator == ' ') line = trimmed(line);
    std::vector<std::string> fields(1);
    bool open = false;
    char before = separator;
    for (const char c : line) {
        if (c == '"') {
            open = !open;
        } else if (c == separator && !open) {
            if (separator != ' ' || before != ' ') fields.emplace_back();
        } else if (c != '\r') {
            quoted = quoted || c == separator;
            fields.back() += c;
        }
        before = c;
    }
    for (std::string& field : fields)
        field = trimmed(field);
    return fields;
}

/// How well a separator fits: the number of rows with as many fields as the first, or 0 if the first has one field.
std::size_t fit(const std::vector<std::string_view>& lines, char separator) {
    bool ignored = false;
    const std::size_t fields = split(lines.front(), separator, ignored).size();
    if (fields < 2) return 0;
    return static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), [&](std::string_view line) {
        return split(line, separator, ignored).size() == fields;
    }));
}

}  // namespace

TableHead read_table_head(std::string_view text) {
    TableHead head;
    std::vector<std::string_view> lines = first_lines(text);
    if (lines.empty()) return head;
    head.crlf = lines.front().ends_with('\r');
    head.has_quotes = text.substr(0, kProbe).find('"') != text.npos;
    for (const char comment : {'#', '%'}) {
        if (!lines.front().starts_with(comment)) continue;
        head.comment = comment;
        std::erase_if(lines, [&](std::string_view line) { return line.starts_with(comment); });
    }
    if (lines.size() > kRows) lines.resize(kRows);
    if (lines.empty()) return head;
    std::size_t best = 0;
    for (const char separator : {'\t', ';', ',', '|', ' '}) {
        const std::size_t fits = fit(lines, separator);
        if (fits <= best) continue;
        best = fits;
        head.separator = separator;
    }
    for (const std::string_view line : lines)
        head.rows.push_back(split(line, head.separator, head.quoted));
    return head;
}

std::string separator_name(char separator) {
    if (separator == '\t') return "a tab";
    if (separator == ' ') return "spaces";
    return in_quotes(std::string_view(&separator, 1));
}

bool is_numeric_field(std::string_view field) {
    std::string text(field);
    std::replace(text.begin(), text.end(), ',', '.');
    return parse_number(text).has_value();
}

bool begins_with_values(const TableHead& head) {
    if (head.rows.empty() || head.rows[0].size() < 2 || head.rows[0].size() > 4) return false;
    const std::vector<std::string>& first = head.rows[0];
    return std::any_of(first.begin(), first.end(), [](const std::string& field) { return is_numeric_field(field); }) &&
           std::none_of(first.begin(), first.end(), [](const std::string& field) { return field.empty(); });
}

bool has_header(const TableHead& head) {
    if (head.rows.empty()) return false;
    return std::none_of(head.rows[0].begin(), head.rows[0].end(),
                        [](const std::string& field) { return field.empty() || is_numeric_field(field); });
}

std::size_t square_rows(const TableHead& head) {
    if (head.rows.empty() || head.rows[0].size() < 3) return 0;
    const std::vector<std::string>& names = head.rows[0];
    std::size_t k = 1;
    while (k < std::min(head.rows.size(), names.size())) {
        const std::vector<std::string>& row = head.rows[k];
        if (names[k].empty() || row.size() != names.size() || row[0] != names[k] || !is_numeric_field(row[1])) break;
        ++k;
    }
    return k - 1;
}

bool ends_with_total(const TableHead& head) {
    if (head.rows.empty() || head.rows[0].empty()) return false;
    std::string word;
    bool found = false;
    for (const char c : head.rows[0].back() + " ") {
        const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (small >= 'a' && small <= 'z') {
            word += small;
            continue;
        }
        found = found || word == "total" || word == "totals" || word == "tot" || word == "sum" || word == "sums";
        word.clear();
    }
    return found;
}

}  // namespace chokepoint::network
