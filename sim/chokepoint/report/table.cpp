#include <chokepoint/base/number.hpp>
#include <chokepoint/report/table.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

namespace chokepoint {

namespace {

void append_text(const std::string& text, std::string& out) {
    const bool formula = !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos;
    if (!formula && text.find_first_of("\",\r\n") == std::string::npos) {
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

}  // namespace

std::string to_csv(const Table& table) {
    std::string out;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (c > 0) out += ',';
        out += table.columns[c];
    }
    out += '\n';
    for (const auto& row : table.rows) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (c > 0) out += ',';
            if (const auto* text = std::get_if<std::string>(&row[c])) {
                append_text(*text, out);
            } else if (const auto* number = std::get_if<double>(&row[c])) {
                out += format_number(*number);
            } else {
                out += "NA";
            }
        }
        out += '\n';
    }
    return out;
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

}  // namespace chokepoint
