#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <chokepoint/report/data/table.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

namespace chokepoint::report {

namespace {

void append_text(std::string_view text, std::string& out) {
    const bool formula = !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos;
    if (!formula && text.find_first_of("\",\r\n") == std::string_view::npos) {
        out += text;
        return;
    }
    out += '"';
    if (formula) out += '\'';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

constexpr std::size_t kNameLength = 32;  ///< What Stata takes.

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The longest end of the path, from the start of a word on, that is a name of at most `length`.
std::string column_name(std::string_view path, std::size_t length) {
    std::string name;
    for (const char c : path)
        name += is_letter(c) || (c >= '0' && c <= '9') ? c : '_';
    for (std::size_t begin = 0; begin < name.size(); ++begin) {
        const bool starts_word = is_letter(name[begin]) && (begin == 0 || name[begin - 1] == '_');
        if (starts_word && name.size() - begin <= length) return name.substr(begin);
    }
    return ("x" + name).substr(0, length);
}

}  // namespace

Cell text_or_nothing(std::string text) {
    if (text.empty()) return std::monostate{};
    return text;
}

Cell number_or_nothing(const std::optional<double>& number) {
    if (!number || std::isnan(*number)) return std::monostate{};
    return *number;
}

std::vector<std::string> column_names(const std::vector<std::string>& paths) {
    std::vector<std::string> names;
    for (const std::string& path : paths) {
        std::string name = column_name(path, kNameLength);
        for (int k = 2; std::find(names.begin(), names.end(), name) != names.end(); ++k) {
            const std::string number = fmt::format("_{}", k);
            name = column_name(path, kNameLength - number.size()) + number;
        }
        names.push_back(std::move(name));
    }
    return names;
}

CsvText::CsvText(const std::vector<std::string>& columns) {
    for (const std::string& column : columns)
        add(column);
    end_row();
}

void CsvText::separate() {
    if (row_begun_) text_ += ',';
    row_begun_ = true;
}

void CsvText::add(std::string_view text) {
    separate();
    append_text(text, text_);
}

void CsvText::add(double number) {
    separate();
    append_number(text_, number);
}

void CsvText::add_nothing() {
    separate();
    text_ += "NA";
}

void CsvText::end_row() {
    text_ += '\n';
    row_begun_ = false;
}

std::string to_csv(const Table& table) {
    CsvText csv(table.columns);
    for (const auto& row : table.rows) {
        for (const Cell& cell : row) {
            if (const auto* text = std::get_if<std::string>(&cell)) {
                csv.add(*text);
            } else if (const auto* number = std::get_if<double>(&cell)) {
                csv.add(*number);
            } else {
                csv.add_nothing();
            }
        }
        csv.end_row();
    }
    return csv.take();
}

std::string to_json(const Table& table) {
    auto rows = nlohmann::ordered_json::array();
    for (const auto& row : table.rows) {
        nlohmann::ordered_json object;
        for (std::size_t c = 0; c < row.size(); ++c) {
            nlohmann::ordered_json& value = object[table.columns[c]];
            if (const auto* text = std::get_if<std::string>(&row[c])) {
                value = *text;
            } else if (const auto* number = std::get_if<double>(&row[c]); number != nullptr && std::isfinite(*number)) {
                value = *number;
            }
        }
        rows.push_back(std::move(object));
    }
    return rows.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace chokepoint::report
