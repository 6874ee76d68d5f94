#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <chokepoint/report/data/table.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

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

Cell::Cell(double number) {
    if (!std::isnan(number)) emplace<double>(number);
}

Cell::Cell(std::string text) {
    if (!text.empty()) emplace<std::string>(std::move(text));
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

std::string to_csv(const Table& table) {
    std::string csv;
    for (const Variable& variable : table.variables)
        append_text(variable.name, csv.append(csv.empty() ? "" : ","));
    csv += '\n';
    for (std::size_t k = 0; k < table.rows; ++k) {
        const char* separator = "";
        for (const Cell& cell : table.row(k)) {
            csv.append(std::exchange(separator, ","));
            if (const std::string* text = cell.text()) {
                append_text(*text, csv);
            } else if (const double* number = cell.number()) {
                append_number(csv, *number);
            } else {
                csv += "NA";
            }
        }
        csv += '\n';
    }
    return csv;
}

std::string to_json(const Table& table) {
    auto rows = nlohmann::ordered_json::array();
    for (std::size_t k = 0; k < table.rows; ++k) {
        nlohmann::ordered_json object;
        const std::vector<Cell> cells = table.row(k);
        for (std::size_t c = 0; c < cells.size(); ++c) {
            nlohmann::ordered_json& value = object[table.variables[c].name];
            if (const std::string* text = cells[c].text()) {
                value = *text;
            } else if (const double* number = cells[c].number(); number != nullptr && std::isfinite(*number)) {
                value = *number;
            }
        }
        rows.push_back(std::move(object));
    }
    return rows.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace chokepoint::report
